const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

const names: Readonly<Record<string, string>> = {
  ms: 'ms',
  s: 's',
  sec: 's',
  second: 's',
  m: 'min',
  min: 'min',
  minute: 'min',
  h: 'h',
  hour: 'h',
  d: 'd',
  day: 'd',
};

/** A length of time as a person writes it (`1 h 30 min`, `2 days`, `90s`), in ms; undefined where it is none. */
export function durationIn(text: string): number | undefined {
  const parts = Array.from(text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi));
  const rest = text.replaceAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/gi, '').trim();
  if (parts.length === 0 || rest !== '') return undefined;
  let sum = 0;
  for (const [, figure, word = ''] of parts) {
    const unit = units[unitOf(word) ?? ''];
    if (unit === undefined) return undefined;
    sum += Number(figure) * unit;
  }
  return Math.round(sum);
}

function unitOf(word: string): string | undefined {
  const lower = word.toLowerCase();
  return names[lower] ?? names[lower.replace(/s$/, '')];
}

/** How long until a moment: `in 22 h 30 min`, `now` for one that is due. */
export function formatAhead(ms: number): string {
  if (ms <= 0) return 'now';
  if (ms < 1000) return `in ${Math.round(ms)} ms`;
  const figures: [number, string][] = [
    [Math.floor(ms / 86_400_000), 'd'],
    [Math.floor(ms / 3_600_000) % 24, 'h'],
    [Math.floor(ms / 60_000) % 60, 'min'],
    [Math.floor(ms / 1000) % 60, 's'],
  ];
  const first = figures.findIndex(([figure]) => figure > 0);
  const told = figures.slice(first, first + 2).filter(([figure]) => figure > 0);
  return `in ${told.map(([figure, unit]) => `${figure} ${unit}`).join(' ')}`;
}
