/** The 127 characters of the GSM 7-bit default alphabet, one septet each, in the order of 3GPP TS 23.038, 6.2.1. */
export const GSM7_BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** The ten characters of the extension table, two septets each (the escape and a code), 3GPP TS 23.038, 6.2.1.1. */
export const GSM7_EXTENSION = '\f^{}\\[~]|€';

/**
 * UTF-16 unit to septets: 1 or 2, and 0 or undefined (past the end, which is the euro sign) for what GSM-7 cannot
 * say. U+001B is 0: the code 0x1B is the escape itself, so no text can hold it as a character.
 */
export const SEPTETS = /* @__PURE__ */ buildSeptets();

function buildSeptets(): Uint8Array {
  const septets = new Uint8Array(0x20ad);
  for (const char of GSM7_BASIC) septets[char.charCodeAt(0)] = 1;
  for (const char of GSM7_EXTENSION) septets[char.charCodeAt(0)] = 2;
  return septets;
}
