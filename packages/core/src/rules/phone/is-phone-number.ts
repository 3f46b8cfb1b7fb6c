/**
 * Whether a text is a phone number in E.164 form: a plus, then 7 to 15 digits of which the first is not 0. Strict:
 * no space, no brackets, no other digits than `0-9`. `parsePhoneNumber` mends what people write. E.164 sets the
 * upper bound; the lower one is a convention. Whether the number exists is not known.
 */
export function isPhoneNumber(text: string): boolean {
  return /^\+[1-9][0-9]{6,14}$/.test(text);
}
