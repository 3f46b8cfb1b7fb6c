export type { Account, GetAccount, RateLimit } from './contract/account.ts';
export type { ChattiV1 } from './contract/chatti-v1.ts';
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
} from './contract/endpoint.ts';
export type { ChattiEvent, EventData, EventType } from './contract/events.ts';
export type { Media, MediaInput } from './contract/media.ts';
export type { BatchItem, BatchResult, Message, MessageError, Preview } from './contract/message.ts';
export type { ListMessages, MessageKey } from './contract/messages.ts';
export type { PreviewMessage, SendBatch, SendMessage } from './contract/send-message.ts';
export type { CreateOptOut, ListOptOuts, OptOut, OptOutKey } from './contract/opt-outs.ts';
export type { Page, PageQuery } from './contract/page.ts';
export type { AnyPluginCall, Next, Plugin, PluginCall } from './contract/plugin.ts';
export type { ErrorBody, FieldProblem } from './contract/problem.ts';
export type { FieldCode, ProblemCode } from './contract/problems.table.ts';
export type { ListSenders, Sender } from './contract/senders.ts';
export type { MessageStatus } from './contract/status.ts';
export type {
  CreatedWebhook,
  CreateWebhook,
  ListWebhooks,
  UpdateWebhook,
  Webhook,
  WebhookKey,
} from './contract/webhooks.ts';
export type { AccountCalls, Chatti, Messages, OptOuts, Senders, Webhooks } from './client/create-chatti.ts';
export type { Client, ClientMethods } from './client/create-client.ts';
export type { ListAll, ListAllOptions } from './client/list-all.ts';
export type { ListedPage } from './client/listed-page.ts';
export type { CallOptions, ChattiOptions, ClientOptions, SharedOptions, Warning } from './client/options.ts';
export type { Reconcile, Reconciliation } from './client/reconcile.ts';
export type { RequestInput } from './client/request.ts';
export type { Resource, Verb } from './client/resource.ts';
export type { ResponseInfo } from './client/response-of.ts';
export type { SendMany, SendManyOptions, SendProgress, SendResult } from './client/send-many.ts';
export type { Fetch } from './client/transport.ts';
export type { WaitFor, WaitForOptions } from './client/wait-for.ts';
export type { ApiErrorFacts, ApiErrorField } from './errors/api-error.ts';
export type { Attempt } from './errors/attempt.ts';
export type { ErrorFacts } from './errors/chatti-error.ts';
export type { InputIssue } from './errors/input-error.ts';
export type { LimitErrorFacts } from './errors/limit-error.ts';
export type { Outcome } from './errors/outcome.ts';
export type { Problem, ProblemField } from './errors/problem-of.ts';
export type { WebhookRefusal } from './errors/webhook-verification-error.ts';
export { chattiV1 } from './contract/chatti-v1.ts';
export { defineContract, endpoint } from './contract/endpoint.ts';
export { isFinal, nextStatuses } from './contract/status.ts';
export { createChatti } from './client/create-chatti.ts';
export { createClient } from './client/create-client.ts';
export { responseOf } from './client/response-of.ts';
export { AbortError } from './errors/abort-error.ts';
export { ApiError } from './errors/api-error.ts';
export { ChattiError, isChattiError, isDefinitelyNotSent } from './errors/chatti-error.ts';
export { ConfigurationError } from './errors/configuration-error.ts';
export { InputError } from './errors/input-error.ts';
export { LimitError } from './errors/limit-error.ts';
export { NetworkError } from './errors/network-error.ts';
export { PluginError } from './errors/plugin-error.ts';
export { problemOf } from './errors/problem-of.ts';
export { ReplyError } from './errors/reply-error.ts';
export { TimeoutError } from './errors/timeout-error.ts';
export { WebhookVerificationError } from './errors/webhook-verification-error.ts';
