import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

/** The documents by the names that the page asks for. */
const documents = { chatti: 'openapi.json', sandbox: 'sandbox-openapi.json' };

/** Puts the OpenAPI documents beside the page: its forms and lists are drawn from them, and so is its reference. */
export function openApiDocuments(): Plugin {
  return {
    name: 'openapi-documents',
    apply: 'build',
    async generateBundle() {
      for (const [name, file] of Object.entries(documents)) {
        const text = await readFile(new URL(`../../docs/${file}`, import.meta.url), 'utf8');
        const source = JSON.stringify(JSON.parse(text));
        this.emitFile({ type: 'asset', fileName: `openapi/${name}.json`, source });
      }
    },
  };
}
