// The claim: import and first reply come at most 30 ms after those of a bare fetch.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { median } from '../measure.ts';
import { report } from '../report.ts';
import { startServer } from './start-server.ts';

const run = promisify(execFile);
const rounds = 11;

const message = `{ to: '+447700900123', from: 'Acme', body: 'Your order is ready.' }`;

/** Each program makes one call and says how long its process has been alive. */
const programs: Readonly<Record<string, string>> = {
  'bare fetch': `await (await fetch(origin + '/v1/messages', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(${message}) })).json();`,
  '@chatti/core': `
    const { createChatti } = await import('@chatti/core');
    await createChatti({ apiKey: 'key_1', baseUrl: origin + '/v1' }).messages.send(${message});`,
  resend: `
    const { Resend } = await import('resend');
    await new Resend('key_1', { baseUrl: origin }).emails.send({ from: 'a@example.com', to: 'b@example.com', subject: 's', text: 't' });`,
  openai: `
    const { default: OpenAI } = await import('openai');
    await new OpenAI({ apiKey: 'key_1', baseURL: origin + '/v1' }).chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 't' }] });`,
  stripe: `
    const { default: Stripe } = await import('stripe');
    const { hostname, port } = new URL(origin);
    await new Stripe('key_1', { host: hostname, port, protocol: 'http', telemetry: false }).customers.create({ name: 't' });`,
  twilio: `
    const { default: twilio } = await import('twilio');
    const client = twilio('AC00000000000000000000000000000000', 'token');
    const request = client.httpClient.request.bind(client.httpClient);
    client.httpClient.request = (options) => request({ ...options, uri: options.uri.replace('https://api.twilio.com', origin) });
    await client.messages.create({ to: '+447700900123', from: '+15005550006', body: 't' });`,
};

const server = await startServer();
const times = new Map<string, number[]>(Object.keys(programs).map((name) => [name, []]));
for (let round = -1; round < rounds; round++) {
  for (const [name, program] of Object.entries(programs)) {
    const text = `const origin = '${server.origin}'; ${program} console.log(performance.now()); process.exit();`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', text], {
      cwd: import.meta.dirname,
    });
    // The first round fills the disk cache.
    if (round >= 0) times.get(name)?.push(Number(stdout));
  }
}
server.close();

const after = (name: string): number => {
  const base = times.get('bare fetch') ?? [];
  // Round by round, since bare fetch had its turn under the same load.
  return median((times.get(name) ?? []).map((time, round) => time - (base[round] ?? Number.NaN)));
};
report({
  title: `Import and first reply, from the start of the process, median of ${rounds} runs`,
  unit: 'ms',
  base: 'bare fetch',
  candidates: [...times].map(([name, own]) => ({ name, figure: median(own) })),
  claims: [
    {
      text: 'Import and first reply come shortly after those of a bare fetch',
      figure: after('@chatti/core'),
      unit: 'ms',
      aim: { atMost: 30 },
    },
  ],
});
