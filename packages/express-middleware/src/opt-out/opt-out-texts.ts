/**
 * The words of the opt-out page. `{number}` becomes the recipient's number with most digits hidden, `{brand}` the
 * sender's name. All is text: markup is shown as it is written.
 */
export interface OptOutTexts {
  /** The language of these texts, a BCP 47 tag for the page's `lang`. */
  readonly lang: string;
  /** The direction of the writing. */
  readonly dir: 'ltr' | 'rtl';
  /** What `{brand}` says where no brand is given. */
  readonly noBrand: string;
  /** Heading of the question. */
  readonly askTitle: string;
  /** The question. */
  readonly ask: string;
  /** The one button. */
  readonly button: string;
  /** Heading after opting out. */
  readonly doneTitle: string;
  /** What holds now. */
  readonly done: string;
  /** Heading where the link is not genuine. */
  readonly invalidTitle: string;
  /** What to do then. */
  readonly invalid: string;
  /** Heading where the link is too old. */
  readonly expiredTitle: string;
  /** What to do then. */
  readonly expired: string;
  /** Heading where it could not be saved. */
  readonly failedTitle: string;
  /** What to do then. */
  readonly failed: string;
}

/** The English words, from which `texts` may differ in part. */
export const OPT_OUT_TEXTS: OptOutTexts = {
  lang: 'en',
  dir: 'ltr',
  noBrand: 'this sender',
  askTitle: 'Stop text messages?',
  ask: 'The number {number} will get no more text messages from {brand}.',
  button: 'Stop messages',
  doneTitle: 'You are opted out',
  done: 'The number {number} will get no more text messages from {brand}.',
  invalidTitle: 'This link does not work',
  invalid:
    'Open the link exactly as it is in the message. Where you can answer the message, answer STOP instead.',
  expiredTitle: 'This link is too old',
  expired: 'Use the link in a newer message. Where you can answer the message, answer STOP instead.',
  failedTitle: 'That did not work',
  failed: 'Nothing has changed yet. Please try again in a few minutes.',
};
