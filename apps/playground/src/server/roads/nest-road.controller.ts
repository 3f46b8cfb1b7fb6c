import type { Chatti } from '@chatti/core';
import type { Message, SendMessage } from '@chatti/core/contract';
import { InjectChatti } from '@chatti/nest-module';
import { Body, Controller, HttpCode, Inject, Post, Query } from '@nestjs/common';
import type { SentMany } from '../../sent-many.ts';
import { WORKPLACE } from '../connection.ts';
import type { Workplace } from '../connection.ts';
import { sendToMany } from './send-to-many.ts';

/** The road through the Nest module: its client is injected. */
@Controller('api/send/nest')
export class NestRoadController {
  readonly #chatti: Chatti;
  readonly #workplace: Workplace;

  constructor(@InjectChatti() chatti: Chatti, @Inject(WORKPLACE) workplace: Workplace) {
    this.#chatti = chatti;
    this.#workplace = workplace;
  }

  /** Sends one message. */
  @Post()
  @HttpCode(200)
  send(@Body() fields: unknown, @Query('id') id: unknown): Promise<Message> {
    // The client itself checks every field before anything leaves.
    return this.#workplace.sends.run(id, ({ signal }) =>
      this.#chatti.messages.send(fields as SendMessage, { signal }),
    );
  }

  /** Sends one text to many. */
  @Post('many')
  @HttpCode(200)
  sendMany(@Body() body: unknown, @Query('id') id: unknown): Promise<SentMany> {
    return this.#workplace.sends.run(id, (watched) => sendToMany(this.#chatti, body, watched));
  }
}
