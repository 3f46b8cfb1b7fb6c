import { ALPHA_SENDER_ROWS } from './alpha-sender.table.ts';

/** What is known of alphanumeric sender IDs in a country. */
export interface AlphaSenderSupport {
  /**
   * `supported`: delivered as written. `registration`: only once the sender ID is registered there. `unsupported`: refused,
   * or replaced by a number. `unknown`: the country is not in the table, or the code is none.
   */
  status: 'supported' | 'registration' | 'unsupported' | 'unknown';
  /** The date of the indication, as its guide gives it: a day, a span, or words where it is undated. Null: unknown. */
  asOf: string | null;
  /** The guide it is from. Null: unknown. */
  source: string | null;
}

/**
 * Whether a country delivers messages from an alphanumeric sender ID, by its ISO 3166-1 alpha-2 code in any case (`XK`
 * for Kosovo). A dated indication from public country guides, not advice: warn on it, never refuse. `countriesOfNumber`
 * gives the countries of a recipient.
 *
 * @example
 * alphaSenderSupport('US').status; // 'unsupported'
 */
export function alphaSenderSupport(countryCode: string): AlphaSenderSupport {
  // ASCII first: `ß` would become SS, which is South Sudan.
  const code = /^[A-Za-z]{2}$/.test(countryCode) ? countryCode.toUpperCase() : undefined;
  const row = code && ALPHA_SENDER_ROWS.find(({ countries }) => countries.includes(code));
  if (!row) return { status: 'unknown', asOf: null, source: null };
  return { status: row.status, asOf: row.asOf, source: row.source };
}
