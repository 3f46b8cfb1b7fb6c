import { MEDIA_TYPES } from '../rules/media/media-type-of.ts';
import { OPT_IN_KEYWORDS, OPT_OUT_KEYWORDS } from '../rules/opt-out/opt-out-keywords.ts';
import { OPT_OUT_TAG } from '../rules/opt-out/opt-out-tag.ts';
import { SENDER_ID_LENGTH } from '../rules/sender/parse-sender.ts';
import { SEGMENT_UNITS } from '../rules/text/encoding.ts';
import { chattiV1 } from './chatti-v1.ts';
import type { Contract } from './endpoint.ts';
import { chosen, documented, type Fact, fieldsOf, named, type RowName } from './fact.ts';
import { MAX_CHARACTERS } from './message-text.ts';
import { MAX_REFERENCE } from './message-values.table.ts';
import { METADATA_LIMITS } from './metadata.ts';
import { DEFAULT_PER_PAGE, MAX_PER_PAGE } from './page.ts';
import { MAX_BATCH, MAX_MEDIA, MAX_SUBJECT } from './send-message.ts';
import { WEBHOOK_LIMITS } from './webhooks.ts';
import { MAX_BODY_BYTES } from './wire.ts';

const megabyte = 1_000_000;
const gsm7 = SEGMENT_UNITS['GSM-7'];
const ucs2 = SEGMENT_UNITS['UCS-2'];

const rows: Contract = chattiV1;

/** How a row is called and answered, with what the published document says of the like. */
function row(name: RowName, remark?: string): Fact {
  const [resource = '', verb = ''] = name.split('.');
  const found = rows[resource]?.[verb];
  if (!found) throw new Error(`${name} is not in the contract`);
  const call = `\`${name}\` is \`${found.method} ${found.path}\`, answered with ${found.status}.`;
  return chosen(remark === undefined ? call : `${call} ${remark}`, `row ${name}`);
}

/** The fields of a shape, whose names this project chose. */
function shape(name: string, about: string, fields: readonly string[]): Fact {
  return chosen(`${about} has the fields ${named(fields)}.`, ...fieldsOf(name, fields));
}

const pageQuery = ['page', 'per_page', 'after', 'before'];
const sharedSend = ['from', 'body', 'reference', 'scheduled_at'];
const send = ['to', ...sharedSend, 'media', 'subject', 'type', 'metadata'];
const saveWebhook = ['name', 'url', 'events', 'active'];
const webhook = ['id', ...saveWebhook, 'created_at', 'updated_at'];

/**
 * What holds of the API, by topic, each with its label: whether Chatti's published document says it, or this project
 * chose it. Every row, field, value, header, status and code of the contract is the subject of at least one fact.
 */
