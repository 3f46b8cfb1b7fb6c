/**
 * Writes an instant as Chatti writes its times: ISO 8601, in UTC, with zone and milliseconds.
 * What it returns is read back to the same instant by `parseTimestamp`.
 *
 * @throws RangeError for an invalid date.
 * @example formatTimestamp(new Date(0)) // '1970-01-01T00:00:00.000Z'
 */
export function formatTimestamp(date: Date): string {
  return date.toISOString();
}
