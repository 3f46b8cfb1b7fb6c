/** What other runtimes than the browser may have; none of it is relied on. */
interface Surroundings {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
  readonly navigator?: { readonly userAgent?: string };
  readonly document?: unknown;
  readonly Deno?: { createHttpClient?(options: { readonly poolMaxIdlePerHost: number }): unknown };
}

// No runtime has all of these, so no one type of globalThis fits.
const surroundings = globalThis as Surroundings;

/** An environment variable; undefined where it is empty or the runtime has none. */
export function environmentVariable(name: string): string | undefined {
  try {
    return surroundings.process?.env?.[name] || undefined;
  } catch {
    // Deno asks for a permission and throws without it.
    return undefined;
  }
}

/** Whether this is a browser's page or worker, where everyone can read the API key. */
export function isBrowser(): boolean {
  return (
    typeof surroundings.document === 'object' ||
    surroundings.navigator?.userAgent?.startsWith('Mozilla/') === true
  );
}

/**
 * Whether the runtime's own `fetch` is undici, whose error codes prove that a connection never stood. Others imitate
 * Node's `process`, but not its name; where Node does not tell its name, its codes are not taken as proof.
 */
export function hasUndici(): boolean {
  return surroundings.navigator?.userAgent?.startsWith('Node.js/') === true && !isBrowser();
}

let unpooled: unknown;

/**
 * For Deno's `fetch`: a client that keeps no connection. Its own pool sends a request once more, a POST too, when a
 * kept connection is reset, and tells nobody. Undefined in any other runtime.
 */
export function unpooledClient(): unknown {
  return (unpooled ??= surroundings.Deno?.createHttpClient?.({ poolMaxIdlePerHost: 0 }));
}
