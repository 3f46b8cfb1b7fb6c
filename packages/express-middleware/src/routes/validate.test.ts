import { chattiV1 } from '@chatti/core/contract';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { expresses } from '../../test/expresses.ts';
import { post, serve } from '../../test/serve.ts';
import { chattiErrors } from '../chatti-errors.ts';
import { validate } from './validate.ts';

const to = '+447700900123';

describe.each(expresses)('validate on $version', ({ express }) => {
  async function app() {
    const send = validate(chattiV1.messages.send);
    const get = validate(chattiV1.messages.get);
    const list = validate(chattiV1.messages.list);
    const server = express();
    server.post('/messages', send, (request, response) => void response.json(send.of(request)));
    server.get('/messages/:id', get, (request, response) => void response.json(get.of(request)));
    server.get('/shops/:shop/messages/:id', get, (request, response) => void response.json(get.of(request)));
    server.get('/messages', list, (request, response) => void response.json(list.of(request)));
    server.get('/unchecked', (request, response) => void response.json(list.of(request)));
    server.use(chattiErrors());
    return serve(server);
  }

  it('hands on the checked input of body, path and query', async () => {
    const url = await app();
    expect(await (await post(`${url}/messages`, { to: '44 7700 900123', body: 'x' })).json()).toEqual({
      to,
      body: 'x',
    });
    expect(await (await fetch(`${url}/messages/a%2Fb`)).json()).toEqual({ id: 'a/b' });
    expect(await (await fetch(`${url}/shops/7/messages/a`)).json()).toEqual({ id: 'a' });
    expect(await (await fetch(`${url}/messages?page=2&to=447700900123`)).json()).toEqual({ page: 2, to });
  });

  it('answers everything that is wrong', async () => {
    const reply = await post(`${await app()}/messages`, { to: 'x', body: '', colour: 'red' });
    expect(reply.status).toBe(400);
    const { errors } = (await reply.json()) as { errors: { field: string; code: string }[] };
    expect(errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'to invalid_number',
      'body empty',
      'colour unknown_field',
    ]);
  });

  it('says what to mend where it did not run', async () => {
    expect(await (await fetch(`${await app()}/unchecked`)).json()).toMatchObject({
      status: 500,
      code: 'misconfigured',
    });
  });

  it('types its input by the row', () => {
    const send = validate(chattiV1.messages.send);
    expectTypeOf(send.of).returns.toHaveProperty('to').toEqualTypeOf<string>();
    expectTypeOf(send.of).returns.toHaveProperty('scheduled_at').toEqualTypeOf<string | undefined>();
  });
});
