import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChattiEvent } from '@chatti/core';
import { memoryStore, receiveWebhook } from '@chatti/core/webhooks';
import { Controller, Module, Post, type RawBodyRequest, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import express, { type Request, type Response } from 'express';

/** An application that receives webhooks over HTTP. */
export interface Receiver {
  /** Where deliveries are posted to. */
  readonly url: string;
  /** What was handled, in its order. */
  readonly handled: ChattiEvent[];
  close(): Promise<void>;
}

/** How an application handles what it receives. */
export interface Handling {
  /** The secret, known once the webhook is made. */
  secret(): string;
  /** Does the work; what it throws is answered 500. */
  handle(event: ChattiEvent): void;
  /** A status to answer without looking. */
  closed?(): number | undefined;
}

/** What both applications do with a delivery. */
function receiverOf({ secret, handle, closed }: Handling) {
  const handled: ChattiEvent[] = [];
  const store = memoryStore();
  const receive = async (rawBody: Buffer, request: Request, response: Response): Promise<void> => {
    const status = closed?.();
    if (status !== undefined) return void response.status(status).end();
    const receipt = await receiveWebhook({
      rawBody,
      headers: request.headers,
      secrets: secret(),
      store,
      handle(event) {
        handle(event);
        handled.push(event);
      },
    });
    response
      .status(receipt.status)
      .set(receipt.headers)
      .send(receipt.body ?? undefined);
  };
  return { handled, receive };
}

function urlOf(server: Server): string {
  // A server that listens on a port has an address with one.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
}

/** A plain Express application. */
export async function expressReceiver(handling: Handling): Promise<Receiver> {
  const { handled, receive } = receiverOf(handling);
  const app = express();
  app.post('/hooks', express.raw({ type: '*/*' }), (request, response) =>
    receive(request.body, request, response),
  );
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  return { url: urlOf(server), handled, close: () => stop(server) };
}

/** A plain Nest application on Express, with raw bodies. */
export async function nestReceiver(handling: Handling): Promise<Receiver> {
  const { handled, receive } = receiverOf(handling);
  class Hooks {
    take(request: RawBodyRequest<Request>, response: Response): Promise<void> {
      return receive(request.rawBody ?? Buffer.alloc(0), request, response);
    }
  }
  class App {}
  // Decorators are applied by hand: the test runner strips types and knows no decorators of this kind.
  const take = Object.getOwnPropertyDescriptor(Hooks.prototype, 'take');
  if (!take) throw new Error('the controller has no handler');
  Reflect.defineMetadata('design:paramtypes', [Object, Object], Hooks.prototype, 'take');
  Req()(Hooks.prototype, 'take', 0);
  Res()(Hooks.prototype, 'take', 1);
  Post()(Hooks.prototype, 'take', take);
  Controller('hooks')(Hooks);
  Module({ controllers: [Hooks] })(App);
  const app = await NestFactory.create(App, { rawBody: true, logger: false });
  await app.listen(0, '127.0.0.1');
  // On Express, Nest's server is one of node:http.
  return { url: urlOf(app.getHttpServer() as Server), handled, close: () => app.close() };
}
