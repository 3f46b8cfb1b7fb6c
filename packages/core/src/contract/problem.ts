import type { Gives, Reads, Whole } from './endpoint.ts';
import type { FieldCode, ProblemCode } from './problems.table.ts';
import { known, listOf, whole, open, words } from './fields.ts';
import { FIELD_PROBLEMS, PROBLEMS } from './problems.table.ts';

// Object.keys gives the table's own keys; its type cannot say so.
const problemCodes = Object.keys(PROBLEMS) as ProblemCode[];
// As above.
const fieldCodes = Object.keys(FIELD_PROBLEMS) as FieldCode[];

const fieldProblemFields = {
  /** Which field: `to`, or `messages[3].to` in a batch. */
  field: words(),
  /** Which rule it breaks. */
  code: known(fieldCodes),
  /** The rule in a sentence. */
  message: words(),
};

/** One field that is at fault. */
export interface FieldProblem extends Reads<typeof fieldProblemFields> {}
/** FieldProblem, complete as a server writes it. */
export interface CompleteFieldProblem extends Whole<typeof fieldProblemFields> {}
/** The schema of {@link FieldProblem}. */
export const fieldProblemSchema: Gives<FieldProblem, CompleteFieldProblem> = open(fieldProblemFields);

const errorBodyFields = {
  /** The HTTP status, once more. */
  status: whole(),
  /** What went wrong, for programs. */
  code: known(problemCodes),
  /** What went wrong, in a sentence. */
  message: words(),
  /** The fields at fault; empty when it is not about fields. */
  errors: listOf(fieldProblemSchema),
  /** The same as the `X-Request-Id` header. */
  request_id: words(),
};

/** The body of every reply that is not a success. */
export interface ErrorBody extends Reads<typeof errorBodyFields> {}
/** ErrorBody, complete as a server writes it. */
export interface CompleteErrorBody extends Whole<typeof errorBodyFields> {}
/** The schema of {@link ErrorBody}. */
export const errorBodySchema: Gives<ErrorBody, CompleteErrorBody> = open(errorBodyFields);
