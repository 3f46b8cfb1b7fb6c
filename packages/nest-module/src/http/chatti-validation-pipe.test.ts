import 'reflect-metadata';
import {
  type ListMessages,
  listMessagesSchema,
  type Parsed,
  type SendMessage,
  sendMessageSchema,
} from '@chatti/core/contract';
import { Body, Controller, Get, type INestApplication, Post, Query } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { platforms, post, serve } from '../../test/platforms.ts';
import { ChattiExceptionFilter } from './chatti-exception-filter.ts';
import { InvalidInputException } from './invalid-input-exception.ts';
import { ChattiValidationPipe } from './chatti-validation-pipe.ts';

@Controller('messages')
class Echo {
  @Post()
  send(@Body(new ChattiValidationPipe(sendMessageSchema)) message: Parsed<SendMessage>) {
    return message;
  }

  @Get()
  list(@Query(new ChattiValidationPipe(listMessagesSchema)) query: Parsed<ListMessages>) {
    return query;
  }
}

describe.each(platforms)('ChattiValidationPipe on $platform', ({ adapter }) => {
  async function app(): Promise<string> {
    const providers = [{ provide: APP_FILTER, useClass: ChattiExceptionFilter }];
    const module = await Test.createTestingModule({ controllers: [Echo], providers }).compile();
    return `${await serve(module, adapter)}/messages`;
  }

  it('hands on the checked body and query', async () => {
    const url = await app();
    const sent = await post(url, { to: '44 7700 900123', body: 'Hello' });
    expect(await sent.json()).toEqual({ to: '+447700900123', body: 'Hello' });
    const listed = await fetch(`${url}?page=2&to=447700900123`);
    expect(await listed.json()).toEqual({ page: 2, to: '+447700900123' });
  });

  it('answers 400 with every field that is wrong', async () => {
    const url = await app();
    const sent = await post(url, { to: 'nobody', body: 'Hello', isAdmin: true });
    expect([sent.status, await sent.json()]).toMatchObject([
      400,
      {
        errors: [
          { field: 'to', code: 'invalid_number' },
          { field: 'isAdmin', code: 'unknown_field' },
        ],
      },
    ]);
    const listed = await fetch(`${url}?page=0`);
    expect(await listed.json()).toMatchObject({
      status: 400,
      errors: [{ field: 'page', code: 'out_of_range' }],
    });
  });
});

describe('ChattiValidationPipe', () => {
  it('answers 400 also without the filter', async () => {
    const module = await Test.createTestingModule({ controllers: [Echo] }).compile();
    const url = await serve(module, () => new ExpressAdapter());
    const sent = await post(`${url}/messages`, { to: 'nobody', body: 'Hello' });
    expect([sent.status, await sent.json()]).toMatchObject([400, { errors: [{ field: 'to' }] }]);
  });

  it('takes the schema of a parameter where it has none itself, as Nest 12 hands it on', async () => {
    @Controller('messages')
    class Global {
      @Post()
      send(@Body({ schema: sendMessageSchema }) message: object, @Query() query: object) {
        return { message, query };
      }
    }
    const module = await Test.createTestingModule({ controllers: [Global] }).compile();
    const prepare = (nest: INestApplication) => void nest.useGlobalPipes(new ChattiValidationPipe());
    const url = `${await serve(module, () => new ExpressAdapter(), prepare)}/messages?any=thing`;
    const sent = await post(url, { to: '44 7700 900123', body: 'Hello' });
    expect(await sent.json()).toMatchObject({ message: { to: '+447700900123' }, query: { any: 'thing' } });
    expect((await post(url, {})).status).toBe(400);
  });

  it('takes a schema of another library, and repeats no value', async () => {
    const issues = [{ message: 'Too young', path: ['people', 0, { key: 'age' }] }];
    const pipe = new ChattiValidationPipe({ '~standard': { vendor: 'other', validate: () => ({ issues }) } });
    const refused: unknown = await pipe
      .transform({ people: [{ age: 'canary' }] })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InvalidInputException);
    expect(refused).toMatchObject({
      response: { status: 400, errors: [{ field: 'people[0].age', message: 'Too young' }] },
      cause: { name: 'InputError', outcome: 'not_sent' },
    });
    expect(JSON.stringify(refused)).not.toContain('canary');
  });

  it('takes a missing body for an empty one', async () => {
    const pipe = new ChattiValidationPipe(sendMessageSchema);
    await expect(pipe.transform(undefined)).rejects.toMatchObject({
      cause: { issues: [{ path: 'to', code: 'required' }] },
    });
  });

  it('refuses what is no schema', () => {
    // What a program in JavaScript could hand in.
    const schema = { parse: () => undefined } as unknown as typeof sendMessageSchema;
    expect(() => new ChattiValidationPipe(schema)).toThrow(/^schema: /);
  });

  it('is typed by its schema', () => {
    const pipe = new ChattiValidationPipe(sendMessageSchema);
    expectTypeOf(pipe.transform).returns.toEqualTypeOf<Promise<Parsed<SendMessage>>>();
  });
});
