// Everything that is more than one plain call. It is loaded when it is first used, always before anything is sent,
// so that a program that only sends does not carry it.
export { fetchKey } from './fetch-key.ts';
export { listAll } from './list-all.ts';
export { readPage } from './listed-page.ts';
export { logged } from './logging.ts';
export { reconcile } from './reconcile.ts';
export { requestTask } from './request.ts';
export { sendMany } from './send-many.ts';
export { waitFor } from './wait-for.ts';
export { warningsAbout } from './warnings.ts';
