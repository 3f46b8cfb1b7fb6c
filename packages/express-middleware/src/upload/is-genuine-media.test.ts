import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isGenuineMedia } from './is-genuine-media.ts';

const samples = new URL('../../vectors/media/', import.meta.url);
const names = readdirSync(samples);
const bytesOf = (name: string): Buffer => readFileSync(new URL(name, samples));

/** Files of one kind may go by any of its extensions. */
const kinds = [
  ['jpg', 'jpeg'],
  ['mpg', 'mpeg'],
  ['vcf', 'vcard'],
  ['gif'],
  ['png'],
  ['mp3'],
  ['wav'],
  ['3gp'],
  ['mp4'],
  ['avi'],
  ['pdf'],
];
const extensions = kinds.flat();
const kindOf = (name: string) => kinds.find((kind) => kind.includes(name.split('.').at(-1) ?? ''));

describe('a genuine file', () => {
  it('covers every extension that MMS supports', () => {
    expect(new Set(names.map((name) => name.split('.').at(-1)))).toEqual(new Set(extensions));
  });

  it.each(names)('passes: %s', async (name) => {
    expect(await isGenuineMedia(name, bytesOf(name))).toBe(true);
    expect(await isGenuineMedia(name.toUpperCase(), bytesOf(name))).toBe(true);
  });

  it.each(names)('fails under every extension of another kind: %s', async (name) => {
    const others = extensions.filter((extension) => !kindOf(name)?.includes(extension));
    const passed: string[] = [];
    for (const extension of others)
      if (await isGenuineMedia(`x.${extension}`, bytesOf(name))) passed.push(extension);
    expect(passed).toEqual([]);
  });
});

describe('a disguised file', () => {
  const html = Buffer.from('<!doctype html><script>alert(1)</script>');
  const script = Buffer.from('#!/bin/sh\nrm -rf ~\n');
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const program = Buffer.from('4d5a90000300000004000000ffff0000', 'hex');
  const elf = Buffer.from('7f454c4602010100', 'hex');
  const archive = Buffer.from('504b03040a0000000000', 'hex');
  const text = Buffer.from('hello');
  it.each(extensions)('fails as %s', async (extension) => {
    for (const bytes of [html, script, svg, program, elf, archive, text, Buffer.alloc(0), Buffer.alloc(64)]) {
      expect(await isGenuineMedia(`photo.${extension}`, bytes)).toBe(false);
    }
  });

  it('fails as a PDF where markup or a script stands before the header', async () => {
    for (const start of [html, script, svg]) {
      expect(await isGenuineMedia('menu.pdf', Buffer.concat([start, Buffer.from('\n%PDF-1.4\n')]))).toBe(
        false,
      );
    }
    expect(
      await isGenuineMedia('menu.pdf', Buffer.concat([Buffer.alloc(1_025, 'x'), Buffer.from('%PDF-1.4\n')])),
    ).toBe(false);
  });

  it('fails as a vCard where the card does not begin the file', async () => {
    expect(await isGenuineMedia('ann.vcf', Buffer.from('<html>\nBEGIN:VCARD\r\n'))).toBe(false);
    expect(await isGenuineMedia('ann.vcf', Buffer.from('BEGIN:VCALENDAR\r\n'))).toBe(false);
  });

  it('fails with an extension that MMS does not support, or none', async () => {
    const png = bytesOf('sample.png');
    for (const name of ['photo.webp', 'photo', 'png', 'photo.png.exe', 'photo.constructor']) {
      expect(await isGenuineMedia(name, png)).toBe(false);
    }
  });
});

it('takes a PDF whose header comes after other bytes', async () => {
  const pdf = bytesOf('sample.pdf');
  for (const junk of ['\uFEFF', '\r\n', '\u001b%-12345X@PJL ENTER LANGUAGE=PDF\r\n']) {
    expect(await isGenuineMedia('menu.pdf', Buffer.concat([Buffer.from(junk), pdf]))).toBe(true);
  }
});
