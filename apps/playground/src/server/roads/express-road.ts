import { AbortError } from '@chatti/core';
import type { SendMessage } from '@chatti/core/contract';
import { chatti, chattiErrors, getChatti } from '@chatti/express-middleware';
import { Router } from 'express';
import type { NextFunction, Request, Response } from 'express';
import type { Workplace } from '../connection.ts';
import { cancelled, sendProblem } from '../http/problem.ts';
import { ROAD_LIMITS } from './road-limits.ts';
import { sendToMany } from './send-to-many.ts';

/** The road through the Express middleware: its client is on the request. Mounted on Nest's own Express. */
export function expressRoad({ connection, sends }: Workplace): Router {
  const road = Router();
  road.use(chatti({ ...connection, ...ROAD_LIMITS, plugins: [sends.plugin] }));
  road.post('/', async (request, response) => {
    // The client itself checks every field before anything leaves.
    const { messages } = getChatti(request);
    response.json(
      await sends.run(request.query['id'], ({ signal }) =>
        messages.send(request.body as SendMessage, { signal }),
      ),
    );
  });
  road.post('/many', async (request, response) => {
    const client = getChatti(request);
    response.json(
      await sends.run(request.query['id'], (watched) => sendToMany(client, request.body, watched)),
    );
  });
  road.use(tellCancelled);
  road.use(chattiErrors());
  return road;
}

/** Express takes a function of four parameters for one that answers errors. */
function tellCancelled(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (error instanceof AbortError) sendProblem(response, cancelled(error.outcome));
  else next(error);
}
