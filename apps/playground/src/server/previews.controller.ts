import { ApiError } from '@chatti/core';
import type { Preview, PreviewMessage } from '@chatti/core';
import { Body, Controller, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { AskPreviews, PreviewOf, Previews, Stopped } from '../previews.ts';
import { MOST_PREVIEWS } from '../previews.ts';
import { CLIENTS } from './clients.ts';
import type { Clients } from './clients.ts';
import { ProblemError } from './http/problem.ts';

/** What the server makes of one message to several recipients. Nothing is sent by that. */
@Controller('api/previews')
export class PreviewsController {
  readonly #clients: Clients;
  /** Until when the server wants to be left alone, in ms since 1970. */
  #quietUntil = 0;

  constructor(@Inject(CLIENTS) clients: Clients) {
    this.#clients = clients;
  }

  /** Asks of one after the other, and stops where the server has had enough, or the page wants something else by now. */
  @Post()
  @HttpCode(200)
  async ask(@Body() body: unknown, @Res({ passthrough: true }) response: Response): Promise<Previews> {
    const { to, fields } = readBody(body);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const results: PreviewOf[] = [];
    let stopped = this.#quiet();
    for (const number of to) {
      if (stopped !== null || gone.signal.aborted) break;
      const answer = await this.#askOne({ ...fields, to: number }, gone.signal);
      if (answer.preview !== undefined) results.push({ to: number, preview: answer.preview });
      stopped = answer.stopped;
    }
    return { results, stopped };
  }

  async #askOne(message: PreviewMessage, signal: AbortSignal): Promise<Answer> {
    let headers: Headers | undefined;
    try {
      const preview = await this.#clients.reader.messages.preview(message, {
        // Whoever is told to wait is not asked again.
        retryLimit: 0,
        signal,
        onResponse: (reply) => (headers = reply.headers),
      });
      return { preview, stopped: headers && isScarce(headers) ? sparing : null };
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 429) throw error;
      this.#quietUntil = Date.now() + (error.retryAfterMs ?? 0);
      return { stopped: this.#quiet() ?? limited(null) };
    }
  }

  #quiet(): Stopped | null {
    const ms = this.#quietUntil - Date.now();
    return ms > 0 ? limited(Math.ceil(ms / 1000)) : null;
  }
}

interface Answer {
  readonly preview?: Preview;
  readonly stopped: Stopped | null;
}

function limited(seconds: number | null): Stopped {
  return { code: 'rate_limited', message: 'Its rate limit is used up.', retry_after_s: seconds };
}

const sparing: Stopped = {
  code: 'sparing',
  message: 'Only a quarter of its rate limit is left, and that is kept for sends.',
  retry_after_s: null,
};

/** Whether so little is left of the limit that the rest is for sends. */
function isScarce(headers: Headers): boolean {
  const limit = Number(headers.get('x-ratelimit-limit') ?? Number.NaN);
  const remaining = Number(headers.get('x-ratelimit-remaining') ?? Number.NaN);
  return remaining * 4 <= limit;
}

function readBody(body: unknown): AskPreviews {
  const { to, fields } = Object(body) as Partial<AskPreviews>;
  const isList = Array.isArray(to) && to.every((number) => typeof number === 'string');
  if (!isList || to.length > MOST_PREVIEWS || typeof fields !== 'object' || fields === null)
    throw new ProblemError(400, 'bad_request', `A list of at most ${MOST_PREVIEWS} recipients, and fields.`);
  return { to, fields };
}
