import { Refusal } from '../refusal.ts';
import { originIn } from './exchange.ts';

/** The names of this machine. */
const ownHosts = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses requests that name another host. A web page whose name was made to point to this machine (DNS rebinding) is
 * otherwise taken for a page of the sandbox itself by the browser.
 */
export function hostCheck(allowed: readonly string[]): (request: Request) => Refusal | undefined {
  const hosts = new Set([
    ...ownHosts,
    ...allowed.map((host) => (host.includes(':') ? `[${host}]` : host.toLowerCase())),
  ]);
  // Most requests name the same one.
  let lastAllowed: string | undefined;
  return ({ url }) => {
    const origin = originIn(url);
    if (origin === lastAllowed) return undefined;
    if (hosts.has(new URL(url).hostname)) {
      lastAllowed = origin;
      return undefined;
    }
    const message =
      'The sandbox does not answer to this host name. Allow it with --allow-host, or the option allowHosts.';
    return new Refusal('forbidden', { message });
  };
}
