/** Scripts that show what there is to see. */
export const SCRIPTS: readonly { readonly name: string; readonly faults: readonly string[] }[] = [
  { name: 'A busy minute', faults: ['429; retry-after=1', '429; retry-after=2', 'ok'] },
  { name: 'A short outage', faults: ['503; retry-after=1', '503; retry-after=1', 'ok'] },
  { name: 'Sent, and the reply lost', faults: ['reset-after-commit'] },
  { name: 'Never connected', faults: ['reset'] },
  { name: 'A proxy’s page', faults: ['html; status=502'] },
  { name: 'No money', faults: ['insufficient_credit'] },
];

/** The faults of a script, one on each line. */
export function scriptIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A share as a person writes it, `10%` or `0.1`; undefined where it is none. */
export function chanceIn(text: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim());
  if (!found) return undefined;
  const share = Number(found[1]) / (found[2] === '%' ? 100 : 1);
  return share > 0 && share <= 1 ? share : undefined;
}

/** The first line of a script that begins with no known fault; a status of three digits is one of its own. */
export function unknownIn(faults: readonly string[], kinds: readonly string[]): string | undefined {
  const known = new Set(['ok', ...kinds].map(nameIn));
  return faults.find((fault) => !/^\d{3}$/.test(nameIn(fault)) && !known.has(nameIn(fault)));
}

/** A fault without what goes with it; any of them can be ordered for after the work. */
function nameIn(fault: string): string {
  return fault
    .split(';', 1)
    .join('')
    .trim()
    .replace(/-after-commit$/, '');
}
