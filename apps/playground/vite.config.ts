import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { openApiDocuments } from './openapi-documents.ts';
import { precompress } from './precompress.ts';
import { scalarViewer } from './scalar-viewer.ts';

const server = 'http://127.0.0.1:4000';

export default defineConfig({
  root: 'src/page',
  plugins: [react(), openApiDocuments(), precompress(), scalarViewer()],
  build: {
    outDir: '../../dist/page',
    emptyOutDir: true,
    target: 'es2023',
    // Nothing inline: the page's policy allows scripts, styles and fonts from its own server only.
    assetsInlineLimit: 0,
    // Whoever gets the bundle gets the licences of what is in it.
    license: { fileName: 'licenses.md' },
  },
  // `vite` alone serves the page while it is worked on. The server of `npm start` answers its calls, and must not see
  // that they come from another port.
  server: {
    proxy: {
      '/api': { target: server, changeOrigin: true, headers: { origin: server } },
      '/openapi': server,
      '/viewer': server,
      '/docs': server,
    },
  },
});
