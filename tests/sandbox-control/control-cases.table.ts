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
  'clock.set': {
    good: [{ held: true }, { held: false }, (sandbox) => (sandbox.clock.hold(), { held: false })],
    refused: [
      [{}, 'held required'],
      [{ held: 1 }, 'held invalid_type'],
      [{ held: true, now: 1 }, 'now unknown_field'],
    ],
  },
  'clock.next': { good: [{}, async (sandbox) => (await sent(sandbox), {})], refused: [noField] },
  'clock.advance': {
    good: [{ ms: 0 }, { ms: 90_000 }],
    refused: [
      [{}, 'ms required'],
      [{ ms: -1 }, 'ms out_of_range'],
      [{ ms: 1.5 }, 'ms invalid_type'],
      [{ ms: 1e15 }, 'ms out_of_range'],
    ],
  },
  'settings.get': {
    good: [{}, (sandbox) => (sandbox.settings.update({ rateLimit: null, senders: [own] }), {})],
    refused: [noField],
  },
  'settings.update': {
    good: [
      {},
      {
        latency_ms: 0,
        name: 'Shop',
        balance: '0.5',
        default_sender: own,
        senders: [own, 'Acme'],
        cors_origins: ['http://localhost:5173'],
        rate_limit: { limit: 1000, period_s: 1 },
      },
      { default_sender: null, senders: null, cors_origins: [], rate_limit: null },
      { senders: [] },
    ],
    refused: [
      [{ latency_ms: -1 }, 'latency_ms out_of_range'],
      [{ balance: '-1' }, 'balance invalid_type'],
      [{ balance: 1 }, 'balance invalid_type'],
      [{ default_sender: 'twelveletter' }, 'default_sender invalid_sender'],
      [{ default_sender: 'Acme', senders: [own] }, 'default_sender contradiction'],
      [{ senders: ['twelveletter'] }, 'senders[0] invalid_sender'],
      [{ cors_origins: ['*'] }, 'cors_origins[0] invalid_type'],
      [{ cors_origins: Array(1001).fill('http://localhost') }, 'cors_origins too_many_items'],
      [{ rate_limit: { limit: 0, period_s: 1 } }, 'rate_limit.limit out_of_range'],
      [{ rate_limit: {} }, 'rate_limit.limit required'],
      noField,
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
  'messages.list': {
    good: [
      {},
      async (sandbox) => (
        await sent(sandbox),
        {
          words: 'SALE summer 7900123',
          encoding: 'GSM-7',
          min_segments: 1,
          max_segments: 1,
          has_media: false,
          has_opt_out: false,
          status: 'queued',
          direction: 'outbound',
          type: 'sms',
          to,
          from: own,
          after: 'yesterday',
          page: 1,
          per_page: 1000,
        }
      ),
      { words: '%', status: 'queued' },
      { words: 'now "summer  SALE" "half \\" open' },
    ],
    refused: [
      noField,
      [{ words: '' }, 'words empty'],
      [{ encoding: 'utf-8' }, 'encoding invalid_type'],
      [{ min_segments: 1001 }, 'min_segments out_of_range'],
      [{ has_media: 'maybe' }, 'has_media invalid_type'],
      [{ per_page: 1001 }, 'per_page out_of_range'],
      [{ after: 'whenever' }, 'after invalid_timestamp'],
      [{ words: 'x', before: 'whenever' }, 'before invalid_timestamp'],
    ],
  },
  'messages.stats': {
    good: [{}, async (sandbox) => (await sent(sandbox), { bucket_s: 3600, buckets: 500 })],
    refused: [
      noField,
      [{ bucket_s: 0 }, 'bucket_s out_of_range'],
      [{ buckets: 501 }, 'buckets out_of_range'],
    ],
  },
  'messages.move': {
    good: [
      async (sandbox) => ({ ...(await sent(sandbox)), status: 'sent' }),
      async (sandbox) => ({ ...(await sent(sandbox)), status: 'failed', error_code: 'filtered' }),
    ],
    problems: [['not_found', { id: 'msg_0', status: 'sent' }]],
    refused: [
      [async (sandbox) => ({ ...(await sent(sandbox)), status: 'delivered' }), 'status out_of_range'],
      [
        async (sandbox) => ({ ...(await sent(sandbox)), status: 'sent', error_code: 'x' }),
        'error_code contradiction',
      ],
      [{ id: 'msg_0' }, 'status required'],
      [{ id: 'msg_0', status: 'lost' }, 'status invalid_type'],
    ],
  },
  'messages.nextStatuses': { good: [sent], problems: [['not_found', { id: 'msg_0' }]] },
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
    good: [
      {},
      async (sandbox) => (await entry(sandbox), { endpoint: 'messages.send', limit: 5 }),
      async (sandbox) => ({ message_id: (await sent(sandbox)).id, limit: 1000 }),
      { message_id: 'msg_0' },
      async (sandbox) => ({ call: (await entry(sandbox)).number }),
      { call: 4711 },
    ],
    refused: [
      [{ limit: 'many' }, 'limit invalid_type'],
      [{ message_id: '' }, 'message_id empty'],
      [{ message: 'msg_0' }, 'message unknown_field'],
      [{ call: 0 }, 'call out_of_range'],
    ],
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
    good: [
      {},
      async (sandbox) => (await delivered(sandbox), { limit: 1 }),
      async (sandbox) => (await delivered(sandbox), { message_id: sandbox.inbox.latest()?.id ?? 'msg_0' }),
    ],
    refused: [
      [{ limit: 1001 }, 'limit out_of_range'],
      [{ message_id: '' }, 'message_id empty'],
    ],
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