export const FACTS: Readonly<Record<string, readonly Fact[]>> = {
  'Calling the API': [
    documented('Authentication', 'The API key is the header `x-api-key`.', 'header x-api-key'),
    documented('Required Headers', 'Calls carry `Content-Type: application/json`.', 'header content-type'),
    documented(
      'Request limits',
      `A request is at most ${MAX_BODY_BYTES / megabyte} MB. More has to be split.`,
      'value MAX_BODY_BYTES',
    ),
    documented('CORS', 'The origins of a web app that calls the API itself are to be named beforehand.'),
    chosen(
      'No base URL is published, so none is built in: `baseUrl` is required. A guess would send a key to a stranger.',
    ),
    chosen('A missing key and a wrong key get the same answer.'),
    chosen(
      `The client reads the megabyte as the smaller one: it refuses a body above ${MAX_BODY_BYTES.toLocaleString('en')} bytes before it is sent.`,
    ),
    chosen('Origins are compared exactly, and a preflight, which carries no key, is answered without one.'),
    chosen(
      'Every reply carries `X-Request-Id`, and where the account has a rate limit `X-RateLimit-Limit` and `X-RateLimit-Remaining`. One of 429 also has `X-RateLimit-Reset` and `Retry-After`, one of 503 `Retry-After`, one of 405 `Allow`.',
      'header x-request-id',
      'header x-ratelimit-limit',
      'header x-ratelimit-remaining',
      'header x-ratelimit-reset',
      'header retry-after',
      'header allow',
    ),
    chosen(
      'A POST can carry an `Idempotency-Key`: its first success is kept for a time and answered again. The client relies on it only where you say that the server honours it.',
      'header idempotency-key',
    ),
  ],
  Statuses: [
    documented(
      'HTTP status codes',
      'A call is answered with 200 or, where there is nothing to say, 204.',
      'status 200',
      'status 204',
    ),
    documented(
      'HTTP status codes',
      'A failure is 400, 401, 403, 404, 405, 429, 500, 503 or 504, and no other.',
      'status 400',
      'status 401',
      'status 403',
      'status 404',
      'status 405',
      'status 429',
      'status 500',
      'status 503',
      'status 504',
    ),
    chosen(
      'What other APIs answer with 201, 409, 413, 415 or 422 is therefore 200 or 400 here. The client accepts those others as well.',
    ),
  ],
  'The text of a message': [
    documented(
      'Opt-out tags',
      `\`${OPT_OUT_TAG}\` in a text is a placeholder, which is replaced by a link to opt out. The link makes the text longer, and it can become a message of several parts.`,
      'value OPT_OUT_TAG',
    ),
    documented('Opt-out tags', 'A marketing message must say at its end how to opt out.'),
    documented(
      'Opt-out tags',
      `A message has at most ${MAX_CHARACTERS} characters in total.`,
      'value MAX_CHARACTERS',
    ),
    chosen('A character is a Unicode code point. NUL and half of a surrogate pair are refused.'),
    chosen('The tag is replaced wherever it stands and however often, exactly as it is written.'),
    chosen(
      'The total counts the link in the place of its tag. How long the link is, only the server knows: before a send the client counts a tag as nothing, and so refuses only what no link could save.',
    ),
    chosen(
      'Nobody but you can tell marketing from the rest, so a text without an opt-out is warned about and never refused.',
    ),
    chosen(
      `A segment is that of 3GPP TS 23.038 and 23.040: ${gsm7.single} units of GSM-7 or ${ucs2.single} of UCS-2, ${gsm7.joined} and ${ucs2.joined} where several are joined.`,
      'value SEGMENT_UNITS',
      'value ENCODINGS',
    ),
  ],
  Senders: [
    documented(
      'Using a Sender ID',
      'A sender is a phone number in E.164, or an alphanumeric sender ID, which is one-way.',
    ),
    documented(
      'Using a Sender ID',
      `A sender ID has up to ${SENDER_ID_LENGTH} characters, of the letters A to Z and a to z, the digits and the space, and at least one letter.`,
      'value SENDER_ID_LENGTH',
    ),
    documented('Using a Sender ID', 'Sender IDs are not available in every country.'),
    chosen('A sender ID neither begins nor ends with a space, and digits alone are a number.'),
    chosen(
      'Which countries take sender IDs is not documented. The table of this project comes from the public guides of message platforms: where it says no there is a warning, never a refusal.',
    ),
    chosen('An account can have a default sender; a send may then leave `from` out.'),
  ],
  'Phone numbers': [
    chosen(
      'A number is written in E.164, with its plus. On the way in, spaces and `- ( ) .` are removed and a missing plus is added. Nothing else is mended.',
    ),
  ],
  'Files of an MMS': [
    documented(
      'MMS File Types',
      `The extension of a file says what it is, and has to be one of ${named(Object.keys(MEDIA_TYPES))}.`,
      'value MEDIA_TYPES',
    ),
    chosen('The case of an extension does not matter.'),
    chosen(
      `An MMS has 1 to ${MAX_MEDIA} files, each an https URL or the file itself in base64, and a subject of up to ${MAX_SUBJECT} characters.`,
      'value MAX_MEDIA',
      'value MAX_SUBJECT',
    ),
    shape('MediaInput', 'A file to send', ['url', 'filename', 'content']),
    shape('Media', 'A file of a message', ['url', 'content_type', 'filename', 'size']),
  ],
  Times: [
    documented('Timestamps', 'Times in replies are ISO 8601 with their zone, and in UTC.'),
    documented(
      'Timestamps',
      'Times in requests are read flexibly: `01/01/1970`, `2001-12-31`, `2002-10-20T12:26:13+00:00`, `last Monday` and `yesterday` are examples.',
    ),
    chosen(
      'What is not an example is read as PHP reads it, on the clock of the server in UTC: `12/31/2001` has its month first, `31.12.2001` and `31-12-2001` their day. What cannot be a date is refused, never bent into another.',
    ),
    chosen('A plus in a query that was not encoded arrives as a space, and is read all the same.'),
  ],
  Lists: [
    documented(
      'Pagination',
      `A list takes \`page\` (by default 1), \`per_page\` (1 to ${MAX_PER_PAGE}, by default ${DEFAULT_PER_PAGE}), \`after\` (that time included) and \`before\` (that time excluded).`,
      ...['ListMessages', 'ListOptOuts', 'ListSenders', 'ListWebhooks'].flatMap((name) =>
        fieldsOf(name, pageQuery),
      ),
      'value MAX_PER_PAGE',
      'value DEFAULT_PER_PAGE',
    ),
    documented(
      'Pagination',
      'A page has `total`, `item_count`, `current_page`, `per_page`, `first_item`, `last_item`, `prev_page_url`, `next_page_url` and `data`. The two URLs are null where there is no such page.',
      ...fieldsOf('Page', [
        'total',
        'item_count',
        'current_page',
        'per_page',
        'first_item',
        'last_item',
        'prev_page_url',
        'next_page_url',
        'data',
      ]),
    ),
    chosen(
      'Items are sorted by `created_at`, newest first, and that is the time which `after` and `before` speak of.',
    ),
    chosen(
      '`first_item` and `last_item` count from 1 in the whole set, and are null on an empty page. A page past the end is empty, and no error.',
    ),
    chosen(
      'The URLs of pages keep all filters, with words such as `yesterday` turned into times, so that a walk does not move at midnight.',
    ),
    chosen(
      'Messages can be filtered by `direction`, `status`, `type`, `to`, `from` and `reference`.',
      ...fieldsOf('ListMessages', ['direction', 'status', 'type', 'to', 'from', 'reference']),
    ),
    chosen('A number that is no whole one, or out of its range, is refused with 400 and its name.'),
  ],
  Endpoints: [
    row('messages.send', 'The document speaks of sending, and names no path.'),
    row('messages.sendBatch', 'The document advises to split data over requests.'),
    row('messages.list'),
    row('messages.get'),
    row('messages.cancel'),
    row('messages.preview'),
    row('optOuts.list'),
    row('optOuts.get'),
    row('optOuts.create'),
    row('optOuts.delete'),
    row('senders.list'),
    row('account.get'),
    row('webhooks.list'),
    row('webhooks.create'),
    row('webhooks.get'),
    row('webhooks.update'),
    row('webhooks.delete'),
    row('webhooks.test'),
    chosen(`A batch has at most ${MAX_BATCH} items, each accepted or rejected alone.`, 'value MAX_BATCH'),
  ],
  'Fields of messages': [
    shape('SendMessage', 'A send', send),
    shape('PreviewMessage', 'A preview takes what a send takes, and', send),
    shape('SendBatch', 'A batch', ['messages', ...sharedSend]),
    shape('BatchEnvelope', 'A batch, before its items are judged,', ['messages', ...sharedSend]),
    shape('Message', 'A message', [
      'id',
      'type',
      'direction',
      'status',
      'to',
      'from',
      'body',
      'body_template',
      'characters',
      'encoding',
      'segments',
      'media',
      'subject',
      'reference',
      'metadata',
      'price',
      'currency',
      'error',
      'in_reply_to',
      'created_at',
      'updated_at',
      'scheduled_at',
      'sent_at',
      'delivered_at',
      'received_at',
    ]),
    shape('MessageKey', 'The key of a message', ['id']),
    shape('MessageError', 'The `error` of a message', ['code', 'message']),
    shape('BatchResult', 'The result of a batch', [
      'total_count',
      'accepted_count',
      'rejected_count',
      'data',
    ]),
    shape('BatchItem', 'An item of it', ['index', 'status', 'message', 'error']),
    shape('Preview', 'The result of a preview', [
      'characters',
      'encoding',
      'segments',
      'opt_out_url_length',
      'within_limit',
      'price',
      'warnings',
      'errors',
    ]),
    shape('Finding', 'A warning or an error of a preview', ['field', 'code', 'message']),
    chosen(
      `A message is an \`sms\` or an \`mms\`, \`outbound\` or \`inbound\`. A \`reference\` has up to ${MAX_REFERENCE} characters; \`metadata\` up to ${METADATA_LIMITS.keys} keys of up to ${METADATA_LIMITS.key} and values of up to ${METADATA_LIMITS.value}.`,
      'value MESSAGE_TYPES',
      'value DIRECTIONS',
      'value MAX_REFERENCE',
      'value METADATA_LIMITS',
    ),
  ],
  'The life of a message': [
    chosen(
      'A message is `scheduled` or `queued`, then `sent`, and comes to rest as `delivered`, `undelivered`, `expired`, `failed` or `cancelled`. A reply is `received`. It never goes back, and `sent` may be the last word for ever.',
      'message status scheduled',
      'message status queued',
      'message status sent',
      'message status delivered',
      'message status undelivered',
      'message status expired',
      'message status failed',
      'message status cancelled',
      'message status received',
      'value MESSAGE_STATUSES',
    ),
  ],
  'Opting out': [
    chosen('An opt-out is for the whole account. A message to a number that has opted out is refused.'),
    chosen(
      `A reply that is one of ${named(OPT_OUT_KEYWORDS)} alone opts a number out, and ${named(OPT_IN_KEYWORDS)} in again.`,
      'value OPT_OUT_KEYWORDS',
      'value OPT_IN_KEYWORDS',
    ),
    chosen('Who opted out by link or by word can opt in again only by word, and not through the API.'),
    shape('OptOut', 'An opt-out', ['number', 'source', 'message_id', 'created_at']),
    shape('CreateOptOut', 'An opt-out to be made', ['number', 'source']),
    shape('OptOutKey', 'The key of an opt-out', ['number']),
  ],
  'Account and senders': [
    shape('Account', 'The account', [
      'id',
      'name',
      'balance',
      'currency',
      'default_sender',
      'cors_origins',
      'rate_limit',
    ]),
    shape('RateLimit', 'Its `rate_limit`', ['limit', 'period_s']),
    shape('Sender', 'A sender', [
      'id',
      'type',
      'value',
      'country',
      'two_way',
      'capabilities',
      'status',
      'created_at',
    ]),
  ],
  Errors: [
    chosen(
      'The body of every failure has `status`, `code`, `message`, `errors` and `request_id`.',
      ...fieldsOf('ErrorBody', ['status', 'code', 'message', 'errors', 'request_id']),
    ),
    shape('FieldProblem', 'Each of its `errors`', ['field', 'code', 'message']),
    problems(),
    fieldCodes(),
  ],
  Webhooks: [
    events(),
    chosen(
      'A delivery is signed as the Standard Webhooks specification says. It comes at least once and in no order; any status of success within the time limit ends it, 410 switches its target off.',
    ),
    shape('Event', 'An event', ['id', 'type', 'timestamp', 'data']),
    shape('EventData', 'Its `data`', ['message', 'opt_out']),
    shape('CreateWebhook', 'A webhook to be made', saveWebhook),
    shape('UpdateWebhook', 'A webhook to be changed', ['id', ...saveWebhook]),
    shape('WebhookKey', 'The key of a webhook', ['id']),
    shape('Webhook', 'A webhook', webhook),
    shape('CreatedWebhook', 'A webhook, when it is made,', [...webhook, 'secret']),
    chosen(
      `The name of a webhook has up to ${WEBHOOK_LIMITS.name} characters, its URL up to ${WEBHOOK_LIMITS.url}.`,
      'value WEBHOOK_LIMITS',
    ),
  ],
};

