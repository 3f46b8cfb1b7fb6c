// Answers every request with the same message. Runs in a process of its own, so that its work is not counted.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Holds what each of the clients looks for in a reply. */
const body = JSON.stringify({
  id: 'm_1',
  sid: 'SM00000000000000000000000000000000',
  object: 'customer',
  type: 'sms',
  direction: 'outbound',
  status: 'queued',
  to: '+447700900123',
  from: 'Acme',
  body: 'Your order is ready.',
  body_template: null,
  characters: 20,
  encoding: 'GSM-7',
  segments: 1,
  media: [],
  subject: null,
  reference: 'r_1',
  metadata: {},
  price: '0.0421',
  currency: 'USD',
  error: null,
  in_reply_to: null,
  created_at: '2026-11-22T09:30:00Z',
  updated_at: '2026-11-22T09:30:00Z',
  scheduled_at: null,
  sent_at: null,
  delivered_at: null,
  received_at: null,
});
const headers = {
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(body),
  'x-request-id': 'req_1',
};

const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, headers).end(body));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  // A server on TCP has an address of this kind.
  process.send?.((server.address() as AddressInfo).port);
});
process.on('disconnect', () => process.exit());
