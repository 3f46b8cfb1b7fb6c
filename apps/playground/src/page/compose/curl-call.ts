import { MAX_BATCH } from '@chatti/core/contract';
import type { MediaInput } from '@chatti/core/contract';
import type { MessageFields } from './call-fields.ts';
import { hasInlineFile, withInlineFiles } from './inline-files.ts';
import { Verbatim } from './literal.ts';
import { hereQuoted, shellQuoted } from './quoted.ts';

/** A call to be written as code. */
export interface CallInCode {
  /** The recipients, in E.164. */
  readonly to: readonly string[];
  readonly fields: MessageFields;
  /** Whether it goes out as many messages. */
  readonly isMany: boolean;
  /** Where it goes, version root included. */
  readonly baseUrl: string;
  /** A key that may be shown: the sandbox's own. Undefined for one that only the server knows. */
  readonly apiKey: string | undefined;
}

/** The defaults of a batch; what else a message has stands in each of its items. */
const shared: ReadonlySet<string> = new Set(['from', 'body', 'reference', 'scheduled_at']);

/** The call for a shell: one request, or a request for each thousand of many. */
export function curlCall(call: CallInCode): string {
  const { to, isMany } = call;
  const fields = withInlineFiles(call.fields, readFromBeside);
  if (!isMany) return request(call, 'messages', { ...(to[0] === undefined ? {} : { to: to[0] }), ...fields });
  const batches = Array.from({ length: Math.ceil(to.length / MAX_BATCH) }, (_, index) =>
    to.slice(index * MAX_BATCH, (index + 1) * MAX_BATCH),
  );
  return batches.map((part) => request(call, 'messages/batch', batchOf(part, fields))).join('\n\n');
}

function batchOf(to: readonly string[], fields: object): object {
  const entries = Object.entries(fields);
  const own = Object.fromEntries(entries.filter(([name]) => !shared.has(name)));
  const defaults = Object.fromEntries(entries.filter(([name]) => shared.has(name)));
  return { ...defaults, messages: to.map((number) => ({ to: number, ...own })) };
}

function request({ baseUrl, apiKey, fields, isMany }: CallInCode, path: string, body: object): string {
  const key = apiKey === undefined ? '"x-api-key: $CHATTI_API_KEY"' : shellQuoted(`x-api-key: ${apiKey}`);
  const head = `curl -X POST ${shellQuoted(`${baseUrl}/${path}`)} \\
  -H ${key} \\
  -H 'content-type: application/json' \\
  `;
  // One word of a command can be too short for a list or a file.
  if (!isMany && !hasInlineFile(fields)) return `${head}-d ${shellQuoted(JSON.stringify(body))}`;
  return `${head}--data-binary @- <<JSON
${withFiles(body)}
JSON`;
}

/** JSON for a here-document, in which the content of each file is read from beside it. */
function withFiles(value: unknown): string {
  if (value instanceof Verbatim) return value.code;
  if (Array.isArray(value)) return `[${value.map(withFiles).join(',')}]`;
  if (typeof value !== 'object' || value === null) return hereQuoted(JSON.stringify(value));
  const entries = Object.entries(value).map(([key, item]) => `${withFiles(key)}:${withFiles(item)}`);
  return `{${entries.join(',')}}`;
}

function readFromBeside({ filename = '' }: MediaInput): Verbatim {
  return new Verbatim(`"$(base64 < ${shellQuoted(filename)} | tr -d '\\n')"`);
}
