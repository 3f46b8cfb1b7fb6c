import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

const server = 'http://127.0.0.1:4000';

export default defineConfig({
  root: 'src/page',
  plugins: [react(), precompress()],
  build: {
    outDir: '../../dist/page',
    emptyOutDir: true,
    target: 'es2023',
    // Nothing inline: the page's policy allows scripts, styles and fonts from its own server only.
    assetsInlineLimit: 0,
  },
  // `vite` alone serves the page while it is worked on. The server of `npm start` answers its calls, and must not see
  // that they come from another port.
  server: { proxy: { '/api': { target: server, changeOrigin: true, headers: { origin: server } } } },
});
