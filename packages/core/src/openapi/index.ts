export type { OpenApiDocs, OpenApiDocument, OpenApiInfo } from './to-open-api.ts';
export { toOpenApi } from './to-open-api.ts';
