/** What of a package the gate looks at. */
export interface ApiState {
  readonly name: string;
  /** The public API by entry point, as the build has it. */
  readonly built: Readonly<Record<string, string>>;
  /** The public API as the text files have it. */
  readonly written: Readonly<Record<string, string>>;
  /** A digest for each entry point of the latest version; undefined before the first. */
  readonly released: Readonly<Record<string, string>> | undefined;
}

/** A line of a changeset: a package and how much its version grows. */
export interface Bump {
  readonly name: string;
  readonly type: string;
}

/** The bumps of a changeset in its text. */
export function bumpsOf(changeset: string): readonly Bump[] {
  const [, front = ''] = /^---\n([\s\S]*?)\n---/.exec(changeset) ?? [];
  return Array.from(front.matchAll(/^["']?([^"'\s]+)["']?: *(\w+)$/gm), ([, name = '', type = '']) => ({
    name,
    type,
  }));
}

/**
 * What is wrong with the public API of a package: a text file that the build is ahead of, or a change since the latest
 * version that no changeset speaks of.
 * @param digest the digest of a text, as `released` has it
 */
export function complaintsAbout(
  { name, built, written, released }: ApiState,
  bumps: readonly Bump[],
  digest: (text: string) => string,
): readonly string[] {
  const entries = [...new Set([...Object.keys(built), ...Object.keys(written)])].toSorted();
  const stale = entries
    .filter((entry) => built[entry] !== written[entry])
    .map(
      (entry) =>
        `${name}: the API text of "${entry}" is not what the build has. Run \`npm run api\`, and look at the difference.`,
    );
  const own = bumps.filter((bump) => bump.name === name).map(({ type }) => type);
  if (released === undefined) {
    return own.length > 0 ? stale : [...stale, `${name} has no version yet, and no changeset for its first.`];
  }
  const all = [...new Set([...Object.keys(built), ...Object.keys(released)])].toSorted();
  const changed = all.filter((entry) => {
    const text = built[entry];
    return text === undefined || digest(text) !== released[entry];
  });
  if (changed.length === 0 || own.some((type) => type === 'minor' || type === 'major')) return stale;
  const what = changed.map((entry) => `"${entry}"`).join(', ');
  return [
    ...stale,
    `${name}: the public API of ${what} is not that of the latest version. It needs a changeset, minor or major.`,
  ];
}