function problems(): Fact {
  const codes = [
    'invalid_json',
    'unsupported_content_type',
    'request_too_large',
    'validation_failed',
    'unauthorised',
    'forbidden',
    'sender_not_allowed',
    'insufficient_credit',
    'not_found',
    'method_not_allowed',
    'recipient_opted_out',
    'not_cancellable',
    'idempotency_key_reused',
    'idempotency_key_in_use',
    'rate_limited',
    'internal_error',
    'unavailable',
    'timeout',
  ] as const;
  return chosen(
    `\`code\` is one of ${named(codes)}.`,
    ...codes.map((code) => `problem ${code}` as const),
    'value PROBLEMS',
  );
}

function fieldCodes(): Fact {
  const codes = [
    'required',
    'unknown_field',
    'contradiction',
    'invalid_text',
    'invalid_type',
    'invalid_number',
    'invalid_sender',
    'too_long',
    'empty',
    'unsupported_media_type',
    'too_many_items',
    'invalid_timestamp',
    'in_the_past',
    'out_of_range',
  ] as const;
  return chosen(
    `The \`code\` of a field is one of ${named(codes)}.`,
    ...codes.map((code) => `field code ${code}` as const),
    'value FIELD_PROBLEMS',
  );
}

function events(): Fact {
  const types = [
    'message.sent',
    'message.delivered',
    'message.undelivered',
    'message.expired',
    'message.failed',
    'message.cancelled',
    'message.received',
    'opt_out.created',
    'opt_out.deleted',
    'webhook.test',
  ] as const;
  return chosen(
    `Webhooks tell of ${named(types)}.`,
    ...types.map((type) => `event ${type}` as const),
    'value EVENT_TYPES',
  );
}
