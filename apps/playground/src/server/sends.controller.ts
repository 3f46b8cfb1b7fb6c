import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { CancelledSend } from '../send-news.ts';
import { WORKPLACE } from './connection.ts';
import type { Workplace } from './connection.ts';

/** The sends of the page that are under way. */
@Controller('api/sends')
export class SendsController {
  readonly #workplace: Workplace;

  constructor(@Inject(WORKPLACE) workplace: Workplace) {
    this.#workplace = workplace;
  }

  /** Calls one off. Its own answer then says what is known of the message. */
  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@Param('id') id: string): CancelledSend {
    return { cancelled: this.#workplace.sends.cancel(id) };
  }
}
