import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);
const brotliBest = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

/** Puts a `.gz` and a `.br` beside every text file of the page, so that the server compresses nothing while it runs. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const texts = Object.values(bundle).filter(({ fileName }) =>
          /\.(?:js|css|html|svg|json)$/.test(fileName),
        );
        for (const file of texts) {
          const source = Buffer.from(file.type === 'chunk' ? file.code : file.source);
          this.emitFile({
            type: 'asset',
            fileName: `${file.fileName}.gz`,
            source: await toGzip(source, { level: 9 }),
          });
          this.emitFile({
            type: 'asset',
            fileName: `${file.fileName}.br`,
            source: await toBrotli(source, brotliBest),
          });
        }
      },
    },
  };
}
