import { MONTH_STEMS, ROMAN_MONTHS } from './relative-words.table.ts';
import { stemIndex } from './stem-index.ts';

/**
 * A piece of the text and how far it has been read. Numbers are taken as PHP takes them, whatever the
 * form that found the piece: what is no digit is skipped, then at most so many digits are read.
 */
export class TimeToken {
  readonly text: string;
  /** The text not yet read. */
  rest: string;

  constructor(text: string) {
    this.text = text;
    this.rest = text;
  }

  /** Reads on to the end of what the pattern finds and returns that; an empty string where it finds nothing. */
  take(pattern: RegExp): string {
    const found = pattern.exec(this.rest);
    if (!found) return '';
    this.rest = this.rest.slice(found.index + found[0].length);
    return found[0];
  }

  /** The next number of at most that many digits. */
  number(digits: number): number | undefined {
    const found = this.take(new RegExp(`\\d{1,${digits}}`));
    return found ? Number(found) : undefined;
  }

  /** A year; one of one or two digits is between 1970 and 2069. */
  year(): number | undefined {
    const digits = this.take(/\d{1,4}/);
    if (!digits) return undefined;
    const year = Number(digits);
    return digits.length < 4 && year < 100 ? year + (year < 70 ? 2000 : 1900) : year;
  }

  /** A whole number after any run of signs; each minus turns it round. */
  signed(): number {
    const signs = this.take(/[+-]+|(?=\d)/);
    return Number(this.take(/\d+/)) * (signs.split('-').length % 2 === 0 ? -1 : 1);
  }

  /** A month by name or by Roman numeral. */
  month(): number {
    this.take(/^(st|nd|rd|th)?[ \t./-]*/);
    const word = this.take(/^[A-Za-z]+/).toLowerCase();
    return ROMAN_MONTHS.split(' ').indexOf(word) + 1 || stemIndex(MONTH_STEMS, word) + 1;
  }

  /** Whether the piece goes on with one of these characters. */
  goesOn(marks: string): boolean {
    return this.rest !== '' && marks.includes(this.rest.charAt(0));
  }
}
