import { ConfigurationError } from '@chatti/core';
import {
  checkSecrets,
  memoryStore,
  receiveWebhook,
  signWebhook,
  type VerifyOptions,
  type WebhookStore,
} from '@chatti/core/webhooks';
import type { WebhooksOptions } from './webhooks-options.ts';

/** The options of a receiver, checked and complete. */
export interface WebhookSettings extends VerifyOptions {
  readonly path: string;
  readonly asController: boolean;
  readonly store: WebhookStore;
  readonly bodyLimitBytes: number;
  readonly leaseMs?: number | undefined;
}

/** The default of `bodyLimitBytes`: an event stays far below. */
const defaultLimitBytes = 1_000_000;

/** Express and Fastify read other characters as patterns, each its own. */
const literalPath = /^\/[\w\-.~/]+$/;

/**
 * The settings of a receiver from what stands beside a factory and what it gave. An extra secret counts beside the
 * given ones, or in the place of none.
 *
 * @throws `ConfigurationError`, which names the option and repeats no secret.
 */
export function webhookSettings(
  beside: WebhooksOptions | undefined,
  given: WebhooksOptions | undefined,
  extraSecret?: string,
): WebhookSettings | undefined {
  if (beside === undefined && given === undefined) return undefined;
  if (given?.asController !== undefined && given.asController !== (beside?.asController ?? false)) {
    throw new ConfigurationError(
      'webhooks.asController',
      'belongs beside the factory of ChattiModule.forRootAsync, not into its result',
    );
  }
  const { path, asController = false, store, secrets, bodyLimitBytes, ...rest } = { ...beside, ...given };
  if (typeof path !== 'string' || !literalPath.test(path)) {
    throw new ConfigurationError('webhooks.path', 'must be a literal path such as /webhooks/chatti');
  }
  return {
    ...rest,
    path,
    asController,
    store: checkedStore(store),
    secrets: checkedSecrets(secrets, extraSecret),
    bodyLimitBytes: bodyLimitBytes ?? defaultLimitBytes,
  };
}

/**
 * Has the receiver look at a delivery of its own, so that what it would complain of at the first one stops the app.
 *
 * @throws `ConfigurationError`
 */
export async function tryOut(settings: WebhookSettings | undefined): Promise<void> {
  if (settings === undefined) return;
  const probe = { id: 'probe', timestamp: new Date(), body: '{"id":"probe"}', secret: settings.secrets };
  const { outcome, error } = await receiveWebhook({
    ...settings,
    rawBody: probe.body,
    headers: await signWebhook(probe),
    store: memoryStore(),
    handle: () => undefined,
  });
  if (outcome === 'misconfigured' && error instanceof ConfigurationError) throw ofWebhooks(error);
}

function checkedStore(store: WebhookStore | undefined): WebhookStore {
  if (store === undefined) return memoryStore();
  if (typeof store?.claim === 'function') return store;
  throw new ConfigurationError('webhooks.store', 'is no store: it has no claim, done and release');
}

function checkedSecrets(secrets: WebhooksOptions['secrets'], extra: string | undefined): readonly string[] {
  const all = [secrets ?? [], extra ?? []].flat();
  try {
    checkSecrets(all);
    return all;
  } catch (error) {
    throw error instanceof ConfigurationError ? ofWebhooks(error) : error;
  }
}

function ofWebhooks({ option, message }: ConfigurationError): ConfigurationError {
  return new ConfigurationError(`webhooks.${option}`, message.slice(`${option}: `.length));
}
