import { beforeEach, describe, expect, it, vi } from 'vitest';
import { body, now, nowS, otherSecret, secret, signed } from './delivery.test-data.ts';
import { memoryStore } from './memory-store.ts';
import { receiveWebhook, type ReceiveOptions, type WebhookReceipt } from './receive-webhook.ts';
import type { WebhookStore } from './webhook-store.ts';

let time = now;
let store: WebhookStore;
const handle = vi.fn<ReceiveOptions['handle']>();

beforeEach(() => {
  time = now;
  store = memoryStore({ now: () => time });
  handle.mockReset();
});

async function receive(more: Partial<ReceiveOptions> = {}): Promise<WebhookReceipt> {
  const headers = await signed({ timestamp: Math.floor(time / 1000) });
  return receiveWebhook({ rawBody: body, headers, secrets: secret, store, handle, now: () => time, ...more });
}

const told = ({ status, outcome }: WebhookReceipt): [number, string] => [status, outcome];

describe('a delivery', () => {
  it('is handled with its event and answered 204', async () => {
    const receipt = await receive();
    expect(receipt).toMatchObject({ status: 204, outcome: 'handled', body: null, event: { id: 'evt_1' } });
    expect(receipt).not.toHaveProperty('error');
    expect(handle).toHaveBeenCalledExactlyOnceWith(receipt.event);
  });

  it('is acknowledged without the handler when it comes again', async () => {
    await receive();
    time += 5000;
    expect(told(await receive())).toEqual([204, 'duplicate']);
    expect(handle).toHaveBeenCalledTimes(1);
  });

  it('is acknowledged once when it is replayed with the same headers', async () => {
    const headers = await signed();
    expect(told(await receive({ headers }))).toEqual([204, 'handled']);
    expect(told(await receive({ headers }))).toEqual([204, 'duplicate']);
    time += 301_000;
    expect(told(await receive({ headers }))).toEqual([401, 'refused']);
    expect(handle).toHaveBeenCalledTimes(1);
  });

  it('that comes twice at once is handled once, and the other is told to come again', async () => {
    let finish = (): void => {};
    handle.mockReturnValue(new Promise<void>((resolve) => (finish = resolve)));
    const first = receive();
    await vi.waitFor(() => expect(handle).toHaveBeenCalled(), 20_000);
    const second = await receive();
    expect(told(second)).toEqual([503, 'running']);
    expect(second.headers['retry-after']).toBe('5');
    finish();
    expect(told(await first)).toEqual([204, 'handled']);
    expect(told(await receive())).toEqual([204, 'duplicate']);
    expect(handle).toHaveBeenCalledTimes(1);
  });

  it('goes into a Response as it is', async () => {
    const receipt = await receive({ handle: () => Promise.reject(new Error('no')) });
    const response = new Response(receipt.body, receipt);
    expect([response.status, await response.text()]).toEqual([500, 'the delivery could not be handled']);
    const good = await receive();
    expect(new Response(good.body, good).status).toBe(204);
  });
});

describe('a handler that fails', () => {
  const failure = new Error('no database');

  it.each([
    [
      'throws',
      () => {
        throw failure;
      },
    ],
    ['rejects', () => Promise.reject(failure)],
  ])('and %s is answered 500 and runs again on the next delivery', async (_, failing) => {
    handle.mockImplementationOnce(failing);
    const receipt = await receive();
    expect(receipt).toMatchObject({ status: 500, outcome: 'failed', error: failure });
    expect(receipt.body).not.toContain('database');
    expect(told(await receive())).toEqual([204, 'handled']);
    expect(told(await receive())).toEqual([204, 'duplicate']);
    expect(handle).toHaveBeenCalledTimes(2);
  });

  it('after its lease leaves the claim to who has it now', async () => {
    handle.mockImplementationOnce(() => {
      time += 60_000;
      return Promise.reject(failure);
    });
    const release = vi.spyOn(store, 'release');
    expect(told(await receive())).toEqual([500, 'failed']);
    expect(release).not.toHaveBeenCalled();
    expect(told(await receive())).toEqual([204, 'handled']);
  });

  it('within its lease gives the claim back', async () => {
    handle.mockImplementationOnce(() => {
      time += 59_999;
      return Promise.reject(failure);
    });
    const release = vi.spyOn(store, 'release');
    await receive();
    expect(release).toHaveBeenCalledExactlyOnceWith('dlv_1');
  });
});

