/** As much of a Redis server, as its client ioredis shows it, as the documented store uses. */
export class RedisInMemory {
  readonly #entries = new Map<string, { readonly value: string; readonly end: number }>();

  async get(key: string): Promise<string | null> {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.end > Date.now() ? entry.value : null;
  }

  async set(key: string, value: string, unit: 'PX', ms: number, condition?: 'NX'): Promise<'OK' | null> {
    if (unit !== 'PX' || !Number.isInteger(ms) || ms <= 0) throw new Error('ERR invalid expire time');
    if (condition === 'NX' && (this.#entries.get(key)?.end ?? 0) > Date.now()) return null;
    this.#entries.set(key, { value, end: Date.now() + ms });
    return 'OK';
  }

  /** Not a Lua machine: knows the one script, deleting a key that has a certain value. */
  async eval(script: string, keys: number, key: string): Promise<number> {
    const parts =
      /^if redis\.call\('GET', KEYS\[1\]\) == '(\w+)' then return redis\.call\('DEL', KEYS\[1\]\) end return 0$/;
    const expected = parts.exec(script)?.[1];
    if (expected === undefined || keys !== 1) throw new Error('ERR unknown script');
    return this.#entries.get(key)?.value === expected && this.#entries.delete(key) ? 1 : 0;
  }
}
