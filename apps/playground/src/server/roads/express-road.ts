import type { SendMessage } from '@chatti/core/contract';
import { chatti, chattiErrors, getChatti } from '@chatti/express-middleware';
import { Router } from 'express';
import type { Connection } from '../connection.ts';
import { sendToMany } from './send-to-many.ts';

/** The road through the Express middleware: its client is on the request. Mounted on Nest's own Express. */
export function expressRoad(connection: Connection): Router {
  const road = Router();
  road.use(chatti(connection));
  road.post('/', async (request, response) => {
    // The client itself checks every field before anything leaves.
    response.json(await getChatti(request).messages.send(request.body as SendMessage));
  });
  road.post('/many', async (request, response) => {
    response.json(await sendToMany(getChatti(request), request.body));
  });
  road.use(chattiErrors());
  return road;
}
