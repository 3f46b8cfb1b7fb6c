import type { JournalEntry } from '@chatti/sandbox';

/** One call of a client, with every attempt that it made. */
export interface Call {
  /** The number of its first attempt, which names it. */
  readonly number: number;
  /** Oldest first. */
  readonly attempts: readonly JournalEntry[];
  /** The attempt that ended it, for now. */
  readonly last: JournalEntry;
  readonly failed: boolean;
}

/** The calls behind requests, newest first; `entries` may come in any order. */
export function callsOf(entries: readonly JournalEntry[]): Call[] {
  const groups = new Map<number, JournalEntry[]>();
  for (const entry of entries.toSorted((a, b) => a.number - b.number)) {
    const group = groups.get(entry.call);
    if (group) group.push(entry);
    else groups.set(entry.call, [entry]);
  }
  return Array.from(groups, ([number, attempts]): Call => {
    const last = attempts.at(-1) as JournalEntry;
    return { number, attempts, last, failed: hasFailed(last) };
  }).sort((a, b) => b.last.number - a.last.number);
}

/** Whether a request got no success. */
export function hasFailed({ status }: Pick<JournalEntry, 'status'>): boolean {
  return status === null || status >= 400;
}

/** A stretch of a waterfall, as shares of its whole width. */
export interface Stretch {
  readonly from: number;
  readonly width: number;
  readonly ms: number;
}

/** One attempt in a waterfall, and the wait before it. */
export interface Bar {
  readonly entry: JournalEntry;
  readonly work: Stretch;
  /** Undefined for the first attempt. */
  readonly wait: Stretch | undefined;
  /** How long the reply before it asked to wait, in s; undefined where it did not say. */
  readonly askedS: number | undefined;
}

/** The attempts of a call over real time: what each took, and how long the client waited between them. */
export function waterfallOf(attempts: readonly JournalEntry[]): Bar[] {
  const [first] = attempts;
  const last = attempts.at(-1);
  if (!first || !last) return [];
  const start = first.real_ms - first.duration_ms;
  const whole = Math.max(last.real_ms - start, 1);
  const stretch = (from: number, to: number): Stretch => ({
    from: (from - start) / whole,
    width: Math.max(to - from, 0) / whole,
    ms: Math.max(to - from, 0),
  });
  return attempts.map((entry, index): Bar => {
    const before = attempts[index - 1];
    const begin = entry.real_ms - entry.duration_ms;
    return {
      entry,
      work: stretch(begin, entry.real_ms),
      wait: before && stretch(before.real_ms, begin),
      askedS: before && secondsAsked(before),
    };
  });
}

function secondsAsked({ response_headers: headers }: JournalEntry): number | undefined {
  const text = headers['retry-after'];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** What a request was about: the row of the contract, or its method and path without the query. */
export function nameOf({ endpoint, method, path }: JournalEntry): string {
  return endpoint ?? `${method} ${path.replace(/\?.*/s, '')}`;
}
