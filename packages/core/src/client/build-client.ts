import type { AnyEndpoint, Contract } from '../contract/endpoint.ts';
import { sendBatchSchema, type SendMessage } from '../contract/send-message.ts';
import { isPageSchema } from '../contract/page.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import type { ListAllOptions } from './list-all.ts';
import type { CallOptions } from './options.ts';
import type { RequestInput } from './request.ts';
import { runCall } from './run-call.ts';
import type { SendManyOptions } from './send-many.ts';
import { type AnyOptions, type Settings, withOverrides } from './settings.ts';
import { hasField, type Task, taskOf } from './task.ts';
import type { WaitForOptions } from './wait-for.ts';

type Method = (input: never, options: never) => unknown;
type Call = (input?: unknown, options?: CallOptions) => Promise<unknown>;

const severalCalls = (): Promise<typeof import('./several-calls.ts')> => import('./several-calls.ts');

/** A client as the loop builds it: everything it knows of the settings is in closures. */
export function buildClient(contract: Contract, settings: Settings): Readonly<Record<string, unknown>> {
  const client: Record<string, unknown> = {
    request: async (input: RequestInput, options?: CallOptions) =>
      runCall((await severalCalls()).requestTask(input), settings, { input, options }),
    withOptions: (options: AnyOptions) => buildClient(contract, withOverrides(settings, options)),
  };
  for (const [resource, rows] of Object.entries(contract)) {
    if (resource in client)
      throw new ConfigurationError('contract', `${resource} is a method of every client`);
    client[resource] = Object.freeze(buildResource(resource, rows, settings));
  }
  return Object.freeze(client);
}

/** A resource while it is built. */
interface Built {
  readonly resource: string;
  readonly rows: Readonly<Record<string, AnyEndpoint>>;
  readonly settings: Settings;
  readonly calls: Record<string, Call>;
}

function buildResource(resource: string, rows: Built['rows'], settings: Settings): Record<string, Method> {
  const calls: Built['calls'] = {};
  for (const [verb, row] of Object.entries(rows))
    calls[verb] = callOf(taskOf(`${resource}.${verb}`, row), row, settings);
  // A row of the same name wins over what is made of other rows.
  return { ...extrasOf({ resource, rows, settings, calls }), ...calls };
}

function callOf(task: Task, { output }: AnyEndpoint, settings: Settings): Call {
  const isList = output !== null && isPageSchema(output);
  if (isList)
    return async (input, options) => (await severalCalls()).readPage({ task, settings }, { input, options });
  return (input, options) => runCall(task, settings, { input, options });
}

/** The methods that are made of other calls, where a resource has the rows for them. */
function extrasOf({ resource, rows, settings, calls }: Built): Record<string, Method> {
  const { list, get, sendBatch } = calls;
  const extras: Record<string, Method> = {};
  if (list && rows['list']?.output && isPageSchema(rows['list'].output)) {
    const { input } = rows['list'];
    const source = { task: taskOf(`${resource}.list`, rows['list']), settings, input };
    extras['listAll'] = (query: object, options: ListAllOptions) =>
      walk(async () => (await severalCalls()).listAll(source, query, options));
    if (hasField(input, 'reference')) {
      extras['reconcile'] = async (reference: string, options: CallOptions) =>
        (await severalCalls()).reconcile(list, reference, options);
    }
  }
  if (sendBatch && rows['sendBatch']?.input === sendBatchSchema) {
    extras['sendMany'] = (messages: Iterable<SendMessage>, options: SendManyOptions) =>
      walk(async () => (await severalCalls()).sendMany(sendBatch, messages, options));
  }
  if (get && rows['get']?.output && hasField(rows['get'].output, 'status')) {
    const source = { get, platform: settings.platform };
    extras['waitFor'] = async (id: string, options: WaitForOptions) =>
      (await severalCalls()).waitFor(source, id, options);
  }
  return extras;
}

async function* walk<T>(load: () => Promise<AsyncIterable<T>>): AsyncGenerator<T, void, undefined> {
  yield* await load();
}
