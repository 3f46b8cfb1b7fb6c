import { describe, expect, it } from 'vitest';
import { expresses } from '../../test/expresses.ts';
import { post, serve } from '../../test/serve.ts';
import { upstream } from '../../test/upstream.ts';
import { chattiErrors } from '../chatti-errors.ts';
import { chatti } from '../chatti.ts';
import { getMessage } from './get-message.ts';
import { listMessages } from './list-messages.ts';
import { previewMessage } from './preview-message.ts';
import { sendMessage } from './send-message.ts';

const to = '+447700900123';

describe.each(expresses)('single routes on $version', ({ express }) => {
  it('send, get, list and preview with the client on the request', async () => {
    const { client, seen } = upstream();
    const app = express().use(chatti(client));
    app.post(
      '/orders/:id/ready',
      sendMessage((request) => ({ to, body: 'Ready', reference: String(request.params?.['id']) })),
    );
    app.get(
      '/messages/:id',
      getMessage((request) => ({ id: String(request.params?.['id']) })),
    );
    app.get(
      '/messages',
      listMessages(() => ({ reference: '7' })),
    );
    app.post('/preview', previewMessage());
    const url = await serve(app);
    expect((await post(`${url}/orders/7/ready`, {})).status).toBe(200);
    expect((await fetch(`${url}/messages/a%2Fb`)).status).toBe(200);
    expect((await fetch(`${url}/messages`)).status).toBe(200);
    expect((await post(`${url}/preview`, { body: 'Hello' })).status).toBe(200);
    expect(seen.map((request) => `${request.method} ${request.url.pathname}${request.url.search}`)).toEqual([
      'POST /v1/messages',
      'GET /v1/messages/a%2Fb',
      'GET /v1/messages?reference=7',
      'POST /v1/messages/preview',
    ]);
    expect(seen[0]?.body).toMatchObject({ to, body: 'Ready', reference: '7' });
  });

  it('prefer a client of their own', async () => {
    const onRequest = upstream();
    const own = upstream();
    const app = express().use(chatti(onRequest.client));
    app.post(
      '/send',
      sendMessage(() => ({ to, body: 'x' }), { client: own.client }),
    );
    await post(`${await serve(app)}/send`, {});
    expect([onRequest.seen.length, own.seen.length]).toEqual([0, 1]);
  });

  it('list with page URLs of their own, without what map added', async () => {
    const { client } = upstream();
    const app = express().use(chatti(client));
    app.use(
      '/api',
      express.Router().get(
        '/mine',
        listMessages((request) => {
          const query = new URL(request.url ?? '', 'http://x').searchParams;
          return { reference: 'user-7', page: Number(query.get('page') ?? 1) };
        }),
      ),
    );
    const page = (await (await fetch(`${await serve(app)}/api/mine?page=2&tab=sms`)).json()) as {
      next_page_url: string;
    };
    expect(page.next_page_url).toBe('/api/mine?page=3&tab=sms&per_page=1');
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('mine');
      },
    ],
    ['rejects', () => Promise.reject(new Error('mine'))],
  ])('end as 5xx where map %s', async (_how, map) => {
    const { client } = upstream();
    const app = express();
    app.post('/send', sendMessage(map, { client }));
    app.get('/get', getMessage(map, { client }));
    app.get('/list', listMessages(map, { client }));
    app.post('/preview', previewMessage(map, { client }));
    app.use(
      (_error: unknown, _request: unknown, response: { sendStatus(status: number): void }, _next: unknown) =>
        response.sendStatus(555),
    );
    const url = await serve(app);
    const replies = await Promise.all([
      post(`${url}/send`, {}),
      fetch(`${url}/get`),
      fetch(`${url}/list`),
      post(`${url}/preview`, {}),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([555, 555, 555, 555]);
  });

  it('end as a problem where the input is wrong or the client is missing', async () => {
    const { client } = upstream();
    const app = express();
    app.post(
      '/wrong',
      sendMessage(() => ({ to: 'nobody', body: 'x' }), { client }),
    );
    app.post(
      '/none',
      sendMessage(() => ({ to, body: 'x' })),
    );
    app.use(chattiErrors());
    const url = await serve(app);
    expect(await (await post(`${url}/wrong`, {})).json()).toMatchObject({
      status: 400,
      errors: [{ field: 'to' }],
    });
    expect(await (await post(`${url}/none`, {})).json()).toMatchObject({
      status: 500,
      code: 'misconfigured',
    });
  });
});
