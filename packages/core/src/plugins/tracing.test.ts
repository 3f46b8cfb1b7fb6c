import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bench } from '../client/client.test-data.ts';
import { problem, refused, reset, sent } from '../client/scripted-fetch.test-data.ts';
import { apiKey, deepFreeze, json, testClient, to } from './test-client.test-data.ts';
import { tracing } from './tracing.ts';

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const message = { to, from: 'Acme', body: 'canary text', reference: 'canary-7' };

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
});
afterEach(() => exporter.reset());
afterAll(() => {
  trace.disable();
  context.disable();
});

describe('tracing', () => {
  it('makes one span of a call, by the conventions for HTTP clients', async () => {
    const { chatti } = testClient({ plugins: [tracing()] });
    await chatti.messages.send(deepFreeze(message));
    const [span, ...others] = exporter.getFinishedSpans();
    expect(others).toEqual([]);
    expect(span).toMatchObject({
      name: 'POST /messages',
      kind: SpanKind.CLIENT,
      status: { code: SpanStatusCode.UNSET },
    });
    expect(span?.instrumentationScope.name).toBe('@chatti/core');
    expect(span?.attributes).toEqual({
      'http.request.method': 'POST',
      'http.response.status_code': 200,
      'server.address': 'sms.example',
      'server.port': 443,
      'url.full': 'https://sms.example/v1/messages',
      'url.template': '/messages',
      'chatti.call': 'messages.send',
    });
    expect(
      span?.events.map(({ name, attributes }) => [name, attributes?.['http.response.status_code']]),
    ).toEqual([['chatti.attempt', 200]]);
  });

  it('tells each attempt as an event of the one span', async () => {
    const limited = problem(429, 'rate_limited', { 'retry-after': '2' });
    const { chatti, clock } = bench([refused, limited, sent], { plugins: [tracing()] });
    await clock.until(chatti.messages.send(message));
    const [span, ...others] = exporter.getFinishedSpans();
    expect(others).toEqual([]);
    expect(span?.attributes).toMatchObject({
      'http.request.resend_count': 2,
      'http.response.status_code': 200,
    });
    expect(span?.status.code).toBe(SpanStatusCode.UNSET);
    expect(span?.events.map(({ attributes }) => attributes)).toMatchObject([
      { 'chatti.attempt.number': 1, 'chatti.outcome': 'not_sent', 'chatti.attempt.failure': 'not connected' },
      { 'chatti.attempt.number': 2, 'http.response.status_code': 429, 'chatti.attempt.waited_ms': 2000 },
      { 'chatti.attempt.number': 3, 'http.response.status_code': 200 },
    ]);
  });

  it('marks a refused call as an error of its status', async () => {
    const { chatti } = testClient({ plugins: [tracing()] }, () => json({ code: 'canary' }, { status: 400 }));
    await chatti.messages.send(message).catch(() => undefined);
    const [span] = exporter.getFinishedSpans();
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(span?.attributes).toMatchObject({
      'error.type': '400',
      'http.response.status_code': 400,
      'chatti.outcome': 'rejected',
    });
  });

  it('marks a call without a reply as an error of its class', async () => {
    const { chatti, clock } = bench([reset], { plugins: [tracing()] });
    await clock.failureOf(chatti.messages.send(message));
    const [span] = exporter.getFinishedSpans();
    expect(span?.attributes).toMatchObject({ 'error.type': 'NetworkError', 'chatti.outcome': 'unknown' });
    expect(span?.attributes).not.toHaveProperty('http.response.status_code');
  });

  it('counts a batch', async () => {
    const { chatti } = testClient({ plugins: [tracing()] });
    await chatti.messages.sendBatch({ messages: [message, message] });
    expect(exporter.getFinishedSpans()[0]?.attributes).toMatchObject({ 'messaging.batch.message_count': 2 });
  });

  it('has no text, number, reference or key in any span, whatever call and outcome', async () => {
    const options = { baseUrl: 'https://[::1]:8443/v1', plugins: [tracing()] };
    const failing = testClient(options, () =>
      json(
        { message: `no ${to} ${apiKey} canary` },
        { status: 400, headers: { 'x-request-id': `${to} canary` } },
      ),
    );
    for (const { chatti } of [failing, testClient(options)]) {
      const calls = [
        chatti.messages.send(message),
        chatti.messages.sendBatch({ messages: [message], reference: 'canary' }),
        chatti.optOuts.get({ number: to }),
        chatti.messages.list({ to, reference: 'canary' }),
        chatti.request({ path: `/numbers/${encodeURIComponent(to)}`, query: { canary: to } }),
      ];
      await Promise.allSettled(calls);
    }
    const spans = exporter.getFinishedSpans();
    expect(spans).toHaveLength(10);
    expect(spans.map(({ name }) => name)).toContain('GET /opt-outs/{number}');
    expect(spans[2]?.attributes).toMatchObject({ 'server.address': '::1', 'server.port': 8443 });
    const told = spans.map(({ name, attributes, events, status, links }) => ({
      name,
      attributes,
      events,
      status,
      links,
    }));
    for (const secret of [to.slice(1), apiKey, 'canary']) expect(JSON.stringify(told)).not.toContain(secret);
  });

  it('is the parent of what happens inside, and the child of what surrounds it', async () => {
    const inner = { name: 'inner', wrap: async () => trace.getTracer('fetch').startSpan('inside').end() };
    const { chatti } = testClient({ plugins: [tracing(), inner] });
    await trace.getTracer('app').startActiveSpan('outside', async (outside) => {
      await chatti.messages.send(message);
      outside.end();
    });
    const [inside, call, outside] = exporter.getFinishedSpans();
    expect([inside?.name, call?.name, outside?.name]).toEqual(['inside', 'POST /messages', 'outside']);
    expect(inside?.parentSpanContext?.spanId).toBe(call?.spanContext().spanId);
    expect(call?.parentSpanContext?.spanId).toBe(outside?.spanContext().spanId);
  });

  it('uses the tracer that it is given', async () => {
    const own = new InMemorySpanExporter();
    const other = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(own)] });
    const { chatti } = testClient({ plugins: [tracing({ tracer: other.getTracer('own') })] });
    await chatti.messages.send(message);
    expect([own.getFinishedSpans().length, exporter.getFinishedSpans().length]).toEqual([1, 0]);
  });
});
