/**
 * By letter of ASCII, the characters that look like it in most typefaces, a choice out of Unicode's list of confusables (UTS 39):
 * letters of Cyrillic, Greek, Armenian and the Latin extensions, and signs that look like those of a URL.
 */
export const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'аАαΑɑạ',
  b: 'вВΒƅ',
  c: 'сС',
  d: 'ԁ',
  e: 'еЕΕẹ',
  g: 'ցɡ',
  h: 'һнНΗհ',
  i: 'іІιΙıɩị',
  j: 'јЈ',
  k: 'кКκΚ',
  l: 'ӏʟḷ',
  m: 'мМΜ',
  n: 'ηΝո',
  o: 'оОοΟօọ',
  p: 'рРρΡ',
  q: 'ԛզ',
  r: 'г',
  s: 'ѕЅ',
  t: 'тТτΤ',
  u: 'υս',
  v: 'ѵν',
  w: 'ԝω',
  x: 'хХχΧ',
  y: 'уУγΥ',
  z: 'Ζ',
};

/** Signs that look like the slash, the full stop and the colon of a URL. */
export const LOOK_ALIKE_SIGNS = '\u2044\u2215\u29f8\uff0f\u2024\uff0e\u3002\uff61\u2236\ua789\uff1a';
