/** What a button can do about a finding. */
export type Remedy = 'append opt-out' | 'use number';

/** What to do about what is found in a message, by the code of the finding. */
export const ADVICE: Readonly<Record<string, { readonly what: string; readonly remedy?: Remedy }>> = {
  opt_out_missing: {
    what: 'Marketing needs a way out at its end. Leave it away only where the recipient expects the message.',
    remedy: 'append opt-out',
  },
  opt_out_not_last: { what: 'Move it to the end, or put another one there.', remedy: 'append opt-out' },
  sender_unsupported: {
    what: 'Send from a number instead: replies can reach you, too.',
    remedy: 'use number',
  },
  sender_registration: {
    what: 'Have it registered there first, or send from a number.',
    remedy: 'use number',
  },
  ucs2_by_twin: { what: 'Put the twin in with the button below the text.' },
  link_adds_segment: { what: 'Shorten the text by as much, or accept the price of one more segment.' },
  media_often_dropped: { what: 'Send a jpg, png, mp4 or 3gp instead, or a link to the file in the text.' },
  link_hidden_character: { what: 'Type the link anew, without copying it.' },
  link_look_alike: { what: 'Type the link anew in plain letters.' },
  recipient_opted_out: { what: 'Leave this recipient out: only START from that phone brings them back.' },
  insufficient_credit: { what: 'Top the account up, or send to fewer.' },
  sender_not_allowed: { what: 'Pick one of the account’s own senders.' },
  too_long: { what: 'Shorten it: nothing is cut off for you.' },
  too_many_items: { what: 'Take some away.' },
  contradiction: { what: 'Take one of the two away.' },
  unsupported_media_type: { what: 'Take the file away, or send it as one of the kinds that MMS takes.' },
  invalid_text: { what: 'Take the character away that cannot be seen.' },
};
