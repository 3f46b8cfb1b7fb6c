import { hash } from 'node:crypto';

/** What tells which requests belong together. */
export interface Sent {
  readonly id: number;
  /** The account, or another word for who sent it. */
  readonly sender: string;
  readonly method: string;
  readonly path: string;
  readonly body: Uint8Array | undefined;
  readonly idempotencyKey: string | null;
  /** Whether a careful client would try again after its reply. */
  readonly isTransient: boolean;
  /** In ms of real time. */
  readonly at: number;
}

/** How a request belongs to those before it. */
export interface Belonging {
  readonly call: number;
  readonly attempt: number;
  readonly same_key_as: number | null;
  readonly same_content_as: number | null;
}

interface Last {
  readonly first: number;
  id: number;
  call: number;
  attempt: number;
  isTransient: boolean;
  at: number;
}

/** After this time without another attempt, in ms, a call counts as over. */
const callOverMs = 300_000;

/** Finds the attempts of one call, and what is sent twice. */
export class Attempts {
  readonly #byKey = new Map<string, Last>();
  readonly #byContent = new Map<string, Last>();
  /** Under which names an entry is the newest, so that it can be forgotten. */
  readonly #names = new Map<number, readonly [content: string, key: string | undefined]>();

  /** Where a request belongs; it is remembered for the next ones. */
  place(sent: Sent): Belonging {
    const { method, path, sender, body } = sent;
    const where = `${sender} ${method} ${path}`;
    const content = `${where} ${body && body.byteLength > 0 ? hash('sha256', body, 'base64url') : ''}`;
    const key = sent.idempotencyKey === null ? undefined : `${where} ${sent.idempotencyKey}`;
    const sameKey = key === undefined ? undefined : this.#byKey.get(key);
    const sameContent = this.#byContent.get(content);
    const isRetry =
      key === undefined && sameContent?.isTransient === true && sent.at - sameContent.at < callOverMs;
    const before = sameKey ?? (isRetry ? sameContent : undefined);
    const call = before?.call ?? sent.id;
    const attempt = before ? before.attempt + 1 : 1;
    const last = (first: number | undefined): Last => ({
      first: first ?? sent.id,
      id: sent.id,
      call,
      attempt,
      isTransient: sent.isTransient,
      at: sent.at,
    });
    if (key !== undefined) this.#byKey.set(key, last(sameKey?.first));
    this.#byContent.set(content, last(sameContent?.first));
    this.#names.set(sent.id, [content, key]);
    const hasContent = method !== 'GET' && method !== 'DELETE';
    return {
      call,
      attempt,
      same_key_as: sameKey?.first ?? null,
      same_content_as: hasContent ? (sameContent?.first ?? null) : null,
    };
  }

  /** Forgets an entry that is not kept any more. */
  forget(id: number): void {
    const [content, key] = this.#names.get(id) ?? [];
    this.#names.delete(id);
    if (content !== undefined && this.#byContent.get(content)?.id === id) this.#byContent.delete(content);
    if (key !== undefined && this.#byKey.get(key)?.id === id) this.#byKey.delete(key);
  }
}
