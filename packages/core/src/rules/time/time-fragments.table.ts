/**
 * What the forms of a date are made of. `<name>` stands for another fragment, words in braces count in
 * either case, the rest is a regular expression. Where one choice begins another, the longer stands first.
 */
export const FRAGMENTS: Readonly<Record<string, string>> = {
  space: '(?:[ \\t]+|\\xa0+|\\u202f+)',
  sep: '[ .\\t-]*',
  /** Digits, with a leading zero or not; doubled, always two of them. */
  H: '(?:2[0-4]|[01]?\\d)',
  HH: '(?:2[0-4]|[01]\\d)',
  h: '(?:1[0-2]|0?[1-9])',
  i: '[0-5]?\\d',
  ii: '[0-5]\\d',
  s: '(?:60|[0-5]?\\d)',
  ss: '(?:60|[0-5]\\d)',
  y: '\\d{1,4}',
  yyyy: '\\d{4}',
  m: '(?:1[0-2]|0?\\d)',
  mm: '(?:1[0-2]|0\\d)',
  d: '(?:3[01]|[0-2]?\\d)',
  dd: '(?:3[01]|[0-2]\\d)',
  nth: '<d>(?:st|nd|rd|th)?',
  /** Morning or afternoon, with what has to follow. */
  ap: '[AaPp]\\.?[Mm]\\.?[\\0\\t ]',
  clock: '{t}?<H>[:.]<i>',
  shift: '(?:GMT)?[+-](?:<HH>:<ii>:<ss>|<HH><ii><ss>|<H>(?::?<i>)?)',
  id: '[A-Z][a-z]+(?:[_/-][A-Za-z]+)+',
  abbr: '\\(?[A-Za-z]{1,6}\\)?',
  mon: '{(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)}',
  month:
    '{(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)}',
  anymonth: '(?:<month>|VIII|VII|VI|V|III|II|IV|IX|I|XII|XI|X)',
  monthday: '<anymonth><sep><nth>(?:[,.stndrh\\t ]+|\\0)',
  weekday:
    '{(?:sun(?:days?)?|mon(?:days?)?|tue(?:sdays?)?|wed(?:nesdays?)?|thu(?:rsdays?)?|fri(?:days?)?|sat(?:urdays?)?)}',
  count: '(?:{first|second|third|fourth|fifth|sixth|seventh|eighth?|ninth|tenth|eleventh|twelfth}|<turn>)',
  turn: '{(?:next|last|previous|this)}',
  /** Units but for the bare `week`, which some forms have and some not. */
  unit: '(?:{(?:msec|millisecond|µsec|microsecond|usec|second|sec|minute|min|hour|day|forth?night|month|year)s?|weekdays?|weeks}|<weekday>|{ms|µs})',
};
