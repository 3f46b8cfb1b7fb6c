import type { Chatti } from '@chatti/core';
import type { Message, SendMessage } from '@chatti/core/contract';
import { InjectChatti } from '@chatti/nest-module';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { SentMany } from '../../sent-many.ts';
import { sendToMany } from './send-to-many.ts';

/** The road through the Nest module: its client is injected. */
@Controller('api/send/nest')
export class NestRoadController {
  readonly #chatti: Chatti;

  constructor(@InjectChatti() chatti: Chatti) {
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
