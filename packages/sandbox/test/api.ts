import type { CompleteErrorBody, CompleteMessage } from '@chatti/core/contract';
import type { Sandbox } from '../src/create-sandbox.ts';

/** A reply as the tests look at it. */
export interface ApiReply {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body; undefined where there is none. */
  // Tests say what they expect of it: its type is theirs to name.
  readonly body: unknown;
}

/** How a request is to differ from the usual one. */
export interface Unusual {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A message that everybody accepts. */
export const ordinary = { to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' };

/** Calls a sandbox in process: `request` is a method and a path after the base URL. */
export async function callApi(
  sandbox: Sandbox,
  request: string,
  body?: unknown,
  unusual: Unusual = {},
): Promise<ApiReply> {
  const [method = 'GET', path = '/'] = request.split(' ');
  const response = await sandbox.fetch(`${sandbox.baseUrl}${path}`, {
    method,
    headers: {
      'x-api-key': unusual.key ?? sandbox.apiKey,
      'content-type': 'application/json',
      ...unusual.headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}

/** Sends a message that must be accepted. */
export async function sendMessage(
  sandbox: Sandbox,
  fields: object = {},
  unusual?: Unusual,
): Promise<CompleteMessage> {
  const { status, body } = await callApi(sandbox, 'POST /messages', { ...ordinary, ...fields }, unusual);
  if (status !== 200) throw new Error(`The send was answered ${status}: ${JSON.stringify(body)}`);
  // What the sandbox answers to a send.
  return body as CompleteMessage;
}

/** Reads a message. */
export async function readMessage(sandbox: Sandbox, id: string): Promise<CompleteMessage> {
  const { body } = await callApi(sandbox, `GET /messages/${id}`);
  // As above.
  return body as CompleteMessage;
}

/** The complaints of an error body as `field code`. */
export function complaintsOf({ body }: ApiReply): string[] {
  // What the sandbox answers to a wrong request.
  return (body as CompleteErrorBody).errors.map(({ field, code }) => `${field} ${code}`);
}

/** The code of an error body. */
export function codeOf({ body }: ApiReply): string {
  // As above.
  return (body as CompleteErrorBody).code;
}
