import type { Sandbox } from '@chatti/sandbox';
import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { behindTheCounter } from './clients.ts';
import { WORKPLACE } from './connection.ts';
import type { Workplace } from './connection.ts';

/** What happens in the sandbox, as server-sent events. */
@Controller('api/events')
export class EventsController {
  readonly #sandbox: Sandbox;

  constructor(@Inject(WORKPLACE) { sandbox }: Workplace) {
    this.#sandbox = sandbox;
  }

  /** Hands on the sandbox's own stream, from the event after `Last-Event-ID` on. */
  @Get()
  async events(@Headers('last-event-id') last: string | undefined, @Res() response: Response): Promise<void> {
    const headers = last === undefined ? {} : { 'last-event-id': last };
    const { body } = await this.#sandbox.fetch(`${behindTheCounter(this.#sandbox)}/events`, { headers });
    response.set('Content-Type', 'text/event-stream').flushHeaders();
    if (!body) return void response.end();
    const reader = body.getReader();
    response.on('close', () => void reader.cancel());
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (response.closed) return;
      response.write(part.value);
    }
    response.end();
  }
}
