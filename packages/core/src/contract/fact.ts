import type { ChattiV1 } from './chatti-v1.ts';
import type { EventType } from './events.ts';
import type { FieldCode, ProblemCode } from './problems.table.ts';
import type { MessageStatus } from './status.ts';

/** The headings of Chatti's published document. */
export type Heading =
  | 'Authentication'
  | 'Required Headers'
  | 'Opt-out tags'
  | 'Using a Sender ID'
  | 'Timestamps'
  | 'MMS File Types'
  | 'Pagination'
  | 'Request limits'
  | 'HTTP status codes'
  | 'CORS';

/** A row of the contract: `messages.send`. */
export type RowName = { [R in keyof ChattiV1]: `${R}.${keyof ChattiV1[R] & string}` }[keyof ChattiV1];

/** What a fact can be about: a part of the contract, by kind and name. */
export type Subject =
  | `row ${RowName}`
  | `status ${number}`
  | `header ${string}`
  | `value ${Uppercase<string>}`
  | `field ${string}.${string}`
  | `problem ${ProblemCode}`
  | `field code ${FieldCode}`
  | `message status ${MessageStatus}`
  | `event ${EventType}`;

/** One thing that holds of the API, and who says so. */
export interface Fact {
  /** `documented`: Chatti's published document says it. `chosen`: it does not, and this project had to decide. */
  readonly source: 'documented' | 'chosen';
  /** The heading of the published document under which a documented fact stands. */
  readonly heading?: Heading;
  /** The fact in a sentence or two, as Markdown. */
  readonly sentence: string;
  /** The parts of the contract that the fact is about; none where it is about how they are used. */
  readonly subjects: readonly Subject[];
}

/** What the published document says. */
export function documented(heading: Heading, sentence: string, ...subjects: readonly Subject[]): Fact {
  return { source: 'documented', heading, sentence, subjects };
}

/** What this project decided, where the published document is silent. */
export function chosen(sentence: string, ...subjects: readonly Subject[]): Fact {
  return { source: 'chosen', sentence, subjects };
}

/** A list of names as code: `a`, `b` and `c`. */
export function named(names: readonly (string | number)[]): string {
  const codes = names.map((name) => `\`${name}\``);
  const last = codes.pop() ?? '';
  return codes.length === 0 ? last : `${codes.join(', ')} and ${last}`;
}

/** The fields of a shape, as subjects. */
export function fieldsOf(shape: string, fields: readonly string[]): Subject[] {
  return fields.map((field): Subject => `field ${shape}.${field}`);
}
