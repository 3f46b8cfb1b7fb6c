import type { JsonSchema } from '../contract/documented.ts';
import { type AnyEndpoint, type Contract, pathKeys, type Schema } from '../contract/endpoint.ts';
import { errorBodySchema } from '../contract/problem.ts';
import { PROBLEMS } from '../contract/problems.table.ts';
import { hasBody } from '../contract/wire.ts';
import { type FieldDocs, JsonSchemas } from './json-schemas.ts';

/** What the document says of itself. */
export interface OpenApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** Where the API can be called: URL and what is there. */
  readonly server: { readonly url: string; readonly description: string };
}

/** The comments of the contract, which a program cannot see at run time. */
export interface OpenApiDocs {
  /** By resource. */
  readonly resources: Readonly<Record<string, string>>;
  /** By `resource.verb`. */
  readonly rows: Readonly<Record<string, string>>;
  /** By shape and field. */
  readonly fields: FieldDocs;
}

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument extends JsonSchema {
  readonly openapi: '3.1.0';
  readonly paths: Readonly<Record<string, JsonSchema>>;
}

/** What is needed to write the document. */
export interface OpenApiInput {
  readonly contract: Contract;
  /** The schemas that get a name of their own, such as `Message`. */
  readonly named: Readonly<Record<string, Schema>>;
  readonly info: OpenApiInfo;
  readonly docs: OpenApiDocs;
}

/** The statuses of failure that Chatti documents: any call can answer with them. */
const failures = [400, 401, 403, 404, 405, 429, 500, 503, 504] as const;
type Failure = (typeof failures)[number];

