import type { ProblemCode } from '@chatti/core/contract';
import type { SandboxOptions } from '@chatti/sandbox';
import type { RowName, World } from './callers.ts';

/** What a call is given; asked for once the sandbox is there. */
export type Input = object | ((world: World) => Promise<object>);

/** A call that must be answered with a problem of its row's own. */
export interface ProblemCase {
  readonly code: ProblemCode;
  readonly input: Input;
  readonly options?: SandboxOptions;
}

/** What each row is tried with. */
export interface RowCases {
  /** Calls that must succeed. */
  readonly good: readonly Input[];
  /** Calls that must succeed too, though the OpenAPI document asks for a stricter form. */
  readonly lenient?: readonly Input[];
  /** Problems that this row has beside those of all rows. */
  readonly problems: readonly ProblemCase[];
  /** Inputs that must be refused, and the first complaint. */
  readonly refused: readonly (readonly [input: Input, complaint: string])[];
}

const to = '+447700900123';
const from = 'Acme Shoes';
const ordinary = { to, from, body: 'Your order is ready.' };
const webhook = {
  name: 'Shop',
  url: 'http://127.0.0.1:9/hooks',
  events: ['message.delivered', 'message.failed'],
};
const content = Buffer.from('GIF89a').toString('base64');
const unknownId = 'msg_00000001aaaaaaaaaaaaaaaa';

async function idOf(world: World, row: RowName, input: object): Promise<string> {
  const { body, status } = await world.call(row, input);
  if (status !== 200) throw new Error(`${row} was answered ${status}.`);
  // Whatever is made has an id.
  return (body as { id: string }).id;
}

const sent = async (world: World) => ({ id: await idOf(world, 'messages.send', ordinary) });
const scheduled = async (world: World) => ({
  id: await idOf(world, 'messages.send', { ...ordinary, scheduled_at: 'tomorrow' }),
});
const made = async (world: World) => ({ id: await idOf(world, 'webhooks.create', webhook) });

async function optedOut(world: World): Promise<{ number: string }> {
  await world.call('optOuts.create', { number: to });
  return { number: to };
}

/** Somebody else's: found by nobody. */
const foreign = (row: RowName, input: object) => async (world: World) => {
  const { body } = await world.call(row, input, 'other-key');
  // As in `idOf`.
  return { id: (body as { id: string }).id };
};

const pages: readonly Input[] = [
  {},
  { page: 2, per_page: 1 },
  { after: 'yesterday', before: '2026-12-24T00:00:00+01:00' },
];

const badPages: readonly (readonly [Input, string])[] = [
  [{ page: 0 }, 'page out_of_range'],
  [{ page: 1.5 }, 'page invalid_type'],
  [{ per_page: 1001 }, 'per_page out_of_range'],
  [{ per_page: 'many' }, 'per_page invalid_type'],
  [{ after: '13/01/2024' }, 'after invalid_timestamp'],
  [{ before: '2024-02-30' }, 'before invalid_timestamp'],
  [{ sort: 'asc' }, 'sort unknown_field'],
];

/** The refusals that magic recipients stand for. */
const magic: readonly ProblemCase[] = (
  [
    ['40', 'validation_failed'],
    ['41', 'unauthorised'],
    ['42', 'recipient_opted_out'],
    ['43', 'forbidden'],
    ['44', 'not_found'],
    ['45', 'method_not_allowed'],
    ['46', 'sender_not_allowed'],
    ['47', 'insufficient_credit'],
    ['48', 'idempotency_key_in_use'],
    ['49', 'rate_limited'],
    ['50', 'internal_error'],
    ['53', 'unavailable'],
    ['54', 'timeout'],
  ] as const
).map(([digits, code]) => ({ code, input: { ...ordinary, to: `+120255501${digits}` } }));

