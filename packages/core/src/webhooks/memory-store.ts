import { ConfigurationError } from '../errors/configuration-error.ts';
import type { Claim, WebhookStore } from './webhook-store.ts';

/** How a {@link memoryStore} behaves. */
export interface MemoryStoreOptions {
  /** How long what is done is kept in mind, in milliseconds. Default 345 600 000 (4 days). */
  keepMs?: number | undefined;
  /**
   * The most deliveries kept in mind; beyond it the ones done longest ago are forgotten early. Default 100 000, some
   * 10 MB. As many may run at once; further ones are told `running`, so that Chatti comes again.
   */
  maxEntries?: number | undefined;
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
}

/**
 * A store in the memory of one process, of bounded size. It forgets all with the process, and other processes do not see
 * it: behind a load balancer, or where a restart must not handle anything twice, write a shared one (see `WebhookStore`).
 *
 * @throws `ConfigurationError` when `keepMs` or `maxEntries` is not more than 0.
 */
export function memoryStore(options: MemoryStoreOptions = {}): WebhookStore {
  const { keepMs = 345_600_000, maxEntries = 100_000, now = Date.now } = options;
  if (!(keepMs > 0)) throw new ConfigurationError('keepMs', 'must be more than 0');
  if (!(maxEntries >= 1)) throw new ConfigurationError('maxEntries', 'must be at least 1');
  /** When each lease ends. */
  const running = new Map<string, number>();
  /** When each was done: oldest first, since a map keeps the order in which its keys came. */
  const done = new Map<string, number>();

  function forgetOldest(): void {
    const keptSince = now() - keepMs;
    for (const [id, time] of done) {
      if (time > keptSince && done.size <= maxEntries) return;
      done.delete(id);
    }
  }

  function hasRoom(): boolean {
    if (running.size < maxEntries) return true;
    const time = now();
    for (const [id, end] of running) if (end <= time) running.delete(id);
    return running.size < maxEntries;
  }

  function claim(id: string, leaseMs: number): Claim {
    forgetOldest();
    if (done.has(id)) return 'done';
    const end = running.get(id);
    if (end === undefined ? !hasRoom() : end > now()) return 'running';
    running.set(id, now() + leaseMs);
    return 'new';
  }

  function finish(id: string): void {
    running.delete(id);
    done.delete(id);
    done.set(id, now());
    forgetOldest();
  }

  return {
    // Async, so that what goes wrong rejects as it does in any other store.
    claim: async (id, leaseMs) => claim(id, leaseMs),
    done: async (id) => finish(id),
    release: async (id) => {
      running.delete(id);
    },
  };
}
