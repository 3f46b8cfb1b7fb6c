import type { RequestHandler as RequestHandler5 } from 'express';
import express, { type Request as Request5 } from 'express';
import type { Request as Request4, RequestHandler as RequestHandler4 } from 'express4';
import type { Chatti } from '@chatti/core';
import { describe, expect, expectTypeOf, it } from 'vitest';
import '../src/env.ts';
import {
  chattiErrors,
  chattiRouter,
  type Handler,
  type RouterCall,
  sendMessage,
  type WebRequest,
} from '../src/index.ts';
import { upstream } from './upstream.ts';

const { client } = upstream();

describe('types', () => {
  it('are those of ordinary middleware, on both majors', () => {
    expectTypeOf<Handler>().toExtend<RequestHandler4>();
    expectTypeOf<Handler>().toExtend<RequestHandler5>();
    expectTypeOf<Request4>().toExtend<WebRequest>();
    expectTypeOf<Request5>().toExtend<WebRequest>();
    expect(chattiErrors()).toHaveLength(4);
  });

  it('declare request.chatti where the program opts in', () => {
    expectTypeOf<Request5['chatti']>().toEqualTypeOf<Chatti>();
    expectTypeOf<Request4['chatti']>().toEqualTypeOf<Chatti>();
  });

  it("give map the request of the app's own Express", () => {
    const app = express();
    app.post(
      '/orders/:id',
      sendMessage((request: Request5<{ id: string }>) => ({ to: '+447700900123', body: request.params.id }), {
        client,
      }),
    );
    app.use(
      chattiRouter({
        client,
        expose: ['messages.send'],
        authorize: (request: Request5, call) => {
          expectTypeOf(call).toEqualTypeOf<RouterCall>();
          return request.get('x-user') !== undefined;
        },
      }),
    );
    expect(app).toBeDefined();
  });

  it('narrow a call by its name', () => {
    type Send = Extract<RouterCall, { name: 'messages.send' }>;
    expectTypeOf<Send['input']['to']>().toEqualTypeOf<string>();
    type Get = Extract<RouterCall, { name: 'messages.get' }>;
    expectTypeOf<Get['input']>().toEqualTypeOf<{ id: string }>();
  });
});
