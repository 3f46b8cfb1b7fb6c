/** Numbers by what they belong to, each group in the order in which they came. */
export class Groups<Key> {
  readonly #groups = new Map<Key, Set<number>>();

  /** Puts a number into a group. */
  add(key: Key, number: number): void {
    const group = this.#groups.get(key);
    if (group) group.add(number);
    else this.#groups.set(key, new Set([number]));
  }

  /** Takes a number out of a group. */
  remove(key: Key, number: number): void {
    const group = this.#groups.get(key);
    group?.delete(number);
    if (group?.size === 0) this.#groups.delete(key);
  }

  /** The numbers of a group. */
  of(key: Key): ReadonlySet<number> {
    return this.#groups.get(key) ?? nobody;
  }

  /** Forgets all of them. */
  clear(): void {
    this.#groups.clear();
  }
}

const nobody: ReadonlySet<number> = new Set();
