import { ConfigurationError } from '@chatti/core';
import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { findHandlers } from './webhooks/find-handlers.ts';
import { WebhookReceiver } from './webhooks/webhook-receiver.ts';

/** The token, inside one import of the module, of the token of the client that it registers. */
export const CLIENT_TOKEN = Symbol('token of the client');

/** One import of the module: what is to be said of all of them is said by the first. */
@Injectable()
export class Registration implements OnModuleInit {
  readonly #token: string;
  readonly #receiver: WebhookReceiver;
  readonly #modules: ModulesContainer;
  readonly #log = new Logger('ChattiModule');

  constructor(
    @Inject(CLIENT_TOKEN) token: string,
    @Inject(WebhookReceiver) receiver: WebhookReceiver,
    @Inject(ModulesContainer) modules: ModulesContainer,
  ) {
    this.#token = token;
    this.#receiver = receiver;
    this.#modules = modules;
  }

  onModuleInit(): void {
    const all = [...this.#modules.values()]
      .map(({ providers }): unknown => providers.get(Registration)?.instance)
      .filter((instance) => instance instanceof Registration);
    if (all[0] !== this) return;
    this.#warnOfTwins(all);
    this.#refuseSharedPaths(all);
    this.#warnOfIdleHandlers(all);
  }

  /** A second client of the same name has a rate limit and a retry budget of its own. */
  #warnOfTwins(all: readonly Registration[]): void {
    for (const [token, count] of counted(all.map((one) => one.#token))) {
      if (count < 2) continue;
      this.#log.warn(
        `${count} imports of ChattiModule register the client "${token}", each a client of its own. ` +
          'Register it once and say isGlobal, or give each a name.',
      );
    }
  }

  /** Of two receivers on one path only one would ever be asked. */
  #refuseSharedPaths(all: readonly Registration[]): void {
    const paths = all.map((one) => one.#receiver.mountedPath).filter((path) => path !== undefined);
    const shared = [...counted(paths)].find(([, count]) => count > 1);
    if (shared === undefined) return;
    throw new ConfigurationError(
      'webhooks.path',
      `${shared[0]} is that of two clients; give each a path of its own`,
    );
  }

  /** A handler of a client that receives nothing is most often a name with a typing error. */
  #warnOfIdleHandlers(all: readonly Registration[]): void {
    const receiving = new Set(
      all
        .map((one) => one.#receiver)
        .filter((one) => one.isReceiving)
        .map((one) => one.client),
    );
    const handlers = findHandlers(this.#modules);
    for (const { label, client } of handlers) {
      if (receiving.has(client)) continue;
      const whose =
        client === undefined ? 'the client without a name' : `the client ${JSON.stringify(client)}`;
      this.#log.warn(`${label} is never called: no import of ChattiModule has webhooks for ${whose}.`);
    }
  }
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
