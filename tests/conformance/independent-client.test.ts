import { createSandbox } from '@chatti/sandbox';
import createClient from 'openapi-fetch';
import { expect, it } from 'vitest';
import type { paths } from './openapi-types.d.ts';

/** What a client that somebody else generated from the document makes of the sandbox. */
it('walks every endpoint, typed by the OpenAPI document alone', async () => {
  await using sandbox = createSandbox({ clock: 'manual', startAt: new Date('2026-11-22T12:00:00Z') });
  const walked = new Set<string>();
  const client = createClient<paths>({
    baseUrl: sandbox.baseUrl,
    headers: { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json' },
    // A client of another make gives its requests as objects.
    fetch: (request: Request) => sandbox.fetch(request),
  });
  client.use({
    onResponse({ request, schemaPath, response }) {
      expect([schemaPath, response.status]).toEqual([schemaPath, expect.toBeOneOf([200, 204])]);
      walked.add(`${request.method} ${schemaPath}`);
    },
  });
  const ordinary = { to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' };

  const sent = await client.POST('/messages', { body: ordinary });
  const id = sent.data?.id ?? '';
  expect(sent.data).toMatchObject({ ...ordinary, status: 'queued', segments: 1 });
  const read = await client.GET('/messages/{id}', { params: { path: { id } } });
  expect(read.data).toEqual(sent.data);
  const page = await client.GET('/messages', {
    params: { query: { per_page: 10, after: 'yesterday', to: ordinary.to } },
  });
  expect(page.data?.data).toEqual([sent.data]);
  const batch = await client.POST('/messages/batch', { body: { messages: [{ to: 'nobody' }, ordinary] } });
  expect(batch.data?.data.map(({ status }) => status)).toEqual(['rejected', 'accepted']);
  const preview = await client.POST('/messages/preview', { body: { ...ordinary, body: '{OptOutURL}' } });
  expect(preview.data?.opt_out_url_length).toBe(preview.data?.characters);
  const later = await client.POST('/messages', { body: { ...ordinary, scheduled_at: 'tomorrow' } });
  const path = { id: later.data?.id ?? '' };
  expect((await client.POST('/messages/{id}/cancel', { params: { path } })).data?.status).toBe('cancelled');

  const number = '+447700900555';
  await client.POST('/opt-outs', { body: { number, source: 'import' } });
  expect((await client.GET('/opt-outs')).data?.total).toBe(1);
  expect((await client.GET('/opt-outs/{number}', { params: { path: { number } } })).data?.source).toBe(
    'import',
  );
  await client.DELETE('/opt-outs/{number}', { params: { path: { number } } });

  expect((await client.GET('/senders')).data?.item_count).toBe(2);
  expect((await client.GET('/account')).data?.currency).toBe('USD');

  const webhook = { name: 'Shop', url: 'http://localhost:9/', events: ['*' as const] };
  const made = await client.POST('/webhooks', { body: webhook });
  const hook = { params: { path: { id: made.data?.id ?? '' } } };
  expect(made.data?.secret).toMatch(/^whsec_/);
  expect((await client.GET('/webhooks')).data?.total).toBe(1);
  expect((await client.GET('/webhooks/{id}', hook)).data?.name).toBe('Shop');
  expect(
    (await client.PUT('/webhooks/{id}', { ...hook, body: { ...webhook, name: 'New' } })).data?.name,
  ).toBe('New');
  await client.POST('/webhooks/{id}/test', hook);
  await client.DELETE('/webhooks/{id}', hook);

  expect(walked.size).toBe(18);
});

it('reads an error body by the document', async () => {
  await using sandbox = createSandbox();
  const client = createClient<paths>({
    baseUrl: sandbox.baseUrl,
    headers: { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json' },
    fetch: (request: Request) => sandbox.fetch(request),
  });
  const { error } = await client.POST('/messages', { body: { to: 'nobody', from: 'Acme', body: 'x' } });
  expect(error?.errors.map(({ field, code }) => `${field} ${code}`)).toEqual(['to invalid_number']);
});
