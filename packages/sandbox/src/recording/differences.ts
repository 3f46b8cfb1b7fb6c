import type { RecordedReply, RecordedRequest } from './recording.ts';

/** Something that came out otherwise than it did before. */
export interface Difference {
  /** The step of the recording, from 1. */
  readonly step: number;
  /** Method and path of the request. */
  readonly request: string;
  /** What differs: `status`, `headers.retry-after`, `body.data[0].status`, `reply`. */
  readonly where: string;
  /** What came now, as JSON; null where there is nothing. */
  readonly now: string | null;
  /** What came before, as JSON; null where there was nothing. */
  readonly before: string | null;
}

/** How many differences of one reply are told. */
const told = 5;

/** How much of a value is told, in characters. */
const shown = 120;

/** What differs between two replies to the same request. */
export function differencesOf(
  { step, request }: { readonly step: number; readonly request: RecordedRequest },
  now: RecordedReply,
  before: RecordedReply,
): Difference[] {
  const about = { step, request: `${request.method} ${request.path}` };
  const parts = (reply: RecordedReply) => ({ ...reply, body: readJson(reply.body) });
  return compare('', parts(now), parts(before))
    .slice(0, told)
    .map((difference) => ({ ...about, ...difference }));
}

/** A difference as a line. */
export function formatDifference({ step, request, where, now, before }: Difference): string {
  return `Step ${step}, ${request}: ${where} is ${now ?? 'missing'}, and was ${before ?? 'missing'}.`;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

type Found = Pick<Difference, 'where' | 'now' | 'before'>;

function compare(where: string, now: unknown, before: unknown): Found[] {
  if (isTree(now) && isTree(before) && Array.isArray(now) === Array.isArray(before)) {
    const keys = new Set([...Object.keys(now), ...Object.keys(before)]);
    return [...keys].flatMap((key) =>
      compare(placeIn(where, key, Array.isArray(now)), now[key], before[key]),
    );
  }
  return Object.is(now, before) ? [] : [{ where, now: show(now), before: show(before) }];
}

function placeIn(where: string, key: string, isList: boolean): string {
  if (isList) return `${where}[${key}]`;
  return where === '' ? key : `${where}.${key}`;
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string | null {
  if (value === undefined) return null;
  const text = JSON.stringify(value);
  return text.length > shown ? `${text.slice(0, shown)}…` : text;
}
