import type { Sandbox } from '@chatti/sandbox';
import { Controller, Get, Inject, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { WORKPLACE } from './connection.ts';
import type { Workplace } from './connection.ts';

/** Types that a browser shows and that run nothing. Everything else is a file to keep. */
const shownTypes = /^(?:image\/(?:gif|png|jpeg)|audio\/(?:mpeg|wav|3gpp)|video\/(?:mp4|mpeg))$/;

/** The files of the sandbox's messages. The page loads from its own server and from nowhere else. */
@Controller('api/media')
export class MediaController {
  readonly #sandbox: Sandbox;

  constructor(@Inject(WORKPLACE) { sandbox }: Workplace) {
    this.#sandbox = sandbox;
  }

  /** Hands on one file, with a type that is safe to show or as a file to keep. */
  @Get(':token/:filename')
  async media(@Param('token') token: string, @Param('filename') filename: string, @Res() response: Response) {
    const { origin } = new URL(this.#sandbox.baseUrl);
    const path = `/media/${encodeURIComponent(token)}/${encodeURIComponent(filename)}`;
    const file = await this.#sandbox.fetch(`${origin}${path}`);
    if (!file.ok) throw new NotFoundException();
    const type = file.headers.get('content-type') ?? '';
    const isShown = shownTypes.test(type);
    response.set({
      'Content-Type': isShown ? type : 'application/octet-stream',
      'Content-Disposition': isShown ? 'inline' : 'attachment',
      // Whoever sent it chose the bytes: nothing in them may run.
      'Content-Security-Policy': "default-src 'none'; sandbox",
    });
    response.end(Buffer.from(await file.arrayBuffer()));
  }
}
