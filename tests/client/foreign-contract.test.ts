import {
  createClient,
  defineContract,
  endpoint,
  type Fetch,
  type ListedPage,
  type Message,
  type SendMessage,
} from '@chatti/core';
import {
  closed,
  count,
  type Gives,
  id,
  type In,
  messagePageSchema,
  messageSchema,
  type Named,
  oneOf,
  open,
  optional,
  orNull,
  pageOf,
  pageQueryFields,
  type Reads,
  sendMessageSchema,
  type Takes,
  text,
  type Whole,
  words,
  listMessagesSchema,
} from '@chatti/core/contract';
import { describe, expect, expectTypeOf, it } from 'vitest';

const contactFields = {
  /** The contact's identifier. */
  id: id(),
  /** What it is called. */
  name: orNull(words()),
};
interface Contact extends Reads<typeof contactFields> {}
interface CompleteContact extends Whole<typeof contactFields> {}
const contactSchema: Gives<Contact, CompleteContact> = open(contactFields);

const contactKeyFields = { id: id() };
interface ContactKey extends In<typeof contactKeyFields>, Named {}
const contactKeySchema: Takes<ContactKey> = closed(contactKeyFields);

const createContactFields = {
  name: text(50),
  kind: optional(oneOf(['person', 'company'])),
  rank: optional(count(1, 9)),
};
interface CreateContact extends In<typeof createContactFields>, Named {}
const createContactSchema: Takes<CreateContact> = closed(createContactFields);

const listContactsFields = { ...pageQueryFields };
interface ListContacts extends In<typeof listContactsFields>, Named {}
const listContactsSchema: Takes<ListContacts> = closed(listContactsFields);

/** An account with other paths: messages go to `/sms`, and there are contacts. */
const contract = defineContract({
  contacts: {
    get: endpoint({
      method: 'GET',
      path: '/people/{id}',
      input: contactKeySchema,
      output: contactSchema,
      status: 200,
      retry: 'safe',
    }),
    list: endpoint({
      method: 'GET',
      path: '/people',
      input: listContactsSchema,
      output: pageOf(contactSchema),
      status: 200,
      retry: 'safe',
    }),
    create: endpoint({
      method: 'POST',
      path: '/people',
      input: createContactSchema,
      output: contactSchema,
      status: 200,
      retry: 'never',
    }),
    remove: endpoint({
      method: 'DELETE',
      path: '/people/{id}',
      input: contactKeySchema,
      output: null,
      status: 204,
      retry: 'safe',
    }),
  },
  sms: {
    send: endpoint({
      method: 'POST',
      path: '/sms/outgoing',
      input: sendMessageSchema,
      output: messageSchema,
      status: 200,
      retry: 'never',
    }),
    list: endpoint({
      method: 'GET',
      path: '/sms',
      input: listMessagesSchema,
      output: messagePageSchema,
      status: 200,
      retry: 'safe',
    }),
  },
});

interface Seen {
  readonly url: string;
  readonly init: RequestInit;
}

function clientOf(answer: (seen: Seen) => Response) {
  const seen: Seen[] = [];
  const fetch: Fetch = async (url, init) => {
    seen.push({ url, init });
    return answer({ url, init });
  };
  return {
    seen,
    client: createClient(contract, {
      apiKey: 'key',
      baseUrl: 'https://other.test/api/v7',
      fetch,
      retryLimit: 1,
    }),
  };
}

function textOf(seen: Seen | undefined): string {
  return typeof seen?.init.body === 'string' ? seen.init.body : '';
}

const ok = (body: unknown): Response => new Response(JSON.stringify(body));

