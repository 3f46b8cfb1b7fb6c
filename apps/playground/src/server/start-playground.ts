import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { createChatti } from '@chatti/core';
import { createSandbox } from '@chatti/sandbox';
import type { Sandbox } from '@chatti/sandbox';
import type { Connection, Workplace } from './connection.ts';
import { createApp } from './create-app.ts';
import { listenOrMove, listenOn } from './http/listen-or-move.ts';
import { RECEIVER_PATH } from './received-events.ts';
import { RecordingShelf } from './recordings/recording-shelf.ts';
import { SendsUnderWay } from './roads/sends-under-way.ts';

/** Options of `startPlayground`. */
export interface PlaygroundOptions {
  /** The port of the page; 0 for any free one. Where it is taken, a free one is used. */
  readonly port: number;
  /** The port of the sandbox, in the same way. */
  readonly sandboxPort: number;
}

/** Where a server listens. */
export interface Place {
  readonly port: number;
  /** The port that was asked for; another one where that was taken. */
  readonly wantedPort: number;
}

/** A playground that runs. */
export interface Playground {
  readonly page: Place & { readonly url: string };
  readonly sandbox: Place & Connection;
  /** Stops page and sandbox. Connections that are open are cut. */
  close(): Promise<void>;
}

/** Starts a sandbox, and the server of the page that sends to it, both on 127.0.0.1 only. */
export async function startPlayground({ port, sandboxPort }: PlaygroundOptions): Promise<Playground> {
  // The page's address is said to the sandbox, so it comes first. Who asks before there is an answer waits.
  const started = Promise.withResolvers<void>();
  let handle: RequestListener = (request, response) =>
    void started.promise.then(() => handle(request, response));
  const server = createServer((request, response) => handle(request, response));
  const pagePort = await listenOrMove(port, (wanted) => listenOn(server, wanted));
  const pageUrl = `http://127.0.0.1:${pagePort}`;

  const sandbox = createSandbox({
    account: {
      name: 'Playground',
      defaultSender: '+447700900999',
      // The viewer of the API reference calls it from the browser.
      corsOrigins: [pageUrl, `http://localhost:${pagePort}`],
    },
    record: true,
  });
  const listening = await listenOrMove(sandboxPort, (wanted) => sandbox.listen({ port: wanted }));
  const ownConnection = { baseUrl: listening.baseUrl, apiKey: sandbox.apiKey };
  const common = {
    sandbox,
    webhookSecret: await registerReceiver(sandbox, `${pageUrl}${RECEIVER_PATH}`),
    recordings: new RecordingShelf(),
    sends: new SendsUnderWay(),
  };

  const workplaceFor = (connection: Connection | undefined): Workplace => ({
    ...common,
    connection: connection ?? ownConnection,
    isSandbox: connection === undefined,
    async connect(next) {
      const before = app;
      app = await createApp(workplaceFor(next));
      handle = app.handle;
      // What the old application has begun, it ends.
      void before.close();
    },
  });
  let app = await createApp(workplaceFor(undefined));
  handle = app.handle;
  started.resolve();

  return {
    page: { port: pagePort, wantedPort: port, url: pageUrl },
    sandbox: { ...ownConnection, port: listening.port, wantedPort: sandboxPort },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await app.close();
      await sandbox.close();
    },
  };
}

/** Has the sandbox post its events to the playground too, and gives the secret that signs them. */
async function registerReceiver(sandbox: Sandbox, url: string): Promise<string> {
  const { fetch, baseUrl, apiKey } = sandbox;
  const chatti = createChatti({ fetch, baseUrl, apiKey });
  const { secret } = await chatti.webhooks.create({ name: 'The playground itself', url, events: ['*'] });
  if (secret === null) throw new Error('The sandbox gave no secret for the webhook of the playground.');
  return secret;
}
