import type { Chatti } from '@chatti/core';
import { OPT_OUT_TAG } from '@chatti/core/rules';
import { InjectChatti } from '@chatti/nest-module';
import { Controller, Get, Inject } from '@nestjs/common';
import type { Info } from '../info.ts';
import { CONNECTION } from './connection.ts';
import type { Connection } from './connection.ts';

/** Letters and digits to make up a link of; nobody has it. */
const madeUp = 'x7qf2mrc9k4tw8n3b6vz1hj5dg';

/** What the page needs to know of its server. */
@Controller('api/info')
export class InfoController {
  readonly #connection: Connection;
  readonly #chatti: Chatti;

  constructor(@Inject(CONNECTION) connection: Connection, @InjectChatti() chatti: Chatti) {
    this.#connection = connection;
    this.#chatti = chatti;
  }

  /** The sandbox that is sent to. Its key is its own, made up and good for nothing else. */
  @Get()
  async info(): Promise<Info> {
    const { baseUrl, apiKey } = this.#connection;
    const { opt_out_url_length: length } = await this.#chatti.messages.preview({ body: OPT_OUT_TAG });
    const link = `${new URL(baseUrl).origin}/o/`.padEnd(length ?? 0, madeUp);
    return { sandbox: { base_url: baseUrl, api_key: apiKey, sample_opt_out_url: link } };
  }
}
