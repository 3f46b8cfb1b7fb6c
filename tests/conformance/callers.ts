import { ApiError, createChatti, InputError } from '@chatti/core';
import { type AnyEndpoint, chattiV1, encodeRequest } from '@chatti/core/contract';
import { createSandbox, type Sandbox, type SandboxAccount, type SandboxOptions } from '@chatti/sandbox';

/** The name of a row, such as `messages.send`. */
export type RowName = {
  [Resource in keyof typeof chattiV1]: `${Resource}.${Extract<keyof (typeof chattiV1)[Resource], string>}`;
}[keyof typeof chattiV1];

/** What comes of a call, whichever way it goes. */
export interface Outcome {
  readonly status: number;
  /** What was answered; undefined where there is no content, and where the client refused before it asked. */
  readonly body: unknown;
  /** The code of an error body. */
  readonly code?: string;
  /** The complaints of an error body, as `field code`. */
  readonly complaints: readonly string[];
}

/** A sandbox, and a way to call it. */
export interface World {
  readonly sandbox: Sandbox;
  /** The account that calls. */
  readonly account: SandboxAccount;
  call(row: RowName, input: object, key?: string): Promise<Outcome>;
}

/** A way to call a sandbox. */
export interface Caller {
  readonly name: string;
  /** Makes a sandbox with these options and the way to it. */
  open(options?: SandboxOptions): Promise<World>;
}

/** The row with this name. */
export function rowOf(name: RowName): AnyEndpoint {
  const [resource = '', verb = ''] = name.split('.');
  // The name is made of the table's own keys.
  const rows = chattiV1 as unknown as Readonly<Record<string, Readonly<Record<string, AnyEndpoint>>>>;
  const row = rows[resource]?.[verb];
  if (row === undefined) throw new Error(`There is no row ${name}.`);
  return row;
}

function openSandbox(options: SandboxOptions): Sandbox {
  return createSandbox({ clock: 'manual', startAt: new Date('2026-11-22T12:00:00Z'), ...options });
}

/** Calls by plain requests through a `fetch`. */
export function rawCall(
  fetch: typeof globalThis.fetch,
  baseUrl: () => string,
  ownKey: string,
): World['call'] {
  return async (name, input, key = ownKey) => {
    const row = rowOf(name);
    const { path, query, body } = encodeRequest(row, input);
    const response = await fetch(`${baseUrl()}${path}${query}`, {
      method: row.method,
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    });
    return readOutcome(response);
  };
}

/** Reads a reply. */
export async function readOutcome(response: Response): Promise<Outcome> {
  const text = await response.text();
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return { status: response.status, body, complaints: [] };
  // Whether it is an error body indeed is for the suite to find out.
  const { code, errors } = body as { code: string; errors: readonly { field: string; code: string }[] };
  return {
    status: response.status,
    body,
    code,
    complaints: errors.map((error) => `${error.field} ${error.code}`),
  };
}

const inProcess: Caller = {
  name: 'in process',
  async open(options = {}) {
    const sandbox = openSandbox(options);
    return { sandbox, account: sandbox, call: rawCall(sandbox.fetch, () => sandbox.baseUrl, sandbox.apiKey) };
  },
};

const overHttp: Caller = {
  name: 'over HTTP',
  async open(options = {}) {
    const sandbox = openSandbox(options);
    await sandbox.listen({ port: 0 });
    return { sandbox, account: sandbox, call: rawCall(fetch, () => sandbox.baseUrl, sandbox.apiKey) };
  },
};

const throughTheClient: Caller = {
  name: 'through the client',
  async open(options = {}) {
    const sandbox = openSandbox(options);
    const chatti = createChatti({
      apiKey: sandbox.apiKey,
      baseUrl: sandbox.baseUrl,
      fetch: sandbox.fetch,
      retryLimit: 0,
    });
    // As in `rowOf`: the client has a call for each row, whose types a loop cannot name.
    const calls = chatti as unknown as Readonly<Record<string, Readonly<Record<string, Call>>>>;
    return {
      sandbox,
      account: sandbox,
      async call(name, input, key) {
        const [resource = '', verb = ''] = name.split('.');
        const call = calls[resource]?.[verb];
        if (call === undefined) throw new Error(`The client has no ${name}.`);
        try {
          const body = await call(input, key === undefined ? {} : { apiKey: key });
          return { status: rowOf(name).status, body, complaints: [] };
        } catch (error) {
          return outcomeOf(error);
        }
      },
    };
  },
};

type Call = (input: object, options: { apiKey?: string }) => Promise<unknown>;

function outcomeOf(error: unknown): Outcome {
  if (error instanceof InputError) {
    // Refused by the same schema, before anything was asked.
    const complaints = error.issues.map(({ path, code }) => `${path} ${code}`);
    return { status: 400, body: undefined, code: 'validation_failed', complaints };
  }
  if (!(error instanceof ApiError)) throw error;
  const complaints = error.errors.map(({ field, code }) => `${field} ${code}`);
  return { status: error.status, body: undefined, code: error.code, complaints };
}

/** All ways to call a sandbox. */
export const callers: readonly Caller[] = [inProcess, overHttp, throughTheClient];
