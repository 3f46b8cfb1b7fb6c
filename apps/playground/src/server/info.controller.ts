import { OPT_OUT_TAG } from '@chatti/core/rules';
import { Controller, Get, Inject } from '@nestjs/common';
import type { Info } from '../info.ts';
import { CLIENTS } from './clients.ts';
import type { Clients } from './clients.ts';
import { ROAD_LIMITS } from './roads/road-limits.ts';
import { WORKPLACE } from './connection.ts';
import type { Workplace } from './connection.ts';

/** Letters and digits to make up a link of; nobody has it. */
const madeUp = 'x7qf2mrc9k4tw8n3b6vz1hj5dg';

/** What the page needs to know of its server. */
@Controller('api/info')
export class InfoController {
  readonly #workplace: Workplace;
  readonly #clients: Clients;

  constructor(@Inject(WORKPLACE) workplace: Workplace, @Inject(CLIENTS) clients: Clients) {
    this.#workplace = workplace;
    this.#clients = clients;
  }

  /** Where messages go. Only the sandbox's key is told: it is made up and good for nothing else. */
  @Get()
  async info(): Promise<Info> {
    const { connection, isSandbox, sandbox } = this.#workplace;
    return {
      connection: { base_url: connection.baseUrl, is_sandbox: isSandbox },
      sandbox: { base_url: sandbox.baseUrl, api_key: sandbox.apiKey },
      road_limits: {
        timeout_ms: ROAD_LIMITS.timeoutMs,
        total_timeout_ms: ROAD_LIMITS.totalTimeoutMs,
        attempts: ROAD_LIMITS.retryLimit + 1,
      },
      sample_opt_out_url: await this.#sampleLink(new URL(connection.baseUrl).origin),
    };
  }

  async #sampleLink(origin: string): Promise<string> {
    const link = `${origin}/o/`;
    try {
      const { opt_out_url_length: length } = await this.#clients.reader.messages.preview(
        { body: OPT_OUT_TAG },
        // The page waits for it.
        { retryLimit: 0, timeoutMs: 5000 },
      );
      return link.padEnd(length ?? 0, madeUp);
    } catch {
      // A page that can send is worth more than a link of the exact length.
      return `${link}${madeUp}`;
    }
  }
}
