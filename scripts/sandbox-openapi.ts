// Writes docs/sandbox-openapi.json out of the table of the sandbox's control routes. With --check it writes nothing and
// fails when the file is not what would be written. Needs core to be built.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as contract from '../packages/core/dist/contract.js';
import { toOpenApi } from '../packages/core/dist/openapi.js';
import * as fields from '../packages/sandbox/src/control/control-fields.ts';
import * as messageFields from '../packages/sandbox/src/control/message-fields.ts';
import * as settingsFields from '../packages/sandbox/src/control/settings-fields.ts';
import { sandboxControl } from '../packages/sandbox/src/control/sandbox-control.ts';
import { journalEntrySchema } from '../packages/sandbox/src/journal/journal-entry.ts';
import { deliveryAttemptSchema, deliverySchema } from '../packages/sandbox/src/webhooks/delivery.ts';
import { readDocs } from './read-docs.ts';

const place = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const target = place('docs/sandbox-openapi.json');

type Json = Record<string, unknown>;

/** Every `fooSchema`, as component `Foo`. */
const named = Object.fromEntries(
  Object.entries({
    ...contract,
    ...fields,
    ...messageFields,
    ...settingsFields,
    journalEntrySchema,
    deliverySchema,
    deliveryAttemptSchema,
  })
    .filter(([name]) => name.endsWith('Schema') && !name.startsWith('is'))
    .map(([name, schema]) => [
      `${name.charAt(0).toUpperCase()}${name.slice(1).replace(/Schema$/, '')}`,
      // What is exported under such a name is a schema.
      schema as contract.Schema,
    ]),
);

/** Statuses that the control routes answer with beside success; 504 where something is waited for. */
const own = (operation: string): readonly string[] => [
  '200',
  '204',
  '400',
  '401',
  '403',
  '404',
  '500',
  ...(operation === 'inbox.wait' ? ['504'] : []),
];

const events = {
  get: {
    operationId: 'events.stream',
    tags: ['events'],
    summary: 'Follow what happens, as server-sent events',
    description:
      'Types: request (a JournalEntry), message (a Message that is new or has changed), event (as webhooks tell it), delivery (a Delivery, after each attempt), webhook (id, and webhook: a Webhook that is new or has changed, or null where it is gone), clock (a ClockTime, each time somebody moves, holds or runs it), settings (a SettingsDocument), faults (OrderedFaults), journal (all entries were forgotten), recording (it is full, or begins anew), reset (everything was forgotten or replaced). Each has an id: whoever comes back with the header Last-Event-ID, or with last_event_id in the query, gets what was missed, and first an event of type gap where not all of it is kept.',
    parameters: [
      {
        name: 'last_event_id',
        in: 'query',
        required: false,
        description: 'The id of the last event that arrived.',
        schema: { type: 'string' },
      },
      {
        name: 'account_id',
        in: 'query',
        required: false,
        description: 'Tells nothing of other accounts than this one. Without it all accounts are told of.',
        schema: { type: 'string' },
      },
    ],
    responses: {
      200: { description: 'The stream.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
      400: { $ref: '#/components/responses/BadRequest' },
    },
  },
};

/** What differs from the API: no limits, no idempotency keys, and a key only where it is not the ready-made account. */
function adapt(document: Readonly<Json>): Json {
  const paths = document['paths'] as Record<string, Record<string, Json>>;
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    const kept = own(String(operation['operationId']));
    const responses = Object.entries(operation['responses'] as Json).filter(([status]) =>
      kept.includes(status),
    );
    operation['responses'] = Object.fromEntries(responses);
    const parameters = ((operation['parameters'] ?? []) as Json[]).filter(
      (parameter) => parameter['$ref'] !== '#/components/parameters/IdempotencyKey',
    );
    if (parameters.length > 0) operation['parameters'] = parameters;
    else delete operation['parameters'];
  }
  const tags = [
    ...(document['tags'] as Json[]),
    { name: 'events', description: 'What happens in the sandbox.' },
  ];
  const adapted = {
    ...document,
    security: [{}, { apiKey: [] }],
    tags,
    paths: { ...paths, '/events': events },
  };
  return onlyUsed(withoutLimits(adapted));
}

function withoutLimits(document: Json): Json {
  return JSON.parse(JSON.stringify(document), (key, value: unknown) => {
    if (key !== 'headers' || typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).filter(([name]) => !/RateLimit|RetryAfter|Retry-After/.test(name)),
    );
  }) as Json;
}

/** Components that something refers to, directly or by another. */
function onlyUsed(document: Json): Json {
  const components = document['components'] as Record<string, Json>;
  const text = (): string => JSON.stringify({ ...document, components });
  for (let before = ''; before !== text();) {
    before = text();
    for (const [kind, parts] of Object.entries(components)) {
      if (kind === 'securitySchemes') continue;
      for (const name of Object.keys(parts))
        if (!before.includes(`"#/components/${kind}/${name}"`)) delete parts[name];
      if (Object.keys(parts).length === 0) delete components[kind];
    }
  }
  return document;
}

const { version } = JSON.parse(readFileSync(place('packages/sandbox/package.json'), 'utf8')) as {
  version: string;
};
const sources = [
  'packages/sandbox/src/control/sandbox-control.ts',
  'packages/sandbox/src/control/control-fields.ts',
  'packages/sandbox/src/control/message-fields.ts',
  'packages/sandbox/src/control/settings-fields.ts',
  'packages/sandbox/src/journal/journal-entry.ts',
  'packages/sandbox/src/webhooks/delivery.ts',
  'packages/core/src/contract/index.ts',
].map(place);
const document = adapt(
  toOpenApi({
    contract: sandboxControl,
    named,
    docs: readDocs({ sources, table: 'sandboxControl', named }),
    info: {
      title: 'Control routes of the Chatti sandbox',
      version,
      description:
        'What steers the sandbox of Chatti for TypeScript from another process or another language: clock, faults, inbox, journal, deliveries. No part of API V1, and no document of Chatti. Under /sandbox/v1 the rows of API V1 that are read by GET, and messages.preview, are answered as under /v1, for a tool that looks on: no fault is met, no rate limit counted, no request noted, no account made; pages lead on under /sandbox/v1. Whatever changes something needs Content-Type: application/json, with a body or without.',
      server: { url: 'http://127.0.0.1:4010/sandbox', description: 'The sandbox on this machine.' },
    },
  }),
);
const written = `${JSON.stringify(document, null, 2)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, written);
  console.log(`docs/sandbox-openapi.json: ${Object.keys(document['paths'] as Json).length} paths`);
} else if (readFileSync(target, 'utf8') !== written) {
  console.error('docs/sandbox-openapi.json is stale. Run: node scripts/sandbox-openapi.ts');
  process.exitCode = 1;
}
