import 'reflect-metadata';
import { type ListMessages, listMessagesSchema, type Parsed } from '@chatti/core/contract';
import { type Chatti, createChatti } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';
import { Controller, Get, Query, Req } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { platforms, serve } from '../../test/platforms.ts';
import { ChattiModule } from '../chatti-module.ts';
import { InjectChatti } from '../inject-chatti.ts';
import { ChattiValidationPipe } from './chatti-validation-pipe.ts';
import { type RequestWithUrl, withOwnPageUrls } from './own-page-urls.ts';

const page = {
  total: 3,
  item_count: 1,
  current_page: 2,
  per_page: 1,
  first_item: 2,
  last_item: 2,
  prev_page_url:
    'https://api.example/v1/messages?page=1&per_page=1&reference=secret&after=2026-11-21T00%3A00%3A00Z',
  next_page_url: null,
  data: [],
};

it('takes a request of any kind', () => {
  expect(withOwnPageUrls(page, { url: '/cut', originalUrl: '/whole' }).prev_page_url).toMatch(
    /^\/whole\?page=1/,
  );
  expect(withOwnPageUrls(page, { url: '/cut' }).prev_page_url).toMatch(/^\/cut\?page=1/);
});

describe.each(platforms)('on $platform', ({ adapter }) => {
  it('a caller walks through all pages by them', async () => {
    const sandbox = createSandbox({ clock: 'manual' });
    onTestFinished(() => sandbox.close());
    @Controller('texts')
    class Texts {
      readonly #chatti: Chatti;
      constructor(@InjectChatti() chatti: Chatti) {
        this.#chatti = chatti;
      }
      @Get()
      async list(
        @Query(new ChattiValidationPipe(listMessagesSchema)) query: Parsed<ListMessages>,
        @Req() request: RequestWithUrl,
      ) {
        return withOwnPageUrls(await this.#chatti.messages.list({ ...query, reference: 'r' }), request);
      }
    }
    const options = { fetch: sandbox.fetch, baseUrl: sandbox.baseUrl, apiKey: sandbox.apiKey };
    const chatti = createChatti(options);
    for (const body of ['one', 'two', 'three']) {
      await chatti.messages.send({ to: '+447700900123', from: 'Acme', body, reference: 'r' });
    }
    const module = await Test.createTestingModule({
      imports: [ChattiModule.forRoot(options)],
      controllers: [Texts],
    }).compile();
    const url = await serve(module, adapter, (nest) => nest.setGlobalPrefix('api'));
    const bodies: (string | null)[] = [];
    let next: string | null = '/api/texts?per_page=2&after=yesterday';
    while (next !== null) {
      const reply = (await (await fetch(url + next)).json()) as typeof page & { data: { body: string }[] };
      bodies.push(...reply.data.map(({ body }) => body));
      next = reply.next_page_url;
      expect(next ?? '').not.toContain('reference');
    }
    expect(bodies).toEqual(['three', 'two', 'one']);
  });
});