describe('a crash in the handler', () => {
  it('does not lose the delivery: it runs again when the lease has passed', async () => {
    handle.mockReturnValueOnce(new Promise(() => {}));
    void receive({ leaseMs: 30_000 });
    await vi.waitFor(() => expect(handle).toHaveBeenCalled(), 20_000);
    time += 29_999;
    expect(told(await receive())).toEqual([503, 'running']);
    time += 1;
    expect(told(await receive())).toEqual([204, 'handled']);
  });
});

describe('a store', () => {
  const failure = new Error('store down');

  it('that cannot claim is answered 503, without the handler', async () => {
    vi.spyOn(store, 'claim').mockRejectedValue(failure);
    const receipt = await receive();
    expect(receipt).toMatchObject({ status: 503, outcome: 'failed', error: failure });
    expect(receipt.headers).toHaveProperty('retry-after');
    expect(handle).not.toHaveBeenCalled();
  });

  it('that cannot note what is done does not make it happen twice', async () => {
    vi.spyOn(store, 'done').mockRejectedValue(failure);
    expect(await receive()).toMatchObject({ status: 204, outcome: 'handled', error: failure });
  });

  it('that cannot release tells both failures', async () => {
    const broken = new Error('handler');
    vi.spyOn(store, 'release').mockRejectedValue(failure);
    const receipt = await receive({ handle: () => Promise.reject(broken) });
    expect(told(receipt)).toEqual([500, 'failed']);
    expect(receipt.error).toMatchObject({ errors: [broken, failure] });
  });

  it('that answers something else is a mistake of the application', async () => {
    vi.spyOn(store, 'claim').mockResolvedValue(true as unknown as 'new');
    expect(await receive()).toMatchObject({
      status: 500,
      outcome: 'misconfigured',
      error: { option: 'store' },
    });
    expect(handle).not.toHaveBeenCalled();
  });

  it('is not asked before a delivery is verified and read', async () => {
    const claim = vi.spyOn(store, 'claim');
    await receive({ secrets: otherSecret });
    await receive({ rawBody: '[]', headers: await signed({ body: '[]' }) });
    expect(claim).not.toHaveBeenCalled();
  });
});

describe('what is refused', () => {
  it.each<[number, string, Partial<ReceiveOptions>]>([
    [401, 'invalid_signature', { secrets: otherSecret }],
    [400, 'missing_header', { headers: {} }],
    [401, 'timestamp_too_old', { now: (nowS + 301) * 1000 }],
    [401, 'timestamp_too_new', { now: (nowS - 301) * 1000 }],
    [413, 'body_too_large', { rawBody: new Uint8Array(5_000_000) }],
  ])('is answered %d for %s', async (status, reason, more) => {
    const receipt = await receive(more);
    expect(receipt).toMatchObject({ status, outcome: 'refused', error: { reason } });
    expect(receipt).not.toHaveProperty('event');
    expect(handle).not.toHaveBeenCalled();
  });
});

describe('an application that is set up wrongly', () => {
  it('is answered 500 with what to change, for a parsed body', async () => {
    const receipt = await receive({ rawBody: JSON.parse(body) });
    expect(told(receipt)).toEqual([500, 'misconfigured']);
    expect(receipt.body).toMatch(/already been parsed.*express\.raw/);
  });

  it.each<[string, Partial<ReceiveOptions>]>([
    ['secrets', { secrets: [] }],
    ['secrets[0]', { secrets: 'whsec_?' }],
    ['leaseMs', { leaseMs: 0 }],
    ['leaseMs', { leaseMs: NaN }],
    ['toleranceMs', { toleranceMs: NaN }],
  ])('is told its option %s', async (option, more) => {
    expect(await receive(more)).toMatchObject({ status: 500, outcome: 'misconfigured', error: { option } });
    expect(handle).not.toHaveBeenCalled();
  });
});
