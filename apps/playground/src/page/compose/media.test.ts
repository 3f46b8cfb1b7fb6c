import { checkInput, sendMessageSchema } from '@chatti/core/contract';
import { describe, expect, it } from 'vitest';
import type { DraftFile } from './media.ts';
import { MAX_FILE_BYTES, readMediaUrl, refusalOf, sizeText } from './media.ts';

function fileOf(size: number): DraftFile {
  return { kind: 'file', id: 'a', filename: 'a.png', type: 'image/png', size, content: '', shown: '' };
}

function isTaken(url: string): boolean {
  try {
    checkInput(sendMessageSchema, { to: '+447700900123', media: [{ url }] });
    return true;
  } catch {
    return false;
  }
}

describe('refusalOf', () => {
  it('takes every kind of file that MMS takes, in any case', () => {
    for (const name of ['a.GIF', 'a.png', 'a.jpeg', 'a.mp3', 'a.3gp', 'a.pdf', 'a.vcf'])
      expect(refusalOf({ name, size: 1 }, [])).toBeUndefined();
  });

  it('says why a file is left out', () => {
    expect(refusalOf({ name: 'a.docx', size: 1 }, [])).toContain('no file that MMS takes');
    expect(refusalOf({ name: 'a.png', size: 0 }, [])).toContain('is empty');
    expect(refusalOf({ name: 'b.png', size: 1 }, Array(10).fill(fileOf(1)))).toContain('10 files');
    expect(refusalOf({ name: 'b.png', size: 2 }, [fileOf(MAX_FILE_BYTES - 1)])).toContain('6.0 MB of files');
    expect(refusalOf({ name: 'b.png', size: 1 }, [fileOf(MAX_FILE_BYTES - 1)])).toBeUndefined();
  });
});

describe('readMediaUrl', () => {
  it('takes no address that the contract refuses', () => {
    const urls = [
      'https://acme.example/menu.pdf?a=b',
      'https://acme.example/a/photo.JPG#top',
      'http://acme.example/a.png',
      'https://acme.example/',
      'https://acme.example/a.docx',
      'https://user@acme.example/a.png',
      'ftp://acme.example/a.png',
      'a.png',
    ];
    for (const url of urls) {
      const read = readMediaUrl(url, []);
      expect(typeof read === 'object', url).toBe(isTaken(url));
    }
  });

  it('takes a file once', () => {
    const file = readMediaUrl('https://acme.example/a.png', []);
    expect(typeof file === 'string' ? file : readMediaUrl('https://acme.example/a.png', [file])).toContain(
      'already',
    );
  });
});

describe('sizeText', () => {
  it('names bytes, kilobytes and megabytes', () => {
    expect([999, 2000, 5_961_600].map(sizeText)).toEqual(['999 B', '2 kB', '6.0 MB']);
  });
});
