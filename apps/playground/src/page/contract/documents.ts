import { queryOptions } from '@tanstack/react-query';
import { get } from '../api/request.ts';

/** A JSON Schema, as far as forms and lists read it. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
}

interface Content {
  readonly content?: { readonly 'application/json'?: { readonly schema?: JsonSchema } };
}

/** One operation of an OpenAPI document. */
interface Operation {
  readonly operationId?: string;
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content>>;
}

/** An OpenAPI document, as far as forms and lists read it. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

/** The names of the documents that lie beside the page. */
export type DocumentName = 'chatti' | 'sandbox';

/** One of the documents that are generated from the contract. It does not change while the page is open. */
export function documentQuery(name: DocumentName) {
  return queryOptions({
    queryKey: ['openapi', name],
    queryFn: ({ signal }) => get<OpenApi>(`/openapi/${name}.json`, signal),
    staleTime: Infinity,
  });
}

/** What a row takes, as JSON Schema with nothing to look up in its first level. */
export function inputSchema(document: OpenApi, operationId: string): JsonSchema {
  return found(document, operation(document, operationId)?.requestBody);
}

/** One item of the page that a list answers. */
export function itemSchema(document: OpenApi, operationId: string): JsonSchema {
  const page = outputSchema(document, operationId);
  return resolved(document, page.properties?.['data']?.items ?? {});
}

/** What a row answers. */
export function outputSchema(document: OpenApi, operationId: string): JsonSchema {
  return found(document, operation(document, operationId)?.responses?.['200']);
}

function operation(document: OpenApi, operationId: string): Operation | undefined {
  return Object.values(document.paths)
    .flatMap((operations) => Object.values(operations))
    .find((one) => one.operationId === operationId);
}

function found(document: OpenApi, content: Content | undefined): JsonSchema {
  return resolved(document, content?.content?.['application/json']?.schema ?? {});
}

/** A schema with its reference looked up. */
export function resolved(document: OpenApi, schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.replace('#/components/schemas/', '');
  return name === undefined ? schema : (document.components.schemas[name] ?? {});
}
