/** The machine-readable documents that the site hands out, as files of this folder. */
export const API_DOCUMENTS = [
  'openapi.json',
  'sandbox-openapi.json',
  'chatti.postman_collection.json',
] as const;
