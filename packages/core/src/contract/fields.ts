import * as v from 'valibot';
import type { FieldCode } from './problems.table.ts';
import type { Fields, Schema, Whole } from './endpoint.ts';
import { holdsUnsendable } from './message-text.ts';
import { documented } from './documented.ts';
import { parsePhoneNumber } from '../rules/phone/parse-phone-number.ts';
import { parseSender } from '../rules/sender/parse-sender.ts';
import { countCodePoints } from '../rules/text/count-code-points.ts';

/** The most characters of a time text: the longest sensible one is far shorter. */
const timeTextLimit = 200;

/** A step that hands `code` on as its message; `explainIssues` turns codes into sentences. */
export function rule<T>(holds: (value: T) => boolean, code: FieldCode): v.CheckAction<T, string> {
  return v.check(holds, code);
}

/** A string, whose absence is told as such. */
export function string(): v.StringSchema<FieldCode> {
  return v.string('invalid_type');
}

/** An object that refuses keys it does not know: in an input they are typos. */
export function closed<F extends Fields>(fields: F): v.StrictObjectSchema<F, undefined> {
  const schema = v.strictObject(fields);
  const run: (typeof schema)['~run'] = schema['~run'].bind(schema);
  // To valibot a list is an object without fields. Here it is none, so it is judged as null is.
  return Object.assign(schema, {
    '~run': ((dataset, config) =>
      run(Array.isArray(dataset.value) ? { value: null } : dataset, config)) satisfies typeof run,
  });
}

/** An object whose unknown keys stay: in an output they are fields that came later. */
export function open<F extends Fields>(fields: F): Schema<Whole<F>, never> & { readonly entries: F } {
  // Complete by its entries. What the client reads is said by the shape's own interface, not by inference.
  return v.looseObject(fields) as unknown as Schema<Whole<F>, never> & { readonly entries: F };
}

/** A field that may be left out. */
export function optional<In, Out>(schema: Schema<In, Out>): Schema<In | undefined, Out | undefined> {
  return v.optional(schema);
}

/** A field of an output that may be null. */
export function orNull<In, Out>(schema: Schema<In, Out>): Schema<In | null, Out | null> {
  return v.nullable(schema);
}

/** Text of 1 to `max` code points, without NUL and lone surrogates. */
export function text(max: number): Schema<string, string> {
  return documented(
    { type: 'string', minLength: 1, maxLength: max },
    v.pipe(
      string(),
      rule((value) => value.length > 0, 'empty'),
      rule((value) => !holdsUnsendable(value), 'invalid_text'),
      rule((value) => countCodePoints(value) <= max, 'too_long'),
    ),
  );
}

/** A phone number, mended to E.164: surrounding space and `- ( ) .` removed, a missing plus added. */
export function phone(): Schema<string, string> {
  return documented(
    { type: 'string', pattern: '^\\+[1-9]\\d{6,14}$' },
    v.pipe(
      string(),
      rule((value) => parsePhoneNumber(value) !== undefined, 'invalid_number'),
      v.transform((value) => parsePhoneNumber(value) ?? value),
    ),
  );
}

/** A sender: a number of the account, mended to E.164, or an alphanumeric sender ID of 1 to 11 characters. */
export function sender(): Schema<string, string> {
  return documented(
    { type: 'string', minLength: 1, maxLength: 16 },
    v.pipe(
      string(),
      rule((value) => parseSender(value) !== undefined, 'invalid_sender'),
      v.transform((value) => parseSender(value)?.value ?? value),
    ),
  );
}

/** A time going out: a `Date`, or a text that the server reads. A `Date` becomes ISO 8601 in UTC. */
export function timeIn(): Schema<string | Date, string> {
  return documented(
    { type: 'string', minLength: 1, maxLength: timeTextLimit },
    v.pipe(
      v.union([string(), v.instance(Date)], 'invalid_type'),
      rule(
        (value) =>
          typeof value === 'string' ? value.trim() !== '' && value.length <= timeTextLimit : isValid(value),
        'invalid_timestamp',
      ),
      v.transform((value) => (typeof value === 'string' ? value : value.toISOString())),
    ),
  );
}

function isValid(date: Date): boolean {
  return !Number.isNaN(date.getTime());
}

/** A time coming in: ISO 8601 with its zone. */
export function timeOut(): Schema<string, string> {
  return documented(
    { type: 'string', format: 'date-time' },
    v.pipe(
      string(),
      v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/, 'invalid_timestamp'),
    ),
  );
}

/** A whole number from `min` to `max`; query text is read. */
export function count(min: number, max: number): Schema<number, number> {
  const read = v.pipe(
    v.union([v.number(), string()], 'invalid_type'),
    rule((value) => typeof value === 'number' || /^-?\d+$/.test(value), 'invalid_type'),
    v.transform(Number),
    // What has more digits than a number can hold is whole all the same, and out of every range.
    rule((value) => Number.isInteger(value) || Math.abs(value) === Infinity, 'invalid_type'),
    rule((value) => value >= min && value <= max, 'out_of_range'),
  );
  // Text is what a query string carries; a caller writes a number.
  return documented({ type: 'integer', minimum: min, maximum: max }, read) as unknown as Schema<
    number,
    number
  >;
}

/** A whole number in an output. */
export function whole(): Schema<number, number> {
  return v.pipe(v.number(), v.integer());
}

/** Plain text in an output. */
export function words(): Schema<string, string> {
  return v.string();
}

/** True or false. */
export function flag(): Schema<boolean, boolean> {
  return v.boolean('invalid_type');
}

/** An opaque identifier. A number in a reply is handed on as text. */
export function id(): Schema<string, string> {
  return documented(
    { type: 'string', minLength: 1 },
    v.pipe(
      string(),
      rule((value) => value.length > 0, 'empty'),
    ),
  );
}

/** One of the documented values, and nothing else: for inputs. */
export function oneOf<const T extends string>(values: readonly T[]): Schema<T, T> {
  return v.picklist(values, 'invalid_type');
}

/** One of the documented values; the client reads any text, since a server may learn new ones. */
export function known<const T extends string>(values: readonly T[]): Schema<T, T | (string & {})> {
  return v.picklist(values);
}

/** A list in an output. */
export function listOf<In, Out>(item: Schema<In, Out>): Schema<In[], Out[]> {
  return v.array(item);
}

/** A list of 1 to `max` items in an input. */
export function upTo<In, Out>(max: number, item: Schema<In, Out>): Schema<In[], Out[]> {
  return documented(
    (inner) => ({ type: 'array', items: inner(item), minItems: 1, maxItems: max }),
    v.pipe(
      v.array(item, 'invalid_type'),
      rule((value) => value.length > 0, 'empty'),
      rule((value) => value.length <= max, 'too_many_items'),
    ),
  );
}

/** What a check across fields calls for each thing it finds. */
export type Complain = (code: FieldCode, ...path: readonly (string | number)[]) => void;

/** A schema with a check across its fields, run once each field is right. */
export function checked<In, Out>(
  schema: Schema<In, Out>,
  check: (value: Out, complain: Complain) => void,
): Schema<In, Out> {
  const withCheck = v.pipe(
    schema,
    v.rawCheck<Out>(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      check(dataset.value, (code, ...path) => {
        const [head, ...rest] = path.map((key) => pathItem(key, dataset.value));
        addIssue(head ? { message: code, path: [head, ...rest] } : { message: code });
      });
    }),
  );
  return documented((inner) => inner(schema), withCheck);
}

function pathItem(key: string | number, input: unknown): v.UnknownPathItem {
  return { type: 'unknown', origin: 'value', input, key, value: undefined };
}
