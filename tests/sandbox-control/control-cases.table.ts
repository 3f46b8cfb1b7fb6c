import type { ProblemCode } from '@chatti/core/contract';
import type { Sandbox } from '@chatti/sandbox';

/** What a call is given; asked for once the sandbox is there. */
export type Input = object | ((sandbox: Sandbox) => object | Promise<object>);

/** What each control route is tried with. */
export interface ControlCases {
  /** Calls that must succeed. */
  readonly good: readonly Input[];
  /** Calls that must be answered with a problem of the route's own. */
  readonly problems?: readonly (readonly [code: ProblemCode, input: Input])[];
  /** Inputs that must be refused, and the first complaint. */
  readonly refused?: readonly (readonly [input: Input, complaint: string])[];
}

const to = '+447700900123';
const own = '+447700900999';

/** Sends a message, and gives its id. */
async function sent(sandbox: Sandbox): Promise<{ id: string }> {
  const response = await sandbox.fetch(`${sandbox.baseUrl}/messages`, {
    method: 'POST',
    headers: { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ to, from: own, body: 'Summer sale!' }),
  });
  // What is answered to a send.
  const { id } = (await response.json()) as { id: string };
  return { id };
}

/** Has an event posted, and gives the id of its delivery. */
async function delivered(sandbox: Sandbox): Promise<{ id: string }> {
  await sandbox.fetch(`${sandbox.baseUrl}/webhooks`, {
    method: 'POST',
    headers: { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Shop', url: 'http://localhost/hooks', events: ['*'] }),
  });
  await sandbox.reply({ from: to, to: own, body: 'Hi' });
  await sandbox.webhooks.settled();
  return { id: sandbox.webhooks.list()[0]?.id ?? '' };
}

const entry = async (sandbox: Sandbox) => {
  await sent(sandbox);
  return { number: sandbox.journal.list()[0]?.number ?? 0 };
};

const noField: readonly [Input, string] = [{ bdoy: 1 }, 'bdoy unknown_field'];

/** The cases of every control route, by the name of its row. */
export const CONTROL_CASES: Readonly<Record<string, ControlCases>> = {
  'sandbox.get': { good: [{}], refused: [noField] },
  'sandbox.reset': { good: [{}], refused: [noField] },
  'sandbox.snapshot': { good: [{}, async (sandbox) => (await delivered(sandbox), {})], refused: [noField] },
  'sandbox.recording': { good: [async (sandbox) => (await sent(sandbox), {})], refused: [noField] },
  'sandbox.restore': {
    good: [
      (sandbox) => sandbox.snapshot(),
      async (sandbox) => (await delivered(sandbox), sandbox.snapshot()),
    ],
    refused: [
      [{}, 'format required'],
      [{ format: 2, now: 0, tables: {} }, 'tables invalid_type'],
      [{ format: 1, now: 0, tables: { accounts: [{ nothing: 1 }] } }, 'tables invalid_type'],
      [
        { format: 1, now: 0, tables: { accounts: [{ 'number) VALUES (1); DROP TABLE messages; --': 1 }] } },
        'tables invalid_type',
      ],
    ],
  },
  'clock.get': { good: [{}], refused: [noField] },
  'clock.advance': {
    good: [{ ms: 0 }, { ms: 90_000 }],
    refused: [
      [{}, 'ms required'],
      [{ ms: -1 }, 'ms out_of_range'],
      [{ ms: 1.5 }, 'ms invalid_type'],
      [{ ms: 1e15 }, 'ms out_of_range'],
    ],
  },
  'faults.list': {
    good: [
      {},
      (sandbox) => (sandbox.faults.script(['429', 'ok'], { apiKey: 'k', endpoint: 'account.get' }), {}),
    ],
    refused: [noField],
  },
  'faults.add': {
    good: [
      { faults: ['429', 'reset-after-commit', 'ok'] },
      { faults: ['503; retry-after=2'], probability: 0.5, endpoint: 'messages.send', api_key: 'k' },
    ],
    refused: [
      [{}, 'faults required'],
      [{ faults: [] }, 'faults empty'],
      [{ faults: ['boom'] }, 'faults invalid_type'],
      [{ faults: ['429', '500'], probability: 0.5 }, 'faults invalid_type'],
      [{ faults: ['429'], probability: 2 }, 'faults invalid_type'],
      [{ faults: ['429'], endpoint: 'messages.sned' }, 'faults invalid_type'],
    ],
  },
  'faults.clear': { good: [{}], refused: [noField] },
  'inbox.list': {
    good: [
      {},
      async (sandbox) => (await sent(sandbox), { to, from: own, body: 'sale', status: 'queued', limit: 1 }),
    ],
    refused: [
      [{ to: 'nobody' }, 'to invalid_number'],
      [{ status: 'lost' }, 'status invalid_type'],
      [{ limit: 0 }, 'limit out_of_range'],
    ],
  },
  'inbox.wait': {
    good: [async (sandbox) => (await sent(sandbox), { to, timeout_ms: 1000 })],
    problems: [['timeout', { to, timeout_ms: 1 }]],
    refused: [[{ timeout_ms: 600_001 }, 'timeout_ms out_of_range']],
  },
  'inbox.reply': {
    good: [
      { from: to, to: own, body: 'STOP' },
      async (sandbox) => (await sent(sandbox), { from: to, body: 'Thanks' }),
    ],
    refused: [
      [{ from: to, body: 'Thanks' }, 'to required'],
      [{ from: 'nobody', body: 'x' }, 'from invalid_number'],
      [{ from: to, to: own }, 'body required'],
    ],
  },
  'inbox.clear': { good: [{}], refused: [noField] },
  'journal.list': {
    good: [{}, async (sandbox) => (await entry(sandbox), { endpoint: 'messages.send', limit: 5 })],
    refused: [[{ limit: 'many' }, 'limit invalid_type']],
  },
  'journal.get': {
    good: [entry],
    problems: [['not_found', { number: 4711 }]],
    refused: [[{ number: 'x' }, 'number invalid_type']],
  },
  'journal.copy': {
    good: [entry],
    problems: [['not_found', { number: 4711 }]],
    refused: [[{ number: 0 }, 'number out_of_range']],
  },
  'journal.clear': { good: [{}], refused: [noField] },
  'deliveries.list': {
    good: [{}, async (sandbox) => (await delivered(sandbox), { limit: 1 })],
    refused: [[{ limit: 1001 }, 'limit out_of_range']],
  },
  'deliveries.get': { good: [delivered], problems: [['not_found', { id: 'dlv_0' }]] },
  'deliveries.resend': { good: [delivered], problems: [['not_found', { id: 'dlv_0' }]] },
  'deliveries.settle': { good: [{}], refused: [noField] },
  'lint.check': {
    good: [{}, { to, from: 'Acme', body: 'Summer sale!', media: [{ filename: 'a.pdf' }] }],
    refused: [
      [{ media: [] }, 'media empty'],
      [{ media: [{ name: 'a.pdf' }] }, 'media[0].name unknown_field'],
    ],
  },
  'lint.message': { good: [sent], problems: [['not_found', { id: 'msg_0' }]] },
};
