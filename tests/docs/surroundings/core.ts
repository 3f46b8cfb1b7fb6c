import { type ChattiEvent, createChatti, type Message, type SendMessage } from '@chatti/core';
import { messageKeySchema, messageSchema } from '@chatti/core/contract';
import { signWebhook } from '@chatti/core/webhooks';

// What the fragments of pages and docstrings take for granted: the reader's own client, data and services.

export const apiKey = process.env['CHATTI_API_KEY'] ?? '';
export const baseUrl = process.env['CHATTI_BASE_URL'] ?? '';
export const chatti = createChatti();

export const to = '+447700900123';
export const input: SendMessage = { to, from: 'Acme Shoes', body: 'Your order is ready.' };
export const message = await chatti.messages.send({ ...input, reference: 'order-1007' });
export const { id } = message;
export const error = { reference: 'order-1007' };
export const order = { id: 'order-1007' };
export const listQuery = { per_page: 20 };

export const customers = ['+447700900124', '+447700900125'];
export function messageTo(customer: string): SendMessage {
  return { ...input, to: customer };
}
export function readCustomers(): Iterable<SendMessage> {
  return customers.map(messageTo);
}
export async function save(_reference: string, _outcome: string): Promise<void> {}

export const queue = { async putBack(_input: SendMessage): Promise<void> {} };
export const review = { async add(_reference: string | undefined): Promise<void> {} };
export const log = { warn(_line: string): void {}, info(_line: string): void {} };
export const metrics = { observe(_name: string, _ms: number): void {} };

export const key = messageKeySchema;
export const byId = messageKeySchema;
export const contact = messageSchema;

const signing = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const [webhookSecret, secret, newSecret] = [signing, signing, signing];
export const oldSecret = 'whsec_b2xkZXIgdGhhbiBhbGwgb3RoZXJzLi4u';

export const event: ChattiEvent = {
  id: 'evt_1',
  type: 'message.delivered',
  timestamp: new Date().toISOString(),
  data: { message: { ...message, status: 'delivered' }, opt_out: undefined },
};
const body = JSON.stringify(event);
const headers = new Headers({ ...(await signWebhook({ id: 'evt_1', timestamp: new Date(), body, secret })) });
export const request = {
  headers,
  originalUrl: '/api/messages?per_page=20',
  arrayBuffer: async (): Promise<Uint8Array> => new TextEncoder().encode(body),
  json: async (): Promise<unknown> => input,
};
export const response = {
  json: (_body: unknown): void => undefined,
  status: (_status: number) => response,
  type: (_type: string) => response,
  send: (_body: unknown) => response,
};
const seen = new Map<string, Message | undefined>();
export const views = {
  get: async (id: string): Promise<Message | undefined> => seen.get(id),
  set: async (id: string, view: Message | undefined): Promise<unknown> => seen.set(id, view),
};
export const orders = { note: async (_event: ChattiEvent): Promise<void> => undefined };

export async function query(_sql: string, _values: readonly unknown[]): Promise<unknown[]> {
  return [];
}
export const redis = {
  set: async (..._args: readonly (string | number)[]): Promise<string | null> => 'OK',
  get: async (_key: string): Promise<string | null> => null,
  eval: async (..._args: readonly (string | number)[]): Promise<unknown> => 0,
};
