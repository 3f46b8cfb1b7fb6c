import type { Answered, Exchange } from '../http/exchange.ts';
import { refused } from '../http/server.ts';
import { fieldRefusal, Refusal } from '../refusal.ts';
import { type Fault, readFault } from './read-fault.ts';

/** The header that has one request meet a fault, with its text. */
export const FAULT_HEADER = 'Chatti-Sandbox-Fault';

/**
 * The fault that a request asks for itself.
 *
 * @throws `Refusal` where it cannot be read.
 */
export function faultInHeader(request: Request): Fault | undefined {
  const text = request.headers.get(FAULT_HEADER);
  if (text === null) return undefined;
  try {
    return readFault(text);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw fieldRefusal(FAULT_HEADER, 'invalid_type', error.message);
  }
}

/** Answers a request that meets a fault. `work` is what would be done without it. */
export async function withFault(
  fault: Fault,
  exchange: Exchange,
  work: () => Promise<Answered>,
): Promise<Answered> {
  const done = fault.afterCommit || fault.kind === 'ok' ? await settle(exchange, work) : undefined;
  const reply = done ?? { status: 200, body: null };
  switch (fault.kind) {
    case 'ok':
      return reply;
    case 'empty':
      return reply.status < 300 ? { status: 204, body: null } : reply;
    case 'delay':
      return { ...reply, breakage: { kind: 'delay', ms: fault.ms } };
    case 'stall':
    case 'reset':
    case 'truncate':
      return { ...reply, breakage: { kind: fault.kind } };
    case 'html':
      return { status: fault.status, ...(bodiless.has(fault.status) ? { body: null } : page) };
    case 'redirect':
      return { status: fault.status, body: null, headers: { Location: fault.location }, isForeign: true };
    case 'refusal':
      return refusal(fault, exchange);
  }
}

/** The reply to the work, whatever comes of it. */
async function settle(exchange: Exchange, work: () => Promise<Answered>): Promise<Answered> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    exchange.refusal = error;
    return refused(error, exchange.requestId);
  }
}

/** Statuses of replies that cannot have a body. */
const bodiless = new Set([204, 205, 304]);

/** What a proxy says that has lost the server behind it. */
const page: Omit<Answered, 'status'> = {
  isForeign: true,
  body: '<html>\r\n<head><title>Bad Gateway</title></head>\r\n<body><h1>Bad Gateway</h1></body>\r\n</html>\r\n',
  headers: { 'Content-Type': 'text/html' },
};

function refusal({ code, retryAfterS }: Extract<Fault, { kind: 'refusal' }>, exchange: Exchange): Answered {
  const answered = refused(new Refusal(code), exchange.requestId);
  const { 'Retry-After': usual, ...rest } = answered.headers ?? {};
  const wait = retryAfterS === undefined ? usual : retryAfterS;
  return { ...answered, headers: { ...rest, ...(wait == null ? {} : { 'Retry-After': String(wait) }) } };
}
