/** What is being written. */
export interface Draft {
  readonly to: string;
  readonly from: string;
  readonly body: string;
}

/** What a newcomer finds: a number reserved for fiction, and no text. */
export const firstDraft: Draft = { to: '+44 7700 900123', from: 'Acme Shoes', body: '' };

/** A text that shows what there is to see. */
export const exampleBody =
  'Winter sale today: 20% off everything in store, from 9:00 to 21:00, at every Acme near you. ' +
  'It’s the last weekend, so bring a friend and both of you save. Opt out: {OptOutURL}';

/** The fields as they are sent: one that is empty is left out. */
export function filledIn(draft: Draft): Record<string, string> {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== ''));
}