/** The cases of every row: a new row does not compile until it has its own. */
export const ROW_CASES: Readonly<Record<RowName, RowCases>> = {
  'messages.send': {
    good: [
      ordinary,
      { to, from: '+447700900999', body: 'Sale! {OptOutURL}', reference: 'r', metadata: { a: 'b' } },
      {
        to,
        from,
        media: [{ filename: 'a.GIF', content }, { url: 'https://files.example/b.pdf' }],
        subject: 'Hi',
        type: 'mms',
      },
      { ...ordinary, scheduled_at: new Date('2026-12-24T08:00:00Z') },
      { ...ordinary, body: 'é🎉'.repeat(785) },
    ],
    lenient: [{ to: ' 44 (7700) 900.123 ', from: '+44 7700 900999', body: 'x' }],
    problems: [
      ...magic,
      { code: 'sender_not_allowed', input: ordinary, options: { account: { senders: ['Other'] } } },
      { code: 'insufficient_credit', input: ordinary, options: { account: { balance: '0.04' } } },
      { code: 'recipient_opted_out', input: async (world) => (await optedOut(world), ordinary) },
    ],
    refused: [
      [{ from, body: 'x' }, 'to required'],
      [{ ...ordinary, to: 'nobody' }, 'to invalid_number'],
      [{ ...ordinary, to: 447700900123 }, 'to invalid_type'],
      [{ to, from }, 'body required'],
      [{ to, body: 'x' }, 'from required'],
      [{ ...ordinary, from: 'twelveletter' }, 'from invalid_sender'],
      [{ ...ordinary, body: '' }, 'body empty'],
      [{ ...ordinary, body: 'x'.repeat(1571) }, 'body too_long'],
      [{ ...ordinary, body: 'a\0' }, 'body invalid_text'],
      [{ ...ordinary, body: '\ud800' }, 'body invalid_text'],
      [{ ...ordinary, type: 'mms' }, 'type contradiction'],
      [{ ...ordinary, subject: 'x' }, 'subject contradiction'],
      [{ ...ordinary, scheduled_at: 'yesterday' }, 'scheduled_at in_the_past'],
      [{ ...ordinary, scheduled_at: '2027-02-01' }, 'scheduled_at out_of_range'],
      [{ ...ordinary, scheduled_at: 'soon' }, 'scheduled_at invalid_timestamp'],
      [{ ...ordinary, media: [] }, 'media empty'],
      [
        { ...ordinary, media: Array.from({ length: 11 }, () => ({ url: 'https://a.example/b.png' })) },
        'media too_many_items',
      ],
      [{ ...ordinary, media: [{ url: 'http://a.example/b.png' }] }, 'media[0].url invalid_type'],
      [{ ...ordinary, media: [{ filename: 'a.exe', content }] }, 'media[0].filename unsupported_media_type'],
      [{ ...ordinary, metadata: { a: 1 } }, 'metadata.a invalid_type'],
      [{ ...ordinary, reference: 'x'.repeat(256) }, 'reference too_long'],
      [{ ...ordinary, bdoy: 'x' }, 'bdoy unknown_field'],
    ],
  },
  'messages.sendBatch': {
    good: [
      { messages: [ordinary] },
      {
        messages: [{ to }, { to: '+447700900124', body: 'Mine' }],
        from,
        body: 'All',
        scheduled_at: 'tomorrow',
      },
    ],
    problems: [],
    refused: [
      [{}, 'messages required'],
      [{ messages: [] }, 'messages empty'],
      [{ messages: [ordinary], from: 'twelveletter' }, 'from invalid_sender'],
      [{ messages: [ordinary], scheduled_at: 'yesterday' }, 'scheduled_at in_the_past'],
      [{ messages: [ordinary], to }, 'to unknown_field'],
    ],
  },
  'messages.list': {
    good: [
      ...pages,
      { status: 'delivered', direction: 'outbound', type: 'sms', to, from, reference: 'a&b=c+d' },
    ],
    lenient: [{ to: '44 7700 900123' }],
    problems: [],
    refused: [
      ...badPages,
      [{ status: 'lost' }, 'status invalid_type'],
      [{ to: 'nobody' }, 'to invalid_number'],
    ],
  },
  'messages.get': {
    good: [sent],
    problems: [
      { code: 'not_found', input: { id: unknownId } },
      { code: 'not_found', input: foreign('messages.send', ordinary) },
    ],
    refused: [],
  },
  'messages.cancel': {
    good: [
      scheduled,
      async (world) => {
        const input = await scheduled(world);
        await world.call('messages.cancel', input);
        return input;
      },
    ],
    problems: [
      { code: 'not_found', input: { id: unknownId } },
      { code: 'not_found', input: foreign('messages.send', ordinary) },
      { code: 'not_cancellable', input: sent },
    ],
    refused: [],
  },
  'messages.preview': {
    good: [ordinary, {}],
    lenient: [{ to: 'nobody', body: '\ud83c {OptOutURL}', from: 7, media: 'x' }],
    problems: [],
    refused: [[{ bdoy: 'x' }, 'bdoy unknown_field']],
  },
  'optOuts.list': { good: pages, problems: [], refused: badPages },
  'optOuts.get': {
    good: [optedOut],
    problems: [{ code: 'not_found', input: { number: '+447700900555' } }],
    refused: [[{ number: 'nobody' }, 'number invalid_number']],
  },
  'optOuts.create': {
    good: [{ number: to }, { number: '+447700900124', source: 'import' }, optedOut],
    lenient: [{ number: '44 7700 900124' }],
    problems: [],
    refused: [
      [{}, 'number required'],
      [{ number: 'nobody' }, 'number invalid_number'],
      [{ number: to, source: 'keyword' }, 'source invalid_type'],
    ],
  },
  'optOuts.delete': {
    good: [optedOut],
    problems: [
      { code: 'not_found', input: { number: '+447700900555' } },
      {
        code: 'forbidden',
        async input({ account }) {
          await account.reply({ from: to, to: '+447700900999', body: 'STOP' });
          return { number: to };
        },
      },
    ],
    refused: [[{ number: '0' }, 'number invalid_number']],
  },
  'senders.list': { good: pages, problems: [], refused: badPages },
  'account.get': { good: [{}], problems: [], refused: [[{ id: 'x' }, 'id unknown_field']] },
  'webhooks.list': { good: pages, problems: [], refused: badPages },
  'webhooks.create': {
    good: [webhook, { ...webhook, events: ['*'], active: false }],
    problems: [],
    refused: [
      [{}, 'name required'],
      [{ ...webhook, url: 'ftp://localhost/' }, 'url invalid_type'],
      [{ ...webhook, url: 'https://example.com/' }, 'url out_of_range'],
      [{ ...webhook, events: [] }, 'events empty'],
      [{ ...webhook, events: ['message.lost'] }, 'events[0] invalid_type'],
      [{ ...webhook, active: 'yes' }, 'active invalid_type'],
    ],
  },
  'webhooks.get': {
    good: [made],
    problems: [
      { code: 'not_found', input: { id: 'whk_0' } },
      { code: 'not_found', input: foreign('webhooks.create', webhook) },
    ],
    refused: [],
  },
  'webhooks.update': {
    good: [async (world) => ({ ...webhook, ...(await made(world)), name: 'New', active: false })],
    problems: [
      { code: 'not_found', input: { ...webhook, id: 'whk_0' } },
      {
        code: 'not_found',
        input: async (world) => ({ ...webhook, ...(await foreign('webhooks.create', webhook)(world)) }),
      },
    ],
    refused: [
      [async (world) => ({ ...(await made(world)), url: webhook.url, events: ['*'] }), 'name required'],
    ],
  },
  'webhooks.delete': {
    good: [made],
    problems: [
      { code: 'not_found', input: { id: 'whk_0' } },
      { code: 'not_found', input: foreign('webhooks.create', webhook) },
    ],
    refused: [],
  },
  'webhooks.test': {
    good: [made],
    problems: [
      { code: 'not_found', input: { id: 'whk_0' } },
      { code: 'not_found', input: foreign('webhooks.create', webhook) },
    ],
    refused: [],
  },
};

/** The input of a case in its world. */
export async function inputOf(input: Input, world: World): Promise<object> {
  return typeof input === 'function' ? (input as (world: World) => Promise<object>)(world) : input;
}
