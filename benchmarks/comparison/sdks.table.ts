/** An SDK that sends SMS, and the smallest program that does so with it. */
export interface Sdk {
  /** The package to install. */
  readonly name: string;
  /** From the npm registry; undefined for ours, which is packed from this repository. */
  readonly version?: string;
  /**
   * A module that exports `client(origin)`: a function that sends one message to a server at that origin. The way to
   * another origin is the SDK's own wherever it has one.
   */
  readonly program: string;
  /** What a server answers to a send, as this SDK expects it. */
  readonly reply: { readonly type: string; readonly body: string };
}

const json = (value: object): Sdk['reply'] => ({ type: 'application/json', body: JSON.stringify(value) });

const to = '+447700900123';
const text = 'Your order is ready.';

/** Ours first. */
export const SDKS: readonly Sdk[] = [
  {
    name: '@chatti/core',
    program: `
import { createChatti } from '@chatti/core';
export function client(origin) {
  const chatti = createChatti({ apiKey: 'key', baseUrl: origin + '/v1' });
  return () => chatti.messages.send({ to: '${to}', from: 'Acme', body: '${text}' });
}`,
    reply: json({ id: 'msg_1', status: 'queued' }),
  },
  {
    name: 'twilio',
    version: '6.2.0',
    // It has no base URL: its own HTTP client is handed the same request for another origin.
    program: `
import twilio from 'twilio';
export function client(origin) {
  const own = twilio('AC00000000000000000000000000000000', 'token');
  const request = own.httpClient.request.bind(own.httpClient);
  own.httpClient.request = (options) =>
    request({ ...options, uri: options.uri.replace('https://api.twilio.com', origin) });
  return () => own.messages.create({ to: '${to}', from: '+15005550006', body: '${text}' });
}`,
    reply: json({ sid: 'SM00000000000000000000000000000000', status: 'queued' }),
  },
  {
    name: '@vonage/server-sdk',
    version: '3.30.1',
    program: `
import { Vonage } from '@vonage/server-sdk';
export function client(origin) {
  const vonage = new Vonage({ apiKey: 'key', apiSecret: 'secret' }, { apiHost: origin });
  const message = { channel: 'sms', messageType: 'text', to: '${to.slice(1)}', from: 'Acme', text: '${text}' };
  return () => vonage.messages.send(message);
}`,
    reply: json({ message_uuid: 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab' }),
  },
  {
    name: 'plivo',
    version: '4.79.0',
    program: `
import plivo from 'plivo';
export function client(origin) {
  const own = new plivo.Client('MAXXXXXXXXXXXXXXXXXX', 'token', { url: origin + '/v1/Account/MA' });
  return () => own.messages.create('Acme', '${to}', '${text}');
}`,
    reply: json({ message: 'message(s) queued', message_uuid: ['1'], api_id: '1' }),
  },
  {
    name: 'telnyx',
    version: '7.24.0',
    program: `
import Telnyx from 'telnyx';
export function client(origin) {
  const own = new Telnyx({ apiKey: 'key', baseURL: origin + '/v2' });
  return () => own.messages.send({ to: '${to}', from: 'Acme', text: '${text}' });
}`,
    reply: json({ data: { id: '1', record_type: 'message' } }),
  },
  {
    name: '@aws-sdk/client-sns',
    version: '3.1169.0',
    program: `
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
export function client(endpoint) {
  const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' };
  const sns = new SNSClient({ region: 'eu-west-1', endpoint, credentials });
  return () => sns.send(new PublishCommand({ PhoneNumber: '${to}', Message: '${text}' }));
}`,
    reply: {
      type: 'text/xml',
      body: '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></PublishResponse>',
    },
  },
];
