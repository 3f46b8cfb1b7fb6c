/** The search that finds the messages of a reference. */
export function searchOfReference(reference: string): string {
  return /\s/.test(reference) ? `reference:"${reference}"` : `reference:${reference}`;
}
