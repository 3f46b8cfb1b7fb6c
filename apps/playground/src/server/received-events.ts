import type { ChattiEvent } from '@chatti/core';
import { OnChattiEvent } from '@chatti/nest-module';
import { Controller, Get, Inject, Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '../info.ts';

/** Where the playground's own receiver is. */
export const RECEIVER_PATH = '/hooks/chatti';

/** How many events are remembered. */
const limit = 200;

/** The newest events that came to the playground's own receiver, each with a signature that holds. */
@Injectable()
export class ReceivedEvents {
  readonly #events: ReceivedEvent[] = [];

  /** Called by the Nest module, once for each event. */
  @OnChattiEvent('*')
  receive({ type, timestamp }: ChattiEvent): void {
    this.#events.unshift({
      type: type ?? '',
      timestamp: timestamp ?? '',
      received_at: new Date().toISOString(),
    });
    this.#events.length = Math.min(this.#events.length, limit);
  }

  /** Newest first. */
  list(): readonly ReceivedEvent[] {
    return this.#events;
  }
}

/** What the playground's own receiver got. */
@Controller('api/received-events')
export class ReceivedEventsController {
  readonly #received: ReceivedEvents;

  constructor(@Inject(ReceivedEvents) received: ReceivedEvents) {
    this.#received = received;
  }

  /** Newest first. */
  @Get()
  list(): readonly ReceivedEvent[] {
    return this.#received.list();
  }
}