const failureNames: Readonly<Record<Failure, string>> = {
  400: 'BadRequest',
  401: 'Unauthorised',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

/** Writes the OpenAPI 3.1 document of a contract: an operation for each row, and the components they use. */
export function toOpenApi({ contract, named, info, docs }: OpenApiInput): OpenApiDocument {
  const schemas = new JsonSchemas(named, docs.fields);
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const [resource, rows] of Object.entries(contract)) {
    for (const [verb, row] of Object.entries(rows)) {
      const operation = operationOf({ resource, verb, row }, docs, schemas);
      (paths[row.path] ??= {})[row.method.toLowerCase()] = operation;
    }
  }
  const responses = failureResponses(schemas);
  const { server, ...about } = info;
  return {
    openapi: '3.1.0',
    info: { ...about, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [server],
    security: [{ apiKey: [] }],
    tags: Object.keys(contract).map((name) => ({ name, description: docs.resources[name] ?? name })),
    paths,
    components: {
      securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' } },
      parameters: { IdempotencyKey: idempotencyKey },
      headers,
      responses,
      schemas: schemas.components(),
    },
  };
}

interface Place {
  readonly resource: string;
  readonly verb: string;
  readonly row: AnyEndpoint;
}

function operationOf({ resource, verb, row }: Place, docs: OpenApiDocs, schemas: JsonSchemas): JsonSchema {
  const name = `${resource}.${verb}`;
  const { summary, description } = sentences(docs.rows[name] ?? name);
  const parameters = parametersOf(row, schemas);
  const body = bodyOf(row, schemas);
  return {
    operationId: name,
    tags: [resource],
    summary,
    ...(description && { description }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: responsesOf(row, schemas),
  };
}

/** The first sentence, and the rest. */
function sentences(text: string): { readonly summary: string; readonly description: string } {
  const end = /[.!?](?=\s|$)/.exec(text);
  const cut = end ? end.index : text.length;
  return { summary: text.slice(0, cut), description: text.slice(cut + 1).trim() };
}

function propertiesOf(
  row: AnyEndpoint,
  schemas: JsonSchemas,
): readonly (readonly [string, JsonSchema, boolean])[] {
  const json = schemas.convert(row.input);
  const required = Array.isArray(json['required']) ? json['required'] : [];
  const docs = schemas.docsOf(schemas.nameOf(row.input) ?? '');
  // The converter writes an object of schemas here.
  return Object.entries((json['properties'] ?? {}) as Record<string, JsonSchema>).map(([key, schema]) => {
    const text = docs[key];
    return [key, text === undefined ? schema : { description: text, ...schema }, required.includes(key)];
  });
}

function parametersOf(row: AnyEndpoint, schemas: JsonSchemas): JsonSchema[] {
  const inPath = pathKeys(row.path);
  const parameters: JsonSchema[] = [];
  for (const [name, { description, ...schema }, required] of propertiesOf(row, schemas)) {
    const about = { name, ...(description === undefined ? {} : { description }) };
    if (inPath.includes(name)) parameters.push({ ...about, in: 'path', required: true, schema });
    else if (!hasBody(row.method)) parameters.push({ ...about, in: 'query', required, schema });
  }
  if (row.method === 'POST') parameters.push({ $ref: '#/components/parameters/IdempotencyKey' });
  return parameters;
}

/** The body: the row's input, without what stands in the path. */
function bodyOf(row: AnyEndpoint, schemas: JsonSchemas): JsonSchema | undefined {
  if (!hasBody(row.method)) return undefined;
  const inPath = pathKeys(row.path);
  if (inPath.length === 0) return schemas.refer(row.input);
  const fields = propertiesOf(row, schemas).filter(([key]) => !inPath.includes(key));
  if (fields.length === 0) return undefined;
  const body = {
    type: 'object',
    properties: Object.fromEntries(fields.map(([key, schema]) => [key, schema])),
    required: fields.filter(([, , required]) => required).map(([key]) => key),
    additionalProperties: false,
  };
  const name = schemas.nameOf(row.input);
  return name === undefined ? body : schemas.add(`${name}Body`, body);
}

function responsesOf(row: AnyEndpoint, schemas: JsonSchemas): JsonSchema {
  const content = row.output
    ? { content: { 'application/json': { schema: schemas.refer(row.output) } } }
    : {};
  const replied = {
    description: row.output ? 'Done.' : 'Done; there is nothing to say.',
    headers: headerRefs(replyHeaders),
    ...content,
  };
  const failed = failures.map((status) => [
    status,
    { $ref: `#/components/responses/${failureNames[status]}` },
  ]);
  return { [row.status]: replied, ...Object.fromEntries(failed) };
}

function failureResponses(schemas: JsonSchemas): JsonSchema {
  const schema = schemas.refer(errorBodySchema);
  return Object.fromEntries(
    failures.map((status) => {
      const codes = Object.entries(PROBLEMS).filter(([, problem]) => problem.status === status);
      const description = codes.map(([code, { message }]) => `\`${code}\`: ${message}`).join(' ');
      const names = [...replyHeaders, ...(ownHeaders[status] ?? [])];
      return [
        failureNames[status],
        { description, headers: headerRefs(names), content: { 'application/json': { schema } } },
      ];
    }),
  );
}

/** The headers that come with one status alone. */
const ownHeaders: Readonly<Partial<Record<Failure, readonly string[]>>> = {
  405: ['Allow'],
  429: ['RateLimitReset', 'RetryAfter'],
  503: ['RetryAfter'],
};

const replyHeaders = ['RequestId', 'RateLimitLimit', 'RateLimitRemaining'];

const headerNames: Readonly<Record<string, string>> = {
  RequestId: 'X-Request-Id',
  RateLimitLimit: 'X-RateLimit-Limit',
  RateLimitRemaining: 'X-RateLimit-Remaining',
  RateLimitReset: 'X-RateLimit-Reset',
  RetryAfter: 'Retry-After',
  Allow: 'Allow',
};

function headerRefs(names: readonly string[]): JsonSchema {
  return Object.fromEntries(
    names.map((name) => [headerNames[name], { $ref: `#/components/headers/${name}` }]),
  );
}

const headers: JsonSchema = {
  RequestId: { description: 'Names this request; give it to support.', schema: { type: 'string' } },
  RateLimitLimit: { description: 'Requests allowed in a period.', schema: { type: 'integer' } },
  RateLimitRemaining: { description: 'Requests left in this period.', schema: { type: 'integer' } },
  RateLimitReset: {
    description: 'When the period ends, in seconds since 1970.',
    schema: { type: 'integer' },
  },
  Allow: { description: 'The methods that this path takes.', schema: { type: 'string' } },
  RetryAfter: { description: 'Seconds to wait before trying again.', schema: { type: 'integer' } },
};

const idempotencyKey: JsonSchema = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Makes a repeated request safe: the first success is kept for 24 hours and answered again to the same key and content.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};
