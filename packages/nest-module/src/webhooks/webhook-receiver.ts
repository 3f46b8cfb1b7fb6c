import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import {
  receiveWebhook,
  type RawBody,
  type WebhookHeaders,
  type WebhookReceipt,
} from '@chatti/core/webhooks';
import type { Sealed } from '../sealed.ts';
import { settledWithin } from '../settled-within.ts';
import { type EventHandler, findHandlers } from './find-handlers.ts';
import { mountReceiver, reply } from './mount-receiver.ts';
import { type AnyRequest, rawBodyOf } from './raw-body-of.ts';
import { HandlersFailed, inOrder, runHandlers } from './run-handlers.ts';
import type { WebhookSettings } from './webhook-settings.ts';

/** What one import of the module receives. */
export interface Receiving {
  /** The name of the client. */
  readonly client: string | undefined;
  /** Undefined where the client has no webhooks. */
  readonly settings: WebhookSettings | undefined;
}

/** The token, inside one import of the module, of a sealed {@link Receiving}. */
export const RECEIVING = Symbol('what is received');

/** Receives the webhooks of one client. Does nothing where the client has none. */
@Injectable()
export class WebhookReceiver implements OnModuleInit, OnModuleDestroy {
  /** The client's name. */
  readonly client: string | undefined;
  readonly #settings: WebhookSettings | undefined;
  readonly #host: HttpAdapterHost;
  readonly #modules: ModulesContainer;
  readonly #log = new Logger('ChattiWebhooks');
  readonly #underWay = new Set<Promise<unknown>>();
  #handlers: readonly EventHandler[] = [];
  #isStopping = false;

  constructor(
    @Inject(RECEIVING) receiving: Sealed<Receiving>,
    @Inject(HttpAdapterHost) host: HttpAdapterHost,
    @Inject(ModulesContainer) modules: ModulesContainer,
  ) {
    const { client, settings } = receiving.open();
    this.client = client;
    this.#settings = settings;
    this.#host = host;
    this.#modules = modules;
    // At once in an app of NestFactory; in one of a testing module when its HTTP adapter is there.
    if (settings?.asController === false) host.init$.subscribe(() => this.#mount());
  }

  /** The path on the HTTP adapter; undefined where nothing is received there. */
  get mountedPath(): string | undefined {
    return this.#settings?.asController === false ? this.#settings.path : undefined;
  }

  /** Whether webhooks of this client are received at all. */
  get isReceiving(): boolean {
    return this.#settings !== undefined;
  }

  onModuleInit(): void {
    if (this.#settings === undefined) return;
    const own = findHandlers(this.#modules).filter(({ client }) => client === this.client);
    this.#handlers = inOrder(own);
    if (own.length === 0)
      this.#log.warn(`No method with @OnChattiEvent handles what ${this.#settings.path} receives.`);
  }

  /** Refuses what comes from now on, so that it comes again elsewhere, and waits for what is being handled. */
  async onModuleDestroy(): Promise<void> {
    this.#isStopping = true;
    await settledWithin(this.#underWay);
  }

  /** Answers a request. Never rejects. */
  async answer(request: AnyRequest, response: unknown): Promise<void> {
    try {
      const limitBytes = this.#settings?.bodyLimitBytes ?? 0;
      const receipt = await this.receive(await rawBodyOf(request, limitBytes), request.headers);
      reply(this.#host.httpAdapter, response, receipt);
    } catch (error) {
      this.#log.debug(`A delivery could not be answered: ${shown(error)}`);
    }
  }

  /** Receives one delivery. Never rejects. */
  async receive(rawBody: RawBody, headers: WebhookHeaders): Promise<WebhookReceipt> {
    if (this.#settings === undefined || this.#isStopping) return stopping;
    const receiving = receiveWebhook({
      ...this.#settings,
      rawBody,
      headers,
      handle: (event) => runHandlers(this.#handlers, event),
    });
    this.#underWay.add(receiving);
    const receipt = await receiving;
    this.#underWay.delete(receiving);
    this.#tell(receipt);
    return receipt;
  }

  #mount(): void {
    const { httpAdapter } = this.#host;
    // Without HTTP there is none, or one that has no type.
    if (this.#settings === undefined || !httpAdapter?.getType()) return;
    const { path, bodyLimitBytes } = this.#settings;
    mountReceiver(httpAdapter, {
      path,
      bodyLimitBytes,
      answer: (request, response) => this.answer(request, response),
    });
  }

  #tell({ outcome, error, event }: WebhookReceipt): void {
    if (error === undefined) return;
    if (error instanceof HandlersFailed) {
      for (const { label, error: cause } of error.failures) {
        this.#log.error(`${label} failed on ${event?.type} ${event?.id}: ${shown(cause)}`, stackOf(cause));
      }
    } else if (outcome === 'refused') {
      // Any stranger can cause this one.
      this.#log.debug(`A delivery was refused: ${shown(error)}`);
    } else {
      this.#log.error(`A delivery could not be handled: ${shown(error)}`, stackOf(error));
    }
  }
}

const stopping: WebhookReceipt = {
  status: 503,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '5' },
  body: 'this application is shutting down',
  outcome: 'failed',
};

function shown(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : `a thrown ${typeof error}`;
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}
