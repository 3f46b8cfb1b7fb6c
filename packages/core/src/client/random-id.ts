/** A random text of 122 bits or more, for references and idempotency keys. */
export function randomId(): string {
  // Pages that are not served over https have no randomUUID.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
