import * as v from 'valibot';
import { documented } from './documented.ts';
import {
  endpoint,
  type Gives,
  type In,
  type May,
  type Named,
  type Reads,
  type Schema,
  type Takes,
  type Whole,
} from './endpoint.ts';
import { EVENT_TYPES, type EventType } from './events.ts';
import * as f from './fields.ts';
import { pageOf, type PageQuery, pageQueryFields } from './page.ts';

/** The most characters of a webhook's name, and of its URL: this project's choice. */
export const WEBHOOK_LIMITS = { name: 100, url: 2048 };

/** An http or https URL without credentials. Which hosts are allowed is the server's rule. */
function targetUrl(): Schema<string, string> {
  return documented(
    { type: 'string', format: 'uri', maxLength: WEBHOOK_LIMITS.url },
    v.pipe(
      f.string(),
      f.rule((value) => value.length <= WEBHOOK_LIMITS.url, 'too_long'),
      f.rule(
        (value) => value.length > WEBHOOK_LIMITS.url || /^https?:\/\/[^\s/?#\\@]+(?:[/?#]\S*)?$/i.test(value),
        'invalid_type',
      ),
    ),
  );
}

// The literal is spelled out, since the spread would widen it.
const subscribable: readonly (EventType | '*')[] = ['*', ...EVENT_TYPES];

const saveWebhookFields = {
  /** A name to recognise it by, up to 100 characters. */
  name: f.text(WEBHOOK_LIMITS.name),
  /** Where events are posted to. */
  url: targetUrl(),
  /** The event types to post, or `['*']` for all, those of the future included. */
  events: f.upTo(subscribable.length, f.oneOf(subscribable)),
  /** Whether events are posted. Default true. */
  active: f.optional(f.flag()),
};

/** What `webhooks.create` takes. */
export interface CreateWebhook extends In<typeof saveWebhookFields>, Named {}
/** The schema of {@link CreateWebhook}. */
export const createWebhookSchema: Takes<CreateWebhook> = f.closed(saveWebhookFields);

const webhookKeyFields = {
  /** The webhook's `id`. */
  id: f.id(),
};

/** Names one webhook. */
export interface WebhookKey extends In<typeof webhookKeyFields>, Named {}
/** The schema of {@link WebhookKey}. */
export const webhookKeySchema: Takes<WebhookKey> = f.closed(webhookKeyFields);

const updateWebhookFields = { ...webhookKeyFields, ...saveWebhookFields };

/** What `webhooks.update` takes: the webhook as it is to be. */
export interface UpdateWebhook extends In<typeof updateWebhookFields>, Named {}
/** The schema of {@link UpdateWebhook}. */
export const updateWebhookSchema: Takes<UpdateWebhook> = f.closed(updateWebhookFields);

const webhookFields = {
  /** The webhook's identifier: opaque text. */
  id: f.id(),
  /** Its name. */
  name: f.words(),
  /** Where events are posted to. */
  url: f.words(),
  /** The event types that are posted; `['*']` means all. */
  events: f.listOf(f.known(subscribable)),
  /** Whether events are posted. A target that answers 410 is switched off. */
  active: f.flag(),
  /** When it was made, ISO 8601 in UTC. */
  created_at: f.timeOut(),
  /** When it last changed, ISO 8601 in UTC. */
  updated_at: f.timeOut(),
};

/** A place that events are posted to. */
export interface Webhook extends Reads<typeof webhookFields> {}
/** Webhook, complete as a server writes it. */
export interface CompleteWebhook extends Whole<typeof webhookFields> {}
/** The schema of {@link Webhook}. */
export const webhookSchema: Gives<Webhook, CompleteWebhook> = f.open(webhookFields);
/** The schema of a page of {@link Webhook}. */
export const webhookPageSchema = pageOf(webhookSchema);

const createdWebhookFields = {
  ...webhookFields,
  /** The signing secret, `whsec_` and base64. Shown this once: keep it. */
  secret: f.words(),
};

/** A webhook as it is answered once, when it is made: with its secret. */
export interface CreatedWebhook extends Reads<typeof createdWebhookFields> {}
/** CreatedWebhook, complete as a server writes it. */
export interface CompleteCreatedWebhook extends Whole<typeof createdWebhookFields> {}
/** The schema of {@link CreatedWebhook}. */
export const createdWebhookSchema: Gives<CreatedWebhook, CompleteCreatedWebhook> =
  f.open(createdWebhookFields);

const listWebhooksFields = { ...pageQueryFields };

/** What `webhooks.list` takes. */
export interface ListWebhooks extends PageQuery, May<typeof listWebhooksFields>, Named {}
/** The schema of {@link ListWebhooks}. */
export const listWebhooksSchema: Takes<ListWebhooks> = f.closed(listWebhooksFields);

/** Webhooks: where events are posted to. */
export const webhooks = {
  /** Read one page of webhooks, newest first. */
  list: endpoint({
    method: 'GET',
    path: '/webhooks',
    input: listWebhooksSchema,
    output: webhookPageSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Make a webhook. The reply holds its signing secret, this once. */
  create: endpoint({
    method: 'POST',
    path: '/webhooks',
    input: createWebhookSchema,
    output: createdWebhookSchema,
    status: 200,
    retry: 'never',
  }),
  /** Read one webhook. */
  get: endpoint({
    method: 'GET',
    path: '/webhooks/{id}',
    input: webhookKeySchema,
    output: webhookSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Replace a webhook's name, URL, events and state. Its secret stays. */
  update: endpoint({
    method: 'PUT',
    path: '/webhooks/{id}',
    input: updateWebhookSchema,
    output: webhookSchema,
    status: 200,
    retry: 'safe',
  }),
  /** Delete a webhook. */
  delete: endpoint({
    method: 'DELETE',
    path: '/webhooks/{id}',
    input: webhookKeySchema,
    output: null,
    status: 204,
    retry: 'safe',
  }),
  /** Post one `webhook.test` event to a webhook now. */
  test: endpoint({
    method: 'POST',
    path: '/webhooks/{id}/test',
    input: webhookKeySchema,
    output: null,
    status: 204,
    retry: 'never',
  }),
};
