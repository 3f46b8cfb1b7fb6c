import type { Chatti } from '@chatti/core';
import { ApiError } from '@chatti/core';
import type { ListMessages, Message, Page } from '@chatti/core/contract';
import { InjectChatti } from '@chatti/nest-module';
import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';

/** What the inbox reads: the sandbox's own answers. */
@Controller('api/messages')
export class MessagesController {
  readonly #chatti: Chatti;

  constructor(@InjectChatti() chatti: Chatti) {
    this.#chatti = chatti;
  }

  /** One page of messages in the documented envelope, with the filters of `messages.list`. */
  @Get()
  list(@Query() query: unknown): Promise<Page<Message>> {
    // The client itself checks every field, and reads numbers that are text.
    return this.#chatti.messages.list(query as ListMessages);
  }

  /** One message. */
  @Get(':id')
  get(@Param('id') id: string): Promise<Message> {
    return this.#chatti.messages.get({ id }).catch(asNotFound);
  }
}

/** To an application's caller any refusal of the upstream is a bad gateway; here the upstream's "not found" is the answer. */
function asNotFound(error: unknown): never {
  if (error instanceof ApiError && error.status === 404) throw new NotFoundException();
  throw error;
}
