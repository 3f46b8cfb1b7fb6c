import { type ChattiEvent, ConfigurationError, createChatti } from '@chatti/core';
import { signWebhook, type WebhookReceipt } from '@chatti/core/webhooks';
import {
  createSandbox,
  type Faults,
  type Inbox,
  type Sandbox,
  type SandboxAccount,
  type SandboxClock,
  type SandboxOptions,
} from '@chatti/sandbox';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { ModulesContainer } from '@nestjs/core';
import type { Detour } from '../detour.ts';
import { WebhookReceiver } from '../webhooks/webhook-receiver.ts';

/** An event to be delivered; what is left out is made up. */
export interface TestEvent extends Partial<Pick<ChattiEvent, 'id' | 'timestamp'>>, Pick<ChattiEvent, 'type'> {
  /** What it is about. */
  readonly data: Partial<NonNullable<ChattiEvent['data']>> | null;
}

/** Where the sandbox posts events to; nothing listens there, since it hands them over in this process. */
const webhookOrigin = 'http://localhost';

/**
 * What a test holds in its hand while an app runs against a sandbox: `app.get(ChattiTesting)`. Every client of the app,
 * named or not, has an account of its own in the sandbox, and where it receives webhooks the events of that account reach
 * the app's handlers.
 */
export class ChattiTesting implements Detour, OnApplicationBootstrap, OnApplicationShutdown {
  /** The sandbox, with all that is not here. */
  readonly sandbox: Sandbox;
  /** The secret that every receiver of the app accepts beside its own. */
  readonly webhookSecret: string;
  readonly #modules: ModulesContainer;

  constructor(options: SandboxOptions, modules: ModulesContainer) {
    this.webhookSecret = options.webhookSecret ?? madeUpSecret();
    this.sandbox = createSandbox({
      clock: 'manual',
      deliver: (request) => this.#handOver(request),
      ...options,
      webhookSecret: this.webhookSecret,
    });
    this.#modules = modules;
  }

  /** What the phones got that the client without a name wrote to. */
  get inbox(): Inbox {
    return this.sandbox.inbox;
  }

  /** The sandbox's time. It stands still until it is advanced, unless the options say otherwise. */
  get clock(): SandboxClock {
    return this.sandbox.clock;
  }

  /** Has calls fail. */
  get faults(): Faults {
    return this.sandbox.faults;
  }

  /** The account of a client, with its inbox, the replies of its recipients, and what became of its webhooks. */
  account(client?: string): SandboxAccount {
    return client === undefined ? this.sandbox : this.sandbox.account(keyOf(client));
  }

  /** What a client is made with. */
  optionsOf(client?: string): ReturnType<Detour['optionsOf']> {
    const { fetch, baseUrl } = this.sandbox;
    return { fetch, baseUrl, apiKey: this.account(client).apiKey };
  }

  /**
   * Delivers an event of the test's own to the app's handlers, rightly signed. The receipt tells what Chatti would be
   * answered.
   *
   * @throws `ConfigurationError` where the client receives no webhooks.
   * @example
   * ```ts
   * const receipt = await testing.deliver({ type: 'message.delivered', data: { message } });
   * expect(receipt.status).toBe(204);
   * ```
   */
  async deliver(event: TestEvent, { client }: { readonly client?: string } = {}): Promise<WebhookReceipt> {
    const receiver = this.#receivers().find((one) => one.client === client);
    if (receiver === undefined) {
      throw new ConfigurationError('webhooks', 'no import of ChattiModule has them for this client');
    }
    const id = event.id ?? `evt_${crypto.randomUUID()}`;
    const body = JSON.stringify({ timestamp: new Date().toISOString(), ...event, id });
    const headers = await signWebhook({ id, timestamp: new Date(), body, secret: this.webhookSecret });
    return receiver.receive(body, headers);
  }

  /** Registers the app's receivers as webhooks of the sandbox. */
  async onApplicationBootstrap(): Promise<void> {
    for (const { client } of this.#receivers()) {
      await createChatti(this.optionsOf(client)).webhooks.create({
        name: 'The app of the test',
        url: `${webhookOrigin}/${client === undefined ? '' : encodeURIComponent(client)}`,
        events: ['*'],
      });
    }
  }

  /** Closes the sandbox with the app. */
  async onApplicationShutdown(): Promise<void> {
    await this.sandbox.close();
  }

  #receivers(): WebhookReceiver[] {
    return [...this.#modules.values()]
      .map(({ providers }): unknown => providers.get(WebhookReceiver)?.instance)
      .filter((one) => one instanceof WebhookReceiver)
      .filter(({ isReceiving }) => isReceiving);
  }

  /** The path tells which client an event is for. */
  async #handOver(request: Request): Promise<Response> {
    const client = decodeURIComponent(new URL(request.url).pathname.slice(1)) || undefined;
    const receiver = this.#receivers().find((one) => one.client === client);
    if (receiver === undefined) return new Response(null, { status: 404 });
    const { body, status, headers } = await receiver.receive(await request.arrayBuffer(), request.headers);
    return new Response(body, { status, headers });
  }
}

/** A key for the account of a named client: visible ASCII, as keys are. */
function keyOf(client: string): string {
  return `sandbox-${encodeURIComponent(client)}`;
}

function madeUpSecret(): string {
  return `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64')}`;
}
