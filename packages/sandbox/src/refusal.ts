import {
  type CompleteErrorBody,
  type CompleteFieldProblem,
  explainIssues,
  FIELD_PROBLEMS,
  type FieldCode,
  type ProblemCode,
  PROBLEMS,
  type Schema,
} from '@chatti/core/contract';
import * as v from 'valibot';

/** What a refusal says beside its code. */
export interface RefusalDetails {
  /** The fields at fault. */
  readonly errors?: readonly CompleteFieldProblem[];
  /** A sentence that is truer than the table's. */
  readonly message?: string;
  /** Headers of the reply, such as `Allow`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Why a request is not fulfilled: becomes the error body of the contract. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: ProblemCode;
  readonly details: RefusalDetails;

  constructor(code: ProblemCode, details: RefusalDetails = {}) {
    super(details.message ?? PROBLEMS[code].message);
    this.code = code;
    this.details = details;
  }

  /** The status that goes with the code. */
  get status(): number {
    return PROBLEMS[this.code].status;
  }

  /** The error body; `requestId` is that of the reply it is in. */
  body(requestId: string): CompleteErrorBody {
    const { status, code, message, details } = this;
    return { status, code, message, errors: [...(details.errors ?? [])], request_id: requestId };
  }
}

/** A refusal for one field. */
export function fieldRefusal(
  field: string,
  code: FieldCode,
  sentence: string = FIELD_PROBLEMS[code],
): Refusal {
  return new Refusal('validation_failed', { errors: [{ field, code, message: sentence }] });
}

/**
 * Checks an input by its schema.
 *
 * @throws `Refusal` that names every field at fault.
 */
export function demandInput<T>(schema: Schema<unknown, T>, input: unknown): T {
  const result = v.safeParse(schema, input, { abortPipeEarly: true });
  if (result.success) return result.output;
  // The codes are those of the contract's table; the type of an issue is wider.
  const errors = explainIssues(result.issues).map(({ path, code, message }) => ({
    field: path,
    code: code as FieldCode,
    message,
  }));
  throw new Refusal('validation_failed', { errors });
}

/**
 * Has a refusal told as a mistake of who calls in this process.
 *
 * @throws `TypeError` that says which field is wrong; its cause is the refusal.
 */
export async function inProcess<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [first] = error.details.errors ?? [];
    throw new TypeError(first ? `\`${first.field}\` ${first.message}.` : error.message, { cause: error });
  }
}

/** The refusal that an error is, or tells of; anything else is a break of the sandbox. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const cause = error instanceof TypeError ? error.cause : undefined;
  return cause instanceof Refusal ? cause : new Refusal('internal_error');
}
