import type { Sandbox } from '@chatti/sandbox';
import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { behindTheCounter } from './clients.ts';
import { WORKPLACE } from './connection.ts';
import type { Workplace } from './connection.ts';
import type { SendsUnderWay } from './roads/sends-under-way.ts';

/** What happens in the sandbox, and to sends that are under way, as server-sent events. */
@Controller('api/events')
export class EventsController {
  readonly #sandbox: Sandbox;
  readonly #sends: SendsUnderWay;

  constructor(@Inject(WORKPLACE) { sandbox, sends }: Workplace) {
    this.#sandbox = sandbox;
    this.#sends = sends;
  }

  /** Hands on the sandbox's own stream, from the event after `Last-Event-ID` on. */
  @Get()
  async events(@Headers('last-event-id') last: string | undefined, @Res() response: Response): Promise<void> {
    const headers = last === undefined ? {} : { 'last-event-id': last };
    const { body } = await this.#sandbox.fetch(`${behindTheCounter(this.#sandbox)}/events`, { headers });
    response.set('Content-Type', 'text/event-stream').flushHeaders();
    if (!body) return void response.end();
    const reader = body.getReader();
    // Each part of the sandbox's stream is whole events. News of a send has no id: there is nothing to catch up on.
    const deafen = this.#sends.listen((news) =>
      response.write(`event: send\ndata: ${JSON.stringify(news)}\n\n`),
    );
    response.on('close', () => {
      deafen();
      void reader.cancel();
    });
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (response.closed) return;
      response.write(part.value);
    }
    response.end();
  }
}
