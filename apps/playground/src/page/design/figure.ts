/** A number as the page writes it: thin groups of three. */
export function figure(value: number | null | undefined): string {
  return (value ?? 0).toLocaleString('en').replaceAll(',', '\u202f');
}
