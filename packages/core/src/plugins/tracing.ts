import { context, type Span, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import type { PluginCall } from '../contract/plugin.ts';
import type { Attempt } from '../errors/attempt.ts';
import { isChattiError } from '../errors/chatti-error.ts';
import type { AnyCallPlugin } from './any-call-plugin.ts';

/** What `tracing` adds to the spans, and where they go. */
export interface TracingOptions {
  /** Default: one of the global tracer provider, asked for at each call. */
  readonly tracer?: Tracer | undefined;
}

type Attributes = Record<string, string | number>;

/**
 * Makes one OpenTelemetry span of each call, of kind client and by the semantic conventions for HTTP: from here inwards,
 * so that the plugins before it do not count. Each attempt is an event `chatti.attempt`. Spans of an instrumented `fetch`
 * lie inside.
 *
 * Attributes: `http.request.method`, `server.address`, `server.port`, `url.full`, `url.template`, `http.response.status_code` and `http.request.resend_count`;
 * `error.type` and the status `ERROR` after a failure; `messaging.batch.message_count` of a batch; of this package
 * `chatti.call` and, after a failure, `chatti.outcome`. `url.full` has the names of path keys in place of their values. No
 * text, number, reference or key is in a span.
 *
 * Needs `@opentelemetry/api`, and writes nothing until the application registers an SDK.
 *
 * @example
 * ```ts
 * import { tracing } from '@chatti/core/tracing';
 *
 * const chatti = createChatti({ plugins: [tracing()] });
 * ```
 */
export function tracing({ tracer }: TracingOptions = {}): AnyCallPlugin {
  return {
    name: 'tracing',
    async wrap(call, next) {
      const used = tracer ?? trace.getTracer('@chatti/core');
      const span = used.startSpan(nameOf(call), {
        kind: SpanKind.CLIENT,
        attributes: attributesOf(call),
      });
      const attempts: Attempt[] = [];
      call.onAttempt((attempt) => {
        attempts.push(attempt);
        span.addEvent('chatti.attempt', eventOf(attempt, attempts.length));
      });
      try {
        return await context.with(trace.setSpan(context.active(), span), () => next());
      } catch (error) {
        fail(span, error, attempts.at(-1));
        throw error;
      } finally {
        finish(span, attempts);
        span.end();
      }
    },
  };
}

function serverOf(baseUrl: string): Attributes {
  const { protocol, hostname, port } = new URL(baseUrl);
  return {
    'server.address': hostname.replace(/^\[(.*)\]$/, '$1'),
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
  };
}

/** The path of a row. That of a single request has values in it, so it is not told. */
function templateOf({ name, endpoint }: PluginCall): string | undefined {
  return name === 'request' ? undefined : endpoint.path;
}

function nameOf(call: PluginCall): string {
  const template = templateOf(call);
  return template === undefined ? call.endpoint.method : `${call.endpoint.method} ${template}`;
}

function attributesOf(call: PluginCall): Attributes {
  const template = templateOf(call);
  const count = countOf(call.input);
  return {
    'http.request.method': call.endpoint.method,
    'chatti.call': call.name,
    ...serverOf(call.baseUrl),
    ...(template !== undefined && { 'url.template': template, 'url.full': call.baseUrl + template }),
    ...(count !== undefined && { 'messaging.batch.message_count': count }),
  };
}

function countOf(input: unknown): number | undefined {
  if (typeof input !== 'object' || input === null || !('messages' in input)) return undefined;
  return Array.isArray(input.messages) ? input.messages.length : undefined;
}

function eventOf({ status, failure, outcome, durationMs, waitedMs }: Attempt, number: number): Attributes {
  return {
    'chatti.attempt.number': number,
    'chatti.attempt.duration_ms': durationMs,
    ...(status !== null && { 'http.response.status_code': status }),
    ...(failure !== null && { 'chatti.attempt.failure': failure }),
    ...(outcome !== null && { 'chatti.outcome': outcome }),
    ...(waitedMs !== null && { 'chatti.attempt.waited_ms': waitedMs }),
  };
}

function finish(span: Span, attempts: readonly Attempt[]): void {
  const status = attempts.at(-1)?.status ?? null;
  if (status !== null) span.setAttribute('http.response.status_code', status);
  if (attempts.length > 1) span.setAttribute('http.request.resend_count', attempts.length - 1);
}

/** Messages and stacks are left out: those of a stranger's error may hold anything. */
function fail(span: Span, error: unknown, last: Attempt | undefined): void {
  span.setStatus({ code: SpanStatusCode.ERROR });
  const status = last?.status ?? 0;
  span.setAttribute('error.type', status >= 400 ? String(status) : nameOfError(error));
  if (isChattiError(error)) span.setAttribute('chatti.outcome', error.outcome);
}

function nameOfError(error: unknown): string {
  return isChattiError(error) ? error.name : '_OTHER';
}
