/** What a signature covers. */
export interface Signed {
  /** `webhook-id`. */
  readonly id: string;
  /** `webhook-timestamp`, as it is written in the header. */
  readonly timestamp: string;
  /** The raw bytes of the body. */
  readonly body: Uint8Array;
}

const encoder = new TextEncoder();

/** The bytes that are signed: id, timestamp and raw body, joined by full stops. */
export function signedBytes({ id, timestamp, body }: Signed): Uint8Array<ArrayBuffer> {
  const head = encoder.encode(`${id}.${timestamp}.`);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/** One signature as it stands in the header: `v1,` and the HMAC-SHA256 in base64. */
export async function signatureOf(bytes: Uint8Array<ArrayBuffer>, key: CryptoKey): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', key, bytes);
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`;
}

/**
 * Whether one of the candidates is the expected signature. Takes the same time whichever character differs, and looks at
 * all of them. Compares the base64 text itself, so that no second spelling of the same bytes is accepted.
 */
export function holdsSignature(candidates: readonly string[], expected: string): boolean {
  let found = false;
  for (const candidate of candidates) found = isSame(candidate, expected) || found;
  return found;
}

function isSame(candidate: string, expected: string): boolean {
  // The length of a signature is no secret.
  if (candidate.length !== expected.length) return false;
  let difference = 0;
  for (let i = 0; i < expected.length; i++) difference |= candidate.charCodeAt(i) ^ expected.charCodeAt(i);
  return difference === 0;
}
