import type { Chatti } from '@chatti/core';
import type { Message, SendMessage } from '@chatti/core/contract';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { SentMany } from '../../sent-many.ts';
import { sendToMany } from './send-to-many.ts';

/** The token of a client that `createChatti` made, without the Nest module. */
export const CORE_CLIENT = Symbol('core client');

/** The road through core alone. */
@Controller('api/send/core')
export class CoreRoadController {
  readonly #chatti: Chatti;

  constructor(@Inject(CORE_CLIENT) chatti: Chatti) {
    this.#chatti = chatti;
  }

  /** Sends one message. */
  @Post()
  @HttpCode(200)
  send(@Body() fields: unknown): Promise<Message> {
    // The client itself checks every field before anything leaves.
    return this.#chatti.messages.send(fields as SendMessage);
  }

  /** Sends one text to many. */
  @Post('many')
  @HttpCode(200)
  sendMany(@Body() body: unknown): Promise<SentMany> {
    return sendToMany(this.#chatti, body);
  }
}