describe('a contract of one’s own', () => {
  it('gives a typed client with the same auth, and tolerant reading', async () => {
    const { client, seen } = clientOf(() => ok({ id: 7, nick: 'Bo' }));
    const contact = await client.contacts.create({ name: 'Bo', kind: 'person' });
    expect(contact).toEqual({ id: '7', name: null, nick: 'Bo' });
    expect([seen[0]?.url, seen[0]?.init.body]).toEqual([
      'https://other.test/api/v7/people',
      '{"name":"Bo","kind":"person"}',
    ]);
    expect(new Headers(seen[0]?.init.headers).get('x-api-key')).toBe('key');
    expectTypeOf(client.contacts.create).parameter(0).toEqualTypeOf<CreateContact>();
    expectTypeOf(client.contacts.get).returns.toEqualTypeOf<Promise<Contact>>();
    expectTypeOf(client.contacts.remove).returns.toEqualTypeOf<Promise<void>>();
    expectTypeOf(client.contacts.list).returns.toEqualTypeOf<Promise<ListedPage<Contact>>>();
  });

  it('checks its inputs before anything leaves', async () => {
    const { client, seen } = clientOf(() => ok({ id: 1 }));
    await expect(client.contacts.create({ name: '' })).rejects.toMatchObject({
      name: 'InputError',
      issues: [{ path: 'name', code: 'empty' }],
    });
    await expect(client.contacts.get({ id: '..' })).rejects.toMatchObject({ name: 'InputError' });
    expect(seen).toEqual([]);
  });

  it('retries and tells outcomes by its rows', async () => {
    const { client, seen } = clientOf(
      () => new Response('down', { status: 503, headers: { 'retry-after': '0' } }),
    );
    await expect(client.contacts.create({ name: 'Bo' })).rejects.toMatchObject({
      outcome: 'unknown',
      reference: undefined,
    });
    expect(seen).toHaveLength(1);
    await expect(client.contacts.get({ id: 'a/b' })).rejects.toMatchObject({ name: 'ApiError', status: 503 });
    expect(seen.map(({ url }) => url).slice(1)).toEqual(
      Array(2).fill('https://other.test/api/v7/people/a%2Fb'),
    );
  });

  it('walks over its lists', async () => {
    const page = (data: object[], next: string | null) => ({
      total: 2,
      item_count: 1,
      current_page: 1,
      per_page: 1,
      first_item: 1,
      last_item: 1,
      prev_page_url: null,
      next_page_url: next,
      data,
    });
    const { client } = clientOf(({ url }) =>
      ok(url.includes('page=2') ? page([{ id: 2 }], null) : page([{ id: 1 }], '/x?page=2')),
    );
    const ids: string[] = [];
    for await (const contact of client.contacts.listAll({ per_page: 1 })) ids.push(contact.id);
    expect(ids).toEqual(['1', '2']);
  });

  it('has what is made of several rows only where it has the rows', async () => {
    const { client, seen } = clientOf(() => ok({ id: 'm' }));
    expect(Object.keys(client.sms).sort()).toEqual(['list', 'listAll', 'reconcile', 'send']);
    expect(Object.keys(client.contacts).sort()).toEqual(['create', 'get', 'list', 'listAll', 'remove']);
    await client.sms.send({ to: '+447700900123', from: 'Acme', body: 'hi' });
    expect(JSON.parse(textOf(seen[0])).reference).toMatch(/./);
    expectTypeOf(client.sms.send).toBeCallableWith({ to: '', body: '' } satisfies SendMessage);
    expectTypeOf(client.sms.reconcile).returns.resolves.toHaveProperty('status');
    expectTypeOf(client.sms.listAll).returns.toEqualTypeOf<AsyncIterable<Message>>();
    expectTypeOf(client.sms).not.toHaveProperty('sendMany');
  });

  it('refuses two rows at one place, and a resource that hides a method of every client', () => {
    const { get } = contract.contacts;
    expect(() => defineContract({ a: { one: get, two: get } })).toThrow(TypeError);
    expect(() => createClient({ request: { get } }, { apiKey: 'key', baseUrl: 'https://a.test' })).toThrow(
      'contract',
    );
  });
});
