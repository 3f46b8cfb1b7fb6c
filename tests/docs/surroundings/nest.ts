import 'reflect-metadata';
import type { Chatti } from '@chatti/core';
import { ChattiModule, getChattiToken, InjectChatti, OnChattiEvent } from '@chatti/nest-module';
import { ChattiTesting, ChattiTestingModule } from '@chatti/nest-module/testing';
import { Injectable, Module, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';

export { Body, Controller, Get, Inject, Injectable, Module, Param, Post, Query, Req } from '@nestjs/common';
export { ConfigModule, ConfigService } from '@nestjs/config';
export { APP_FILTER } from '@nestjs/core';
export { HealthCheck, HealthCheckService, TerminusModule } from '@nestjs/terminus';
export { Test } from '@nestjs/testing';

export const fake = {};

/** An inbox of the reader's. */
export class Inbox {
  readonly messages: unknown[] = [];
  async add(...facts: readonly unknown[]): Promise<void> {
    this.messages.push(facts);
  }
}

/** The orders of the README's application. Decorated by calls, since Node runs this file as it is. */
export class Orders {
  readonly statuses = new Map<string, string>();
  readonly chatti: Chatti;

  constructor(chatti: Chatti) {
    this.chatti = chatti;
  }

  async ready(id: string, to = '+447700900123'): Promise<void> {
    const body = `Your order ${id} is ready.`;
    const message = await this.chatti.messages.send({ to, from: 'Acme Shoes', body, reference: id });
    this.statuses.set(id, message.status);
  }

  delivered({ data }: { data: { message: { reference: string | null } } }): void {
    if (data.message.reference) this.statuses.set(data.message.reference, 'delivered');
  }
}
Injectable()(Orders);
InjectChatti()(Orders, undefined, 0);
OnChattiEvent('message.delivered')(
  Orders.prototype,
  'delivered',
  // A method of a class has one.
  Object.getOwnPropertyDescriptor(Orders.prototype, 'delivered') as TypedPropertyDescriptor<
    Orders['delivered']
  >,
);

/** The module of the README's application, with a second client. */
export class AppModule {}
Module({
  imports: [
    ChattiModule.forRoot({
      isGlobal: true,
      webhooks: { path: '/webhooks/chatti', secrets: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
    }),
    ChattiModule.forRoot({ isGlobal: true, name: 'marketing' }),
  ],
  providers: [Orders, Inbox],
  exports: [Orders, Inbox],
})(AppModule);

const testModule = await Test.createTestingModule({
  imports: [AppModule, ChattiTestingModule.forRoot()],
}).compile();
await testModule.createNestApplication().init();
export const testing = testModule.get(ChattiTesting);

/** Starts an application with a controller of a sample, and stops it. */
export async function mount(controller: Type): Promise<void> {
  const module = await Test.createTestingModule({
    imports: [AppModule, ChattiTestingModule.forRoot()],
    controllers: [controller],
  }).compile();
  const app = await module.createNestApplication().init();
  app.get(getChattiToken('marketing'));
  await app.close();
}
