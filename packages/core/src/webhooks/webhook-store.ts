/** What a store says of a delivery: nobody has it, somebody is at it, or it is done. */
export type Claim = 'new' | 'running' | 'done';

/**
 * Where `receiveWebhook` keeps which deliveries were handled, so that each is handled once. Every process that receives
 * the same webhook needs the same store; `memoryStore` is for one process.
 *
 * Four promises hold it together:
 * - `claim` is atomic: of any number of callers at once, one gets `new`;
 * - a claim that is neither done nor released lapses after its lease, so that a crash does not lose the delivery;
 * - what is done stays done for 4 days, longer than Chatti goes on trying (about 42 hours);
 * - `release` gives a claim back and never touches what is done.
 *
 * @example
 * A table, in SQL that PostgreSQL and SQLite both read. `query` runs one statement, outside of any transaction
 * of the handler, and gives its rows.
 * ```ts
 * // create table chatti_deliveries (id text primary key, lease_until bigint not null, done_at bigint)
 * const sqlStore: WebhookStore = {
 *   async claim(id, leaseMs) {
 *     const now = Date.now();
 *     const claimed = await query(
 *       `insert into chatti_deliveries (id, lease_until) values ($1, $2)
 *        on conflict (id) do update set lease_until = excluded.lease_until
 *        where chatti_deliveries.done_at is null and chatti_deliveries.lease_until <= $3
 *        returning id`,
 *       [id, now + leaseMs, now],
 *     );
 *     if (claimed.length === 1) return 'new';
 *     const done = await query('select id from chatti_deliveries where id = $1 and done_at is not null', [id]);
 *     return done.length === 1 ? 'done' : 'running';
 *   },
 *   async done(id) {
 *     await query('update chatti_deliveries set done_at = $2 where id = $1', [id, Date.now()]);
 *   },
 *   async release(id) {
 *     await query('delete from chatti_deliveries where id = $1 and done_at is null', [id]);
 *   },
 * };
 * // Once a day, with Date.now() - 345_600_000 (4 days):
 * // delete from chatti_deliveries where coalesce(done_at, lease_until) < $1
 * ```
 *
 * @example
 * Redis, with the client ioredis. Keys expire by themselves; the script makes `release` atomic. The server must
 * not evict keys (`maxmemory-policy noeviction`), or a delivery may be handled twice.
 * ```ts
 * const keyOf = (id: string) => `chatti:delivery:${id}`;
 * const releaseScript = `if redis.call('GET', KEYS[1]) == 'running' then return redis.call('DEL', KEYS[1]) end return 0`;
 * const redisStore: WebhookStore = {
 *   async claim(id, leaseMs) {
 *     const claimed = await redis.set(keyOf(id), 'running', 'PX', leaseMs, 'NX');
 *     if (claimed === 'OK') return 'new';
 *     return (await redis.get(keyOf(id))) === 'done' ? 'done' : 'running';
 *   },
 *   async done(id) {
 *     await redis.set(keyOf(id), 'done', 'PX', 345_600_000); // 4 days
 *   },
 *   async release(id) {
 *     await redis.eval(releaseScript, 1, keyOf(id));
 *   },
 * };
 * ```
 */
export interface WebhookStore {
  /**
   * Takes a delivery for `leaseMs` (a whole number of milliseconds). `new`: it is the caller's to handle. `running`:
   * another has it and its lease has not passed. `done`: it was handled.
   */
  claim(id: string, leaseMs: number): Promise<Claim>;
  /** Keeps in mind that a delivery was handled. */
  done(id: string): Promise<void>;
  /** Gives a claim back, so that the next delivery is `new` at once. Does nothing to what is done. */
  release(id: string): Promise<void>;
}
