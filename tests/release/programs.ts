/** A program for a clean project: how it takes what it needs, and what it does with it. It ends by printing "sent". */
export interface Program {
  /** Each package with what is taken from it. */
  readonly takes: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

const message = `{ to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' }`;

/** What a program does with its client: a send that the server can tell about afterwards. */
const send = `
  const { id } = await client.messages.send(${message});
  const { body } = await client.messages.get({ id });
  console.log(body === 'Your order is ready.' ? 'sent' : 'lost');
`;

/** The client alone. Key and base URL come from the environment, as in all of these. */
export const core: Program = {
  takes: { '@chatti/core': ['createChatti'] },
  body: `const client = createChatti();${send}`,
};

/** The sandbox over a port, asked without a client. */
export const sandbox: Program = {
  takes: { '@chatti/sandbox': ['createSandbox'] },
  body: `
  const sandbox = createSandbox();
  const { baseUrl } = await sandbox.listen({ port: 0 });
  const headers = { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json' };
  const reply = await fetch(baseUrl + '/messages', { method: 'POST', headers, body: JSON.stringify(${message}) });
  const { body } = await sandbox.inbox.wait({ to: '+447700900123' });
  await sandbox.close();
  console.log(reply.ok && body === 'Your order is ready.' ? 'sent' : 'lost');
`,
};

/** A Nest application with the client in a provider's constructor. */
export const nest: Program = {
  takes: {
    'reflect-metadata': [],
    '@nestjs/common': ['Controller', 'Module', 'Post'],
    '@nestjs/core': ['NestFactory'],
    '@chatti/nest-module': ['ChattiModule', 'InjectChatti'],
  },
  body: `
  class Orders {
    constructor(client) { this.client = client; }
    ready() { return this.client.messages.send(${message}); }
  }
  InjectChatti()(Orders, undefined, 0);
  Post('ready')(Orders.prototype, 'ready', Object.getOwnPropertyDescriptor(Orders.prototype, 'ready'));
  Controller('orders')(Orders);
  class App {}
  Module({ imports: [ChattiModule.forRoot({})], controllers: [Orders] })(App);

  const app = await NestFactory.create(App, { logger: ['warn', 'error'] });
  await app.listen(0, '127.0.0.1');
  const reply = await fetch((await app.getUrl()) + '/orders/ready', { method: 'POST' });
  const { body } = await reply.json();
  await app.close();
  console.log(body === 'Your order is ready.' ? 'sent' : 'lost');
`,
};

/** An Express application with the client on the request. */
export const express: Program = {
  takes: { express: ['default'], '@chatti/express-middleware': ['chatti', 'chattiErrors', 'getChatti'] },
  body: `
  const app = express();
  app.use(chatti({}));
  app.post('/orders/ready', (request, response, next) => {
    getChatti(request).messages.send(${message}).then((sent) => response.json(sent), next);
  });
  app.use(chattiErrors());
  const server = await new Promise((resolve) => {
    const one = app.listen(0, '127.0.0.1', () => resolve(one));
  });
  const reply = await fetch('http://127.0.0.1:' + server.address().port + '/orders/ready', { method: 'POST' });
  const { body } = await reply.json();
  server.close();
  console.log(body === 'Your order is ready.' ? 'sent' : 'lost');
`,
};

/** The program as an ES module. */
export function asModule({ takes, body }: Program): string {
  const imports = Object.entries(takes).map(([name, parts]) => {
    if (parts.length === 0) return `import '${name}';`;
    return parts.includes('default')
      ? `import ${name} from '${name}';`
      : `import { ${parts.join(', ')} } from '${name}';`;
  });
  return `${imports.join('\n')}\n${body}`;
}

/** The program as CommonJS, which has no await outside of a function. */
export function asCommonJs({ takes, body }: Program): string {
  const requires = Object.entries(takes).map(([name, parts]) => {
    if (parts.length === 0) return `require('${name}');`;
    return `const ${parts.includes('default') ? name : `{ ${parts.join(', ')} }`} = require('${name}');`;
  });
  return `${requires.join('\n')}\n(async () => {${body}})();`;
}
