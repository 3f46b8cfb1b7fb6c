// Writes docs/chatti.postman_collection.json (Collection Format 2.1) out of the OpenAPI document, which is written out
// of the contract table. With --check it writes nothing and fails when the file is not what would be written.
import { readFile } from 'node:fs/promises';
import {
  chattiV1,
  checkInput,
  type Contract,
  type CreateOptOut,
  type CreateWebhook,
  type PreviewMessage,
  type SendBatch,
  type SendMessage,
} from '../packages/core/src/contract/index.ts';
import { writeOrCheck } from './write-or-check.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly description?: string;
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly [string];
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: object;
}

interface OpenApi {
  readonly info: { readonly title: string; readonly description: string };
  readonly servers: readonly [{ readonly url: string }];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const send = {
  to: '+447700900123',
  from: 'Acme Shoes',
  body: 'Your order is ready.',
  reference: 'order-1001',
} satisfies SendMessage & PreviewMessage;
const webhook = {
  name: 'Orders',
  url: 'http://127.0.0.1:3000/webhooks/chatti',
  events: ['message.delivered', 'message.received'],
} satisfies CreateWebhook;
const batch = {
  from: 'Acme Shoes',
  messages: [
    { to: '+447700900123', body: 'Your order is ready.' },
    { to: '+447700900124', body: 'Your parcel is on its way.' },
  ],
} satisfies SendBatch;

/** The body that a request of the collection starts with, for each row that takes one. */
const bodies: Readonly<Record<string, object>> = {
  'messages.send': send,
  'messages.sendBatch': batch,
  'messages.preview': send,
  'optOuts.create': { number: '+447700900123' } satisfies CreateOptOut,
  'webhooks.create': webhook,
  'webhooks.update': { ...webhook, active: false },
};

/** The values that path variables start with. */
const pathValues: Readonly<Record<string, string>> = { id: 'an id', number: '+447700900123' };

const rows: Contract = chattiV1;

/**
 * The body of a row's request.
 *
 * @throws where there is none, or it breaks a rule of the contract.
 */
function bodyOf(name: string, path: string): object {
  const body = bodies[name];
  const [resource = '', verb = ''] = name.split('.');
  const row = rows[resource]?.[verb];
  if (!body || !row) throw new Error(`${name} needs a body for the Postman collection`);
  checkInput(row.input, path.includes('{id}') ? { id: 'an id', ...body } : body);
  return body;
}

function itemOf(method: string, path: string, operation: Operation): object {
  const parameters = (operation.parameters ?? []).filter((parameter) => 'name' in parameter);
  const segments = path
    .split('/')
    .slice(1)
    .map((segment) => segment.replace(/^\{(.+)\}$/, ':$1'));
  const query = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, description }) => ({ key: name, value: '', description, disabled: true }));
  const variable = parameters
    .filter((parameter) => parameter.in === 'path')
    .map(({ name, description }) => ({ key: name, value: pathValues[name], description }));
  const raw = operation.requestBody && JSON.stringify(bodyOf(operation.operationId, path), null, 2);
  const header = [
    { key: 'Content-Type', value: 'application/json' },
    ...(method === 'post'
      ? [
          {
            key: 'Idempotency-Key',
            value: '{{$guid}}',
            description: 'Makes a repeated request safe.',
            disabled: true,
          },
        ]
      : []),
  ];
  return {
    name: operation.operationId,
    request: {
      method: method.toUpperCase(),
      description: [operation.summary, operation.description].filter(Boolean).join('. '),
      header,
      url: {
        raw: ['{{baseUrl}}', ...segments].join('/'),
        host: ['{{baseUrl}}'],
        path: segments,
        ...(query.length > 0 && { query }),
        ...(variable.length > 0 && { variable }),
      },
      ...(raw && { body: { mode: 'raw', raw, options: { raw: { language: 'json' } } } }),
    },
    response: [],
  };
}

const source = new URL('../docs/openapi.json', import.meta.url);
// Written by openapi.ts, and held to its form by redocly.
const { info, servers, tags, paths } = JSON.parse(await readFile(source, 'utf8')) as OpenApi;
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const collection = {
  info: {
    name: info.title,
    description: info.description,
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  item: tags.map(({ name, description }) => ({
    name,
    description,
    item: operations
      .filter(({ operation }) => operation.tags[0] === name)
      .map(({ method, path, operation }) => itemOf(method, path, operation)),
  })),
  auth: {
    type: 'apikey',
    apikey: [
      { key: 'key', value: 'x-api-key', type: 'string' },
      { key: 'value', value: '{{apiKey}}', type: 'string' },
      { key: 'in', value: 'header', type: 'string' },
    ],
  },
  variable: [
    { key: 'baseUrl', value: servers[0].url, type: 'string' },
    { key: 'apiKey', value: '', type: 'string' },
  ],
};

await writeOrCheck('docs/chatti.postman_collection.json', `${JSON.stringify(collection, null, 2)}\n`);
