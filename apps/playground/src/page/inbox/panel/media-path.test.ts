import { describe, expect, it } from 'vitest';
import { mediaKind, mediaPath } from './media-path.ts';

const sandbox = 'http://127.0.0.1:4010/v1';

describe('mediaPath', () => {
  it('leads through the own server', () => {
    expect(mediaPath('http://127.0.0.1:4010/media/x7Qf/winter%20sale.gif', sandbox)).toBe(
      '/api/media/x7Qf/winter%20sale.gif',
    );
  });

  it.each([
    'https://example.org/media/x7Qf/winter.gif',
    'http://127.0.0.1:4010/v1/messages',
    'http://127.0.0.1:4010/media/a/b/c',
    'javascript:alert(1)',
    'winter.gif',
    '',
  ])('loads nothing from %j', (url) => {
    expect(mediaPath(url, sandbox)).toBeUndefined();
  });
});

describe('mediaKind', () => {
  it('shows what a browser can show', () => {
    expect(
      ['image/gif', 'video/mp4', 'audio/mpeg', 'application/pdf', 'text/vcard', ''].map(mediaKind),
    ).toEqual(['image', 'video', 'audio', 'file', 'file', 'file']);
  });
});
