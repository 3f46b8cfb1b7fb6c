/**
 * What happened to a call that failed:
 * - `not_sent`: there is proof that no attempt reached the server;
 * - `rejected`: the server answered that it did not do it;
 * - `unknown`: at least one attempt may have been carried out, and nothing since has settled it.
 *
 * The outcome belongs to the whole call, not to its last attempt: a time-out followed by a refused connection
 * stays `unknown`.
 */
export type Outcome = 'not_sent' | 'rejected' | 'unknown';
