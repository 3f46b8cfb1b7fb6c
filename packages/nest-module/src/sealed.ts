/**
 * A value that no dump shows: Nest keeps what its providers give, and `util.inspect`, `JSON.stringify` and the
 * graph of the devtools would print an API key with it.
 */
export class Sealed<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value. */
  open(): T {
    return this.#value;
  }
}
