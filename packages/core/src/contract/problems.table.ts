/** What a code of an error body means: its status, and a sentence that is true of every case. */
interface ProblemRow {
  readonly status: 400 | 401 | 403 | 404 | 405 | 429 | 500 | 503 | 504;
  readonly message: string;
}

/**
 * Every `code` of an error body, with its status. Statuses are those that Chatti documents; the codes are this
 * project's choice.
 */
export const PROBLEMS = {
  invalid_json: { status: 400, message: 'The body is not JSON.' },
  unsupported_content_type: { status: 400, message: 'A body needs Content-Type: application/json.' },
  request_too_large: { status: 400, message: 'The request is larger than 8 MB.' },
  validation_failed: { status: 400, message: 'Some fields are not valid. See errors.' },
  unauthorised: { status: 401, message: 'The API key is missing or not valid.' },
  forbidden: { status: 403, message: 'This account may not do that.' },
  sender_not_allowed: { status: 403, message: 'This account may not use that sender.' },
  insufficient_credit: { status: 403, message: 'The balance is too low for this message.' },
  not_found: { status: 404, message: 'There is nothing here.' },
  method_not_allowed: { status: 405, message: 'This path does not take that method.' },
  recipient_opted_out: { status: 400, message: 'The recipient has opted out.' },
  not_cancellable: { status: 400, message: 'Only a scheduled message can be cancelled.' },
  idempotency_key_reused: { status: 400, message: 'This idempotency key was used with other content.' },
  idempotency_key_in_use: {
    status: 400,
    message: 'The first request with this idempotency key is still running.',
  },
  rate_limited: { status: 429, message: 'Too many requests.' },
  internal_error: { status: 500, message: 'Something broke.' },
  unavailable: { status: 503, message: 'This is not available right now.' },
  timeout: { status: 504, message: 'No answer in time.' },
} as const satisfies Readonly<Record<string, ProblemRow>>;

/** A `code` of an error body. */
export type ProblemCode = keyof typeof PROBLEMS;

/** Every `code` of a field complaint, in a sentence. The codes are this project's choice. */
export const FIELD_PROBLEMS = {
  required: 'is required',
  unknown_field: 'is not a field of this endpoint',
  contradiction: 'contradicts another field',
  invalid_text: 'holds NUL or half of a surrogate pair, which no message can carry',
  invalid_type: 'has the wrong type or form',
  invalid_number: 'is not a phone number in E.164 form, such as a plus and 7 to 15 digits',
  invalid_sender:
    'is neither a phone number nor a sender ID (1 to 11 of A-Z, a-z, 0-9 and inner space, at least one letter)',
  too_long: 'is too long',
  empty: 'is empty',
  unsupported_media_type: 'has no file extension that MMS supports',
  too_many_items: 'has too many items',
  invalid_timestamp: 'is not a date and time that can be read',
  in_the_past: 'is in the past',
  out_of_range: 'is out of range',
} as const;

/** A `code` of a field complaint. */
export type FieldCode = keyof typeof FIELD_PROBLEMS;
