import { AbortError } from '../errors/abort-error.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { pause } from './platform.ts';
import { checkedKey, type Settings } from './settings.ts';

/** Who asks for a key. */
interface Asker {
  readonly reference: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * The API key that a function gives for one call.
 *
 * @throws `ConfigurationError` where the function fails or gives no key, `TimeoutError` or `AbortError` where it
 * takes too long: nothing was sent.
 */
export async function fetchKey(
  apiKey: () => string | Promise<string>,
  settings: Settings,
  asker: Asker,
): Promise<string> {
  const { platform, totalTimeoutMs } = settings;
  const over = new AbortController();
  const onAbort = (): void => over.abort();
  asker.signal?.addEventListener('abort', onAbort);
  if (asker.signal?.aborted) onAbort();
  try {
    const given = await Promise.race([asked(apiKey), pause(platform, totalTimeoutMs, over.signal)]);
    if (given !== undefined) return checkedText(given.key);
  } finally {
    asker.signal?.removeEventListener('abort', onAbort);
    over.abort();
  }
  const facts = { outcome: 'not_sent', reference: asker.reference } as const;
  if (asker.signal?.aborted)
    throw new AbortError('the call was aborted', { ...facts, cause: asker.signal.reason });
  throw new TimeoutError('the apiKey function gave no key in time', { ...facts, timeoutMs: totalTimeoutMs });
}

function checkedText(key: unknown): string {
  const checked = checkedKey(key);
  if (typeof checked === 'string') return checked;
  throw new ConfigurationError('apiKey', 'its function gave a function');
}

async function asked(apiKey: () => string | Promise<string>): Promise<{ key: string }> {
  try {
    return { key: await apiKey() };
  } catch (error) {
    throw new ConfigurationError('apiKey', 'its function failed', error);
  }
}
