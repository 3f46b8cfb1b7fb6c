import { describe, expect, it } from 'vitest';
import { type ApiState, bumpsOf, complaintsAbout } from '../../scripts/api-gate.ts';

const digest = (text: string): string => text.toUpperCase();
const state: ApiState = {
  name: '@chatti/core',
  built: { index: 'send', rules: 'count' },
  written: { index: 'send', rules: 'count' },
  released: { index: 'SEND', rules: 'COUNT' },
};
const complaints = (
  change: Partial<ApiState>,
  ...bumps: Parameters<typeof complaintsAbout>[1]
): readonly string[] => complaintsAbout({ ...state, ...change }, bumps, digest);

describe('the gate of the public API', () => {
  it('lets pass what is as it was released', () => {
    expect(complaints({})).toEqual([]);
  });

  it('stops a text that the build is ahead of, also where an entry point is new or gone', () => {
    expect(complaints({ written: { index: 'sent', rules: 'count' } })).toEqual([
      expect.stringContaining('"index"'),
    ]);
    expect(complaints({ written: { index: 'send' } })).toEqual([expect.stringContaining('"rules"')]);
    expect(complaints({ written: { ...state.written, old: 'x' } })).toEqual([
      expect.stringContaining('"old"'),
    ]);
  });

  it('stops a changed, new or lost entry point without a changeset', () => {
    const changed = { index: 'sends', rules: 'count' };
    expect(complaints({ built: changed, written: changed })).toEqual([
      expect.stringContaining('of "index" is not'),
    ]);
    const more = { ...state.built, plugins: 'x' };
    expect(complaints({ built: more, written: more })).toEqual([
      expect.stringContaining('of "plugins" is not'),
    ]);
    const less = { index: 'send' };
    expect(complaints({ built: less, written: less })).toEqual([
      expect.stringContaining('of "rules" is not'),
    ]);
  });

  it('lets a change pass with a minor or a major of its own package, and not with less', () => {
    const changed = {
      built: { ...state.built, index: 'sends' },
      written: { ...state.built, index: 'sends' },
    };
    expect(complaints(changed, { name: '@chatti/core', type: 'minor' })).toEqual([]);
    expect(complaints(changed, { name: '@chatti/core', type: 'major' })).toEqual([]);
    expect(complaints(changed, { name: '@chatti/core', type: 'patch' })).toHaveLength(1);
    expect(complaints(changed, { name: '@chatti/sandbox', type: 'minor' })).toHaveLength(1);
  });

  it('asks for a changeset before the first version', () => {
    expect(complaints({ released: undefined })).toEqual([
      expect.stringContaining('no changeset for its first'),
    ]);
    expect(complaints({ released: undefined }, { name: '@chatti/core', type: 'minor' })).toEqual([]);
  });

  it('reads the packages of a changeset, and nothing of its text', () => {
    const text = `---\n'@chatti/core': minor\n"@chatti/sandbox": patch\n---\n\nchatti: major things\n`;
    expect(bumpsOf(text)).toEqual([
      { name: '@chatti/core', type: 'minor' },
      { name: '@chatti/sandbox', type: 'patch' },
    ]);
    expect(bumpsOf('# Changesets\n')).toEqual([]);
  });
});
