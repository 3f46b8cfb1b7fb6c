/** What happens to a reply on its way: the wire breaks, and not the sandbox. */
export type Breakage =
  /** The connection is reset in its place. */
  | { readonly kind: 'reset' }
  /** It never comes, and the connection stays open. */
  | { readonly kind: 'stall' }
  /** It announces its whole length, and the connection is closed half-way. */
  | { readonly kind: 'truncate' }
  /** It comes late, by so many ms of real time. */
  | { readonly kind: 'delay'; readonly ms: number };

const breakages = new WeakMap<Response, Breakage>();

/** Has a reply break on its way. The same reply comes back. */
export function breakOnTheWay(response: Response, breakage: Breakage): Response {
  breakages.set(response, breakage);
  return response;
}

/** How a reply breaks on its way; undefined where it does not. */
export function breakageOf(response: Response): Breakage | undefined {
  return breakages.get(response);
}
