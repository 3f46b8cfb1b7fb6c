// Starts the viewer in a document of its own: its styles would not pass the page's policy, and its size not the page's.
// Its checks try to compile code, which the policy of this document does not allow, unless they are told not to.
globalThis.__zod_globalConfig = { jitless: true };
const { createApiReference } = await import('/scalar/standalone.esm.js');

const wanted = new URLSearchParams(location.search).get('document') === 'sandbox' ? 'sandbox' : 'chatti';
const { sandbox } = await (await fetch('/api/info')).json();
const origin = new URL(sandbox.base_url).origin;
const server = wanted === 'sandbox' ? `${origin}/sandbox` : sandbox.base_url;

createApiReference('#app', {
  url: `/openapi/${wanted}.json`,
  baseServerURL: server,
  servers: [{ url: server, description: 'The sandbox on this computer' }],
  authentication: {
    preferredSecurityScheme: 'apiKey',
    securitySchemes: { apiKey: { value: sandbox.api_key } },
  },
  darkMode: matchMedia('(prefers-color-scheme: dark)').matches,
  hideDarkModeToggle: true,
  hideClientButton: true,
  // The sandbox's own routes answer no browser of another origin.
  hideTestRequestButton: wanted === 'sandbox',
  showDeveloperTools: 'never',
  documentDownloadType: 'json',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  operationTitleSource: 'summary',
  // Nothing leaves this computer.
  telemetry: false,
  withDefaultFonts: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  theme: 'none',
});
