import type { Server } from 'node:http';
import { createSandbox } from '@chatti/sandbox';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.ts';
import { guardRequests } from './http/guard-requests.ts';
import { listenOrMove, listenOn } from './http/listen-or-move.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { secureHeaders } from './http/secure-headers.ts';
import { servePage } from './http/serve-page.ts';
import type { Connection } from './connection.ts';
import { expressRoad } from './roads/express-road.ts';

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
  const sandbox = createSandbox({ account: { name: 'Playground', defaultSender: '+447700900999' } });
  const listening = await listenOrMove(sandboxPort, (wanted) => sandbox.listen({ port: wanted }));
  const connection = { baseUrl: listening.baseUrl, apiKey: sandbox.apiKey };
  const app = await createApp(connection);
  const server: Server = app.getHttpServer();
  const pagePort = await listenOrMove(port, (wanted) => listenOn(server, wanted));
  return {
    page: { port: pagePort, wantedPort: port, url: `http://127.0.0.1:${pagePort}` },
    sandbox: { ...connection, port: listening.port, wantedPort: sandboxPort },
    async close() {
      await app.close();
      await sandbox.close();
    },
  };
}

/** More than any message holds, so that a text that is too long is refused by the rule and not by its size. */
const bodyLimit = '9mb';

async function createApp(connection: Connection): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.for(connection), {
    bodyParser: false,
    forceCloseConnections: true,
    logger: ['warn', 'error'],
  });
  app.disable('x-powered-by');
  app.useGlobalFilters(new ProblemFilter());
  app.use(secureHeaders());
  app.use(guardRequests());
  app.useBodyParser('json', { limit: bodyLimit });
  app.use('/api/send/express', expressRoad(connection));
  app.use(servePage());
  await app.init();
  return app;
}
