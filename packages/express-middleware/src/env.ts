/**
 * Opt-in: `import '@chatti/express-middleware/env'` anywhere in the program declares `request.chatti` for all of
 * Express. It changes types only; the client is put there by `chatti()`.
 *
 * @packageDocumentation
 */
import type { Chatti } from '@chatti/core';

declare global {
  namespace Express {
    /** The request of Express, with the client on it. */
    interface Request {
      /** The client, where `chatti()` ran before. */
      readonly chatti: Chatti;
    }
  }
}
