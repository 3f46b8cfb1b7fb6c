import type { Chatti } from '@chatti/core';
import type { Message, SendMessage } from '@chatti/core/contract';
import { Body, Controller, HttpCode, Inject, Post, Query } from '@nestjs/common';
import type { SentMany } from '../../sent-many.ts';
import { WORKPLACE } from '../connection.ts';
import type { Workplace } from '../connection.ts';
import { sendToMany } from './send-to-many.ts';

/** The token of a client that `createChatti` made, without the Nest module. */
export const CORE_CLIENT = Symbol('core client');

/** The road through core alone. */
@Controller('api/send/core')
export class CoreRoadController {
  readonly #chatti: Chatti;
  readonly #workplace: Workplace;

  constructor(@Inject(CORE_CLIENT) chatti: Chatti, @Inject(WORKPLACE) workplace: Workplace) {
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
