import { type Chatti, ConfigurationError, isChattiError } from '@chatti/core';
import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { getChattiToken } from '../chatti-token.ts';

/** How the health of a client is looked at. */
export interface ChattiHealthOptions {
  /** The name of the client. Default: the one client without a name. */
  readonly client?: string | undefined;
  /** How long to wait for an answer, in ms. Default 5 000. */
  readonly timeoutMs?: number | undefined;
  /** How long an answer is good for, in ms, so that probes do not use up the rate limit. Default 10 000. */
  readonly cacheMs?: number | undefined;
}

/** What was found, and when. */
interface Look {
  readonly at: number;
  /** The name of the error; undefined where all is well. */
  readonly reason: Promise<string | undefined>;
}

/**
 * A health indicator for Terminus: up where Chatti answers and takes the key. It reads the account and sends nothing, and
 * nothing of the account is in its result.
 *
 * @example
 * ```ts
 * @Controller('health')
 * export class HealthController {
 *   constructor(
 *     @Inject(HealthCheckService) private readonly health: HealthCheckService,
 *     @Inject(ChattiHealthIndicator) private readonly chatti: ChattiHealthIndicator,
 *   ) {}
 *
 *   @Get()
 *   @HealthCheck()
 *   check() {
 *     return this.health.check([() => this.chatti.isHealthy('chatti')]);
 *   }
 * }
 *
 * @Module({ imports: [TerminusModule], controllers: [HealthController], providers: [ChattiHealthIndicator] })
 * export class HealthModule {}
 * ```
 */
@Injectable()
export class ChattiHealthIndicator {
  readonly #indicators: HealthIndicatorService;
  readonly #modules: ModuleRef;
  readonly #looks = new Map<string, Look>();

  constructor(
    @Inject(HealthIndicatorService) indicators: HealthIndicatorService,
    @Inject(ModuleRef) modules: ModuleRef,
  ) {
    this.#indicators = indicators;
    this.#modules = modules;
  }

  /**
   * Looks whether Chatti can be reached with the key of a client. `down` tells the name of the error as `reason`, such as
   * `NetworkError`.
   *
   * @throws what Nest throws where there is no client of the name; `ConfigurationError` where it cannot be asked for its
   * account, since it is of a contract of one's own.
   */
  async isHealthy<Key extends string>(
    key: Key,
    { client: name, timeoutMs = 5_000, cacheMs = 10_000 }: ChattiHealthOptions = {},
  ): Promise<HealthIndicatorResult<Key>> {
    const token = getChattiToken(name);
    const now = Date.now();
    let look = this.#looks.get(token);
    if (look === undefined || now - look.at >= cacheMs) {
      look = { at: now, reason: reasonOf(this.#clientOf(token), timeoutMs) };
      this.#looks.set(token, look);
    }
    const reason = await look.reason;
    const indicator = this.#indicators.check(key);
    return reason === undefined ? indicator.up() : indicator.down({ reason });
  }

  #clientOf(token: string): Chatti {
    const client: Chatti = this.#modules.get<Chatti>(token, { strict: false });
    if (typeof client.account?.get === 'function') return client;
    throw new ConfigurationError('client', 'has no account.get to ask');
  }
}

async function reasonOf(client: Chatti, timeoutMs: number): Promise<string | undefined> {
  try {
    await client.account.get({}, { timeoutMs, totalTimeoutMs: timeoutMs });
    return undefined;
  } catch (error) {
    return isChattiError(error) ? error.name : 'Error';
  }
}
