/** A message about a field as a sentence: some are the rest of one (`is empty`), some are one of their own. */
export function sentenceOf(subject: string, message: string): string {
  const ended = /[.!?]$/.test(message) ? message : `${message}.`;
  return /^\p{Lu}/u.test(ended) ? ended : `${subject} ${ended}`;
}
