import type { Express } from 'express';
import { chattiRouter } from '../src/router/chatti-router.ts';
import type { RouterOptions } from '../src/router/router-options.ts';
import { serve } from './serve.ts';
import { type Answer, type Seen, upstream } from './upstream.ts';

/** A number that every test may write to. */
export const to = '+447700900123';

/** A router at `/api/sms`, and what its upstream has seen. */
export interface RouterApp {
  readonly url: string;
  readonly seen: Seen[];
}

/** Serves a router that lets everyone send and read, unless `options` say otherwise. */
export async function routerApp(
  express: () => Express,
  options: Partial<RouterOptions> = {},
  answer?: Answer,
): Promise<RouterApp> {
  const { client, seen } = upstream(answer);
  const expose = ['messages.send', 'messages.list', 'messages.get'] as const;
  const router = chattiRouter({ client, authorize: () => true, expose, ...options });
  const url = await serve(express().use('/api/sms', router));
  return { url: `${url}/api/sms`, seen };
}
