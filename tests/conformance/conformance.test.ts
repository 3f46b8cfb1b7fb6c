import {
  chattiV1,
  errorBodySchema,
  hasBody,
  pathKeys,
  PROBLEMS,
  type ProblemCode,
} from '@chatti/core/contract';
import type { SandboxOptions } from '@chatti/sandbox';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type Caller,
  callers,
  type Outcome,
  readOutcome,
  type RowName,
  rowOf,
  type World,
} from './callers.ts';
import { inputOf, ROW_CASES } from './row-cases.table.ts';

// The table's own keys.
const names = Object.keys(ROW_CASES) as RowName[];

let world: World | undefined;
afterEach(async () => {
  await world?.sandbox.close();
  world = undefined;
});

async function open(caller: Caller, options?: SandboxOptions): Promise<World> {
  world = await caller.open(options);
  return world;
}

/** The complete schema of what a row answers: a missing field is a fault. */
function expectComplete(name: RowName, { status, body }: Outcome): void {
  const row = rowOf(name);
  expect(status).toBe(row.status);
  if (row.output === null) expect(body).toBeUndefined();
  else expect(v.safeParse(row.output, body).issues).toBeUndefined();
}

function expectProblem(outcome: Outcome, code: ProblemCode): void {
  expect([outcome.status, outcome.code]).toEqual([PROBLEMS[code].status, code]);
  if (outcome.body !== undefined) expect(v.safeParse(errorBodySchema, outcome.body).issues).toBeUndefined();
}

it('has cases for every row of the contract', () => {
  const rows = Object.entries(chattiV1).flatMap(([resource, verbs]) =>
    Object.keys(verbs).map((verb) => `${resource}.${verb}`),
  );
  expect(names.toSorted()).toEqual(rows.toSorted());
  for (const name of names) expect(ROW_CASES[name].good.length).toBeGreaterThan(0);
});

describe.each(callers)('$name', (caller) => {
  describe.each(names)('%s', (name) => {
    const { good, lenient = [], problems, refused } = ROW_CASES[name];

    it.each([...good, ...lenient].map((input, index) => [index + 1, input] as const))(
      'succeeds, completely (case %i)',
      async (_, input) => {
        const here = await open(caller);
        expectComplete(name, await here.call(name, await inputOf(input, here)));
      },
    );

    it.each(problems.map(({ code, ...rest }, index) => [code, index + 1, rest] as const))(
      'is answered %s (case %i)',
      async (code, _, { input, options }) => {
        const here = await open(caller, options);
        expectProblem(await here.call(name, await inputOf(input, here)), code);
      },
    );

    it.each(refused.map(([input, complaint]) => [complaint, input] as const))(
      'is refused: %s',
      async (complaint, input) => {
        const here = await open(caller);
        const outcome = await here.call(name, await inputOf(input, here));
        expectProblem(outcome, 'validation_failed');
        expect(outcome.complaints[0]).toBe(complaint);
      },
    );

    it('is answered 401 without a right key', async () => {
      const here = await open(caller);
      const input = await inputOf(good[0] ?? {}, here);
      expectProblem(await here.call(name, input, 'invalid-key'), 'unauthorised');
    });

    it('is answered 429 beyond the limit', async () => {
      const here = await open(caller, {
        accounts: { 'sandbox-key': { rateLimit: { limit: 1, periodS: 60 } } },
      });
      await here.call('account.get', {});
      const asked = [...good, ...problems.map(({ input }) => input)].find(
        (input) => typeof input !== 'function',
      );
      expectProblem(await here.call(name, asked ?? {}), 'rate_limited');
    });
  });
});

/** What no field of any row takes; some of it is odd enough to break a careless server. */
const hostile: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  [],
  [[[[[]]]]],
  {},
  { toString: 1 },
  '',
  ' ',
  '\0',
  '\ud800',
  "' OR 1=1; --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '%00%2e%2e',
  'x'.repeat(100_000),
  '1-'.repeat(50_000),
  '\u202e\u200b',
];

const isText = (value: unknown) => typeof value === 'string';

const rawCallers = callers.filter(({ name }) => name !== 'through the client');

describe.each(callers)('hostile input, $name', (caller) => {
  it.each(names)('harms %s nowhere: it is answered, and never by 500', async (name) => {
    const here = await open(caller);
    const input = await inputOf(ROW_CASES[name].good[0] ?? {}, here);
    const fields = [...Object.keys(input), 'constructor'];
    for (const field of fields) {
      // Queries and paths carry text.
      for (const value of hasBody(rowOf(name).method) ? hostile : hostile.filter(isText)) {
        const outcome = await here.call(name, { ...input, [field]: value }).catch((error: unknown) => {
          // What no path and no query can carry is refused before there is a request.
          expect(String(error)).toMatch(/cannot be part of a URL/);
          return undefined;
        });
        expect([undefined, 200, 204, 400, 404]).toContain(outcome?.status);
        if (outcome?.code) expectProblem(outcome, outcome.code as ProblemCode);
      }
    }
  });
});

describe.each(rawCallers)('a malformed body, $name', (caller) => {
  const withBody = names.filter((name) => hasBody(rowOf(name).method));
  const bodies: readonly (readonly [string, ProblemCode, BodyInit, string])[] = [
    ['cut short', 'invalid_json', '{"to":', 'application/json'],
    ['not JSON', 'invalid_json', 'to=1', 'application/json'],
    ['not UTF-8', 'invalid_json', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'application/json'],
    ['a list', 'validation_failed', '[]', 'application/json'],
    ['null', 'validation_failed', 'null', 'application/json'],
    ['a number', 'validation_failed', '7', 'application/json'],
    ['of another type', 'unsupported_content_type', '{}', 'text/plain'],
    ['a form', 'unsupported_content_type', 'to=1', 'application/x-www-form-urlencoded'],
    ['too large', 'request_too_large', ' '.repeat(8_388_609), 'application/json'],
  ];

  describe.each(withBody)('of %s', (name) => {
    it.each(bodies)('is refused: %s (%s)', async (_, code, body, type) => {
      const { sandbox } = await open(caller);
      const row = rowOf(name);
      const path = pathKeys(row.path).reduce(
        (text, key) => text.replace(`{${key}}`, 'x'),
        row.path as string,
      );
      const fetch = caller.name === 'in process' ? sandbox.fetch : globalThis.fetch;
      const headers = { 'x-api-key': sandbox.apiKey, 'content-type': type };
      const response = await fetch(`${sandbox.baseUrl}${path}`, { method: row.method, headers, body });
      expectProblem(await readOutcome(response), code);
    });
  });
});
