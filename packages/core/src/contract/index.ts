export type { Account, CompleteAccount, CompleteRateLimit, GetAccount, RateLimit } from './account.ts';
export type { ChattiV1 } from './chatti-v1.ts';
export type { Documentation, JsonSchema } from './documented.ts';
export type {
  AnyEndpoint,
  Contract,
  Endpoint,
  Fields,
  Gives,
  In,
  May,
  Method,
  Named,
  Parsed,
  Reads,
  Schema,
  Takes,
  Whole,
} from './endpoint.ts';
export type { ChattiEvent, CompleteChattiEvent, CompleteEventData, EventData, EventType } from './events.ts';
export type { Complain } from './fields.ts';
export type { CompleteMedia, Media, MediaInput } from './media.ts';
export type {
  BatchItem,
  BatchResult,
  CompleteBatchItem,
  CompleteBatchResult,
  CompleteFinding,
  CompleteMessage,
  CompleteMessageError,
  CompletePreview,
  Finding,
  Message,
  MessageError,
  Preview,
} from './message.ts';
export type { ListMessages, MessageKey } from './messages.ts';
export type { BatchDefaults, BatchEnvelope, PreviewMessage, SendBatch, SendMessage } from './send-message.ts';
export type { CompleteOptOut, CreateOptOut, ListOptOuts, OptOut, OptOutKey } from './opt-outs.ts';
export type { Page, PageQuery, PageSchema } from './page.ts';
export type { CompleteErrorBody, CompleteFieldProblem, ErrorBody, FieldProblem } from './problem.ts';
export type { FieldCode, ProblemCode } from './problems.table.ts';
export type { CompleteSender, ListSenders, Sender } from './senders.ts';
export type { MessageStatus } from './status.ts';
export type { Reading } from './tolerant.ts';
export type {
  CompleteCreatedWebhook,
  CompleteWebhook,
  CreateWebhook,
  CreatedWebhook,
  ListWebhooks,
  UpdateWebhook,
  Webhook,
  WebhookKey,
} from './webhooks.ts';
export type { WireParts, WireRequest } from './wire.ts';
export { applyEvent } from './apply-event.ts';
export { accountSchema, getAccountSchema, rateLimitSchema } from './account.ts';
export { chattiV1 } from './chatti-v1.ts';
export { checkInput } from './check-input.ts';
export { documentationOf, documented } from './documented.ts';
export { defineContract, endpoint, pathKeys } from './endpoint.ts';
export { EVENT_TYPES, eventDataSchema, eventSchema } from './events.ts';
export { explainIssues } from './explain-issues.ts';
export {
  checked,
  closed,
  count,
  flag,
  id,
  known,
  listOf,
  oneOf,
  open,
  optional,
  orNull,
  phone,
  sender,
  text,
  timeIn,
  timeOut,
  upTo,
  whole,
  words,
} from './fields.ts';
export { mediaInputSchema, mediaSchema, nameInUrl } from './media.ts';
export {
  batchItemSchema,
  batchResultSchema,
  findingSchema,
  messageErrorSchema,
  messagePageSchema,
  messageSchema,
  previewSchema,
} from './message.ts';
export { listMessagesSchema, messageKeySchema } from './messages.ts';
export {
  batchEnvelopeSchema,
  MAX_BATCH,
  previewMessageSchema,
  sendBatchSchema,
  sendMessageSchema,
  withDefaults,
} from './send-message.ts';
export { leastCharacters, MAX_CHARACTERS } from './message-text.ts';
export {
  createOptOutSchema,
  listOptOutsSchema,
  optOutKeySchema,
  optOutPageSchema,
  optOutSchema,
} from './opt-outs.ts';
export { withOwnPageUrls } from './own-page-urls.ts';
export { DEFAULT_PER_PAGE, isPageSchema, MAX_PER_PAGE, pageOf, pageQueryFields } from './page.ts';
export { errorBodySchema, fieldProblemSchema } from './problem.ts';
export { FIELD_PROBLEMS, PROBLEMS } from './problems.table.ts';
export { listSendersSchema, senderPageSchema, senderSchema } from './senders.ts';
export { isFinal, isMessageStatus, MESSAGE_STATUSES, nextStatuses } from './status.ts';
export { readTolerantly } from './tolerant.ts';
export {
  createdWebhookSchema,
  createWebhookSchema,
  listWebhooksSchema,
  updateWebhookSchema,
  webhookKeySchema,
  webhookPageSchema,
  webhookSchema,
} from './webhooks.ts';
export { decodeRequest, encodeRequest, hasBody, PathError } from './wire.ts';
