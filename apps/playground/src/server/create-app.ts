import type { IncomingMessage, ServerResponse } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.ts';
import type { Workplace } from './connection.ts';
import { guardRequests } from './http/guard-requests.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { secureHeaders } from './http/secure-headers.ts';
import { serveDocs } from './http/serve-docs.ts';
import { servePage } from './http/serve-page.ts';
import { viewerPolicy } from './http/viewer-policy.ts';
import { expressRoad } from './roads/express-road.ts';

/** The playground's application for one connection. */
export interface App {
  /** Answers one request. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  close(): Promise<void>;
}

/** More than any message holds, so that a text that is too long is refused by the rule and not by its size. */
const bodyLimit = '9mb';

/** Makes the application: Nest on Express, with the Express road on the same Express. */
export async function createApp(workplace: Workplace): Promise<App> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.for(workplace), {
    bodyParser: false,
    logger: ['warn', 'error'],
  });
  app.disable('x-powered-by');
  app.useGlobalFilters(new ProblemFilter());
  app.use(secureHeaders());
  app.use(guardRequests());
  app.useBodyParser('json', { limit: bodyLimit });
  app.use('/api/send/express', expressRoad(workplace));
  app.use('/viewer', viewerPolicy(workplace.sandbox.baseUrl));
  app.use('/docs', serveDocs());
  app.use(servePage());
  await app.init();
  return { handle: app.getHttpAdapter().getInstance(), close: () => app.close() };
}
