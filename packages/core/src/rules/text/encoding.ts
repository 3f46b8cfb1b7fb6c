/**
 * How a text travels: `GSM-7`, where every character is in the GSM 7-bit default alphabet or its extension table,
 * else `UCS-2`, in which a character outside the basic plane takes two units (UTF-16).
 */
export type Encoding = 'GSM-7' | 'UCS-2';

/**
 * Units that one segment holds (3GPP TS 23.040): septets of GSM-7, UTF-16 units of UCS-2. A text of several segments
 * gives six octets of each to the header that joins them: seven septets or three UTF-16 units.
 */
export const SEGMENT_UNITS: Readonly<Record<Encoding, { readonly single: number; readonly joined: number }>> =
  {
    'GSM-7': { single: 160, joined: 153 },
    'UCS-2': { single: 70, joined: 67 },
  };
