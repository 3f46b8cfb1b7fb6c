import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { isChattiError, problemOf, WebhookVerificationError } from '@chatti/core';
import { memoryStore, receiveWebhook, signWebhook, type WebhookReceipt } from '@chatti/core/webhooks';
import { afterEach, beforeEach, expect, it } from 'vitest';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = Buffer.from(
  '{"id":"evt_1","type":"message.received","data":{"message":{"id":"msg_1","body":"Ja, 😀"}}}',
);

let server: Server;
let url: string;
let receipts: WebhookReceipt[];

beforeEach(async () => {
  receipts = [];
  const store = memoryStore();
  const receive = async (request: IncomingMessage): Promise<WebhookReceipt> =>
    receiveWebhook({
      rawBody: await buffer(request),
      headers: request.headers,
      secrets: secret,
      store,
      handle: () => undefined,
    });
  server = createServer((request, response) => {
    void receive(request).then((receipt) => {
      receipts.push(receipt);
      response.writeHead(receipt.status, receipt.headers).end(receipt.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this form.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

async function post(headers: HeadersInit): Promise<[number, string | undefined]> {
  const response = await fetch(url, { method: 'POST', headers, body });
  await response.text();
  return [response.status, receipts.at(-1)?.outcome];
}

it('takes what comes over HTTP, byte for byte, and each delivery once', async () => {
  const headers = await signWebhook({ id: 'dlv_1', timestamp: new Date(), body, secret });
  expect(await post(headers)).toEqual([204, 'handled']);
  expect(receipts[0]?.event?.data?.message?.body).toBe('Ja, 😀');
  expect(await post(headers)).toEqual([204, 'duplicate']);
});

it('refuses what a stranger sends over HTTP', async () => {
  expect(await post({})).toEqual([400, 'refused']);
  const error = receipts[0]?.error;
  // One class, whichever entry point it comes through.
  expect(error).toBeInstanceOf(WebhookVerificationError);
  expect([isChattiError(error), problemOf(error)?.code]).toEqual([true, 'missing_header']);
  const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
  const headers = await signWebhook({ id: 'dlv_1', timestamp: new Date(), body, secret: other });
  expect(await post(headers)).toEqual([401, 'refused']);
});

it('refuses a header that was sent twice over HTTP', async () => {
  const headers = await signWebhook({ id: 'dlv_1', timestamp: new Date(), body, secret });
  for (const [name, value] of Object.entries(headers)) {
    expect(await post([...Object.entries(headers), [name, value]])).toEqual([400, 'refused']);
    expect(receipts.at(-1)?.error).toMatchObject({ reason: 'duplicate_header' });
  }
});
