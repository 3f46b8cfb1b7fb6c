import { describe, expect, it } from 'vitest';
import { MEDIA_TYPES, mediaTypeOf } from './media-type-of.ts';

describe('mediaTypeOf', () => {
  it.each([
    ['gif', 'image/gif'],
    ['png', 'image/png'],
    ['jpg', 'image/jpeg'],
    ['jpeg', 'image/jpeg'],
    ['mp3', 'audio/mpeg'],
    ['wav', 'audio/wav'],
    ['3gp', 'audio/3gpp'],
    ['mp4', 'video/mp4'],
    ['mpg', 'video/mpeg'],
    ['mpeg', 'video/mpeg'],
    ['avi', 'video/avi'],
    ['pdf', 'application/pdf'],
    ['vcf', 'text/vcard'],
    ['vcard', 'text/vcard'],
  ])('reads .%s as %s, in any case', (extension, type) => {
    expect(mediaTypeOf(`menu.${extension}`)).toBe(type);
    expect(mediaTypeOf(`MENU.${extension.toUpperCase()}`)).toBe(type);
  });

  it('knows fourteen extensions', () => {
    expect(Object.keys(MEDIA_TYPES)).toHaveLength(14);
  });

  it('goes by the last dot', () => {
    expect(mediaTypeOf('menu.pdf.exe')).toBeUndefined();
    expect(mediaTypeOf('/files/v1.2/menu.final.png')).toBe('image/png');
    expect(mediaTypeOf('/files.png/menu')).toBeUndefined();
  });

  it.each(['', 'gif', 'menu', 'menu.', 'menu.gif ', 'menu.gif?x=1', 'menu.webp', 'menu.gıf'])(
    'knows no type of %j',
    (name) => {
      expect(mediaTypeOf(name)).toBeUndefined();
    },
  );

  it.each(['toString', '__proto__', 'constructor', 'hasOwnProperty'])('is not misled by .%s', (extension) => {
    expect(mediaTypeOf(`x.${extension}`)).toBeUndefined();
  });
});
