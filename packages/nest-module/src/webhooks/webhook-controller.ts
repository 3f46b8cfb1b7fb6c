import { Controller, Inject, Post, Req, Res, type Type, VERSION_NEUTRAL } from '@nestjs/common';
import type { AnyRequest } from './raw-body-of.ts';
import { WebhookReceiver } from './webhook-receiver.ts';

/** A controller that receives webhooks: a class of its own for each call, since Nest keeps the path on the class. */
export function webhookController(path: string): Type<unknown> {
  @Controller({ path, version: VERSION_NEUTRAL })
  class ChattiWebhookController {
    readonly #receiver: WebhookReceiver;

    constructor(@Inject(WebhookReceiver) receiver: WebhookReceiver) {
      this.#receiver = receiver;
    }

    @Post()
    receive(@Req() request: AnyRequest, @Res() response: unknown): Promise<void> {
      return this.#receiver.answer(request, response);
    }
  }
  return ChattiWebhookController;
}
