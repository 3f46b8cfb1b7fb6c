import { clock } from './clock.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** A moment as a list shows it: the clock today, else the day. Its full text is one pointer away. */
export function Time({ iso, className }: { iso: string | null; className?: string | undefined }) {
  const at = new Date(iso ?? '');
  if (iso === null || Number.isNaN(at.valueOf())) return <span className={className}>{iso ?? '–'}</span>;
  const today = at.toDateString() === new Date().toDateString();
  return (
    <time className={className} dateTime={iso} title={iso}>
      {today ? clock.format(at) : day.format(at)}
    </time>
  );
}
