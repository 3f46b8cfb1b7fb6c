/** Where one is in a list. */
export interface Standing {
  /** The index of the row. */
  readonly here: number;
  /** How many rows are seen at once. */
  readonly seen: number;
  readonly count: number;
}

const steps = {
  ArrowDown: ({ here }: Standing) => here + 1,
  ArrowUp: ({ here }: Standing) => here - 1,
  PageDown: ({ here, seen }: Standing) => here + Math.max(1, seen - 1),
  PageUp: ({ here, seen }: Standing) => here - Math.max(1, seen - 1),
  Home: () => 0,
  End: ({ count }: Standing) => count - 1,
};

/** A key that walks a list. */
export type Step = keyof typeof steps;

/** Whether a key walks a list. */
export function isStep(key: string): key is Step {
  return Object.hasOwn(steps, key);
}

/** The row that a key leads to. */
export function stepTo(key: Step, standing: Standing): number {
  return Math.max(0, Math.min(steps[key](standing), standing.count - 1));
}
