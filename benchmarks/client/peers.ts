import { createChatti, type Plugin } from '@chatti/core';
import ky from 'ky';
import OpenAI from 'openai';
import { Resend } from 'resend';
import { Stripe } from 'stripe';
import twilio from 'twilio';

/** A client that makes one call of its usual kind. */
export interface Peer {
  readonly name: string;
  call(): Promise<unknown>;
}

const message = { to: '+447700900123', from: 'Acme', body: 'Your order is ready.', reference: 'r_1' };

/** Fetch as one would write it by hand: JSON there and back, nothing else. */
export function bareFetch(origin: string): Peer {
  const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-api-key': 'key_1' };
  return {
    name: 'bare fetch',
    call: async () => {
      const response = await fetch(`${origin}/v1/messages`, {
        method: 'POST',
        headers,
        body: JSON.stringify(message),
      });
      return response.json();
    },
  };
}

const through = (name: string): Plugin => ({ name, wrap: (_call, next) => next() });

/** The candidate whose cost is defended. */
export const chattiFullName = '@chatti/core, everything on';

/** Chatti with checks, retries, idempotency keys and three plugins: everything on. */
export function chattiFull(origin: string): Peer {
  const plugins = [through('one'), through('two'), through('three')];
  const chatti = createChatti({ apiKey: 'key_1', baseUrl: `${origin}/v1`, idempotencyKeys: true, plugins });
  return { name: chattiFullName, call: () => chatti.messages.send(message) };
}

/** Chatti at its defaults. */
export function chattiPlain(origin: string): Peer {
  const chatti = createChatti({ apiKey: 'key_1', baseUrl: `${origin}/v1` });
  return { name: '@chatti/core', call: () => chatti.messages.send(message) };
}

function kyDefaults(origin: string): Peer {
  const api = ky.create({ headers: { 'x-api-key': 'key_1' } });
  return {
    name: 'ky at its defaults',
    call: () => api.post(`${origin}/v1/messages`, { json: message }).json(),
  };
}

function openaiPeer(origin: string): Peer {
  const client = new OpenAI({ apiKey: 'key_1', baseURL: `${origin}/v1` });
  const messages = [{ role: 'user' as const, content: message.body }];
  return { name: 'openai', call: () => client.chat.completions.create({ model: 'm', messages }) };
}

function stripePeer(origin: string): Peer {
  const { hostname, port } = new URL(origin);
  const client = new Stripe('key_1', {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    telemetry: false,
  });
  return { name: 'stripe', call: () => client.customers.create({ name: message.body }) };
}

function resendPeer(origin: string): Peer {
  const client = new Resend('key_1', { baseUrl: origin });
  const email = { from: 'a@example.com', to: 'b@example.com', subject: 's', text: message.body };
  return { name: 'resend', call: () => client.emails.send(email) };
}

/** Twilio has no base URL: its requests are turned to the bench's server on their way out. */
function twilioPeer(origin: string): Peer {
  const client = twilio('AC00000000000000000000000000000000', 'token');
  const { httpClient } = client;
  const request = httpClient.request.bind(httpClient);
  httpClient.request = (options) =>
    request({ ...options, uri: options.uri.replace(/^https:\/\/[^/]+/, origin) });
  return {
    name: 'twilio',
    call: () => client.messages.create({ to: message.to, from: '+15005550006', body: message.body }),
  };
}

/** All of them, bare fetch first. */
export function allPeers(origin: string): Peer[] {
  const makers = [
    bareFetch,
    chattiPlain,
    chattiFull,
    kyDefaults,
    resendPeer,
    openaiPeer,
    stripePeer,
    twilioPeer,
  ];
  return makers.map((make) => make(origin));
}
