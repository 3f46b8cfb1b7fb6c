import { Pill } from './pill.tsx';

/** The status of a reply, in the colour of its kind; where none came, a word. */
export function StatusCode({ status }: { status: number | null }) {
  return <Pill tone={toneOfStatus(status)}>{status ?? 'no reply'}</Pill>;
}

/** What a status means; null is no reply at all. */
export function toneOfStatus(status: number | null): 'ok' | 'warn' | 'bad' {
  if (status === null || status >= 500) return 'bad';
  return status >= 400 ? 'warn' : 'ok';
}
