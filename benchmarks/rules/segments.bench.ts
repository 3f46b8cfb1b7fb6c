/**
 * The claim: `countSegments` is ahead of every library that counts correctly, and takes at most a twentieth of the time
 * of split-sms on a long ASCII text.
 */
import { readFileSync } from 'node:fs';
import { countSegments, segmentText } from '@chatti/core/rules';
import gsm from 'gsm';
import smsCounter from 'sms-counter';
import { SegmentedMessage } from 'sms-segments-calculator';
import splitSms from 'split-sms';
import { measure } from '../measure.ts';

/** What every library tells, in one form: the room is what is left of the last segment. */
interface Facts {
  encoding: string;
  segments: number;
  room: number;
}

interface Library {
  name: string;
  count: (text: string) => unknown;
  facts: (text: string) => Facts;
}

interface Vector {
  text: string;
  encoding: string;
  segments: number;
  perSegmentRemaining: number[];
}

const AIM = 20;

const ours: Library = {
  name: '@chatti/core',
  count: countSegments,
  facts: (text) => {
    const { encoding, segments, parts } = segmentText(text);
    return { encoding, segments, room: parts.at(-1)?.remaining ?? Number.NaN };
  },
};

const peers: Library[] = [
  {
    name: 'split-sms',
    count: (text) => splitSms.split(text),
    facts: (text) => {
      const { characterSet, parts, remainingInPart } = splitSms.split(text);
      return {
        encoding: characterSet === 'GSM' ? 'GSM-7' : 'UCS-2',
        segments: parts.length,
        room: remainingInPart,
      };
    },
  },
  {
    name: 'sms-segments-calculator',
    count: (text) => new SegmentedMessage(text),
    facts: (text) => {
      const { encodingName, segments } = new SegmentedMessage(text);
      const bits = encodingName === 'GSM-7' ? 7 : 16;
      return {
        encoding: encodingName,
        segments: segments.length,
        room: Math.floor((segments.at(-1)?.freeSizeInBits() ?? 0) / bits),
      };
    },
  },
  {
    name: 'gsm',
    count: gsm,
    facts: (text) => {
      const { char_set, sms_count, chars_left } = gsm(text);
      return { encoding: char_set === 'Unicode' ? 'UCS-2' : 'GSM-7', segments: sms_count, room: chars_left };
    },
  },
  {
    name: 'sms-counter',
    count: (text) => smsCounter.count(text),
    facts: (text) => {
      const { encoding, messages, remaining } = smsCounter.count(text);
      return { encoding: encoding === 'UTF16' ? 'UCS-2' : 'GSM-7', segments: messages, room: remaining };
    },
  },
];

const sentence = 'The quick brown fox jumps over the lazy dog, 0123456789 times! ';
const ascii = sentence.repeat(25).slice(0, 1570);

/** The texts, with the facts as 3GPP TS 23.038 and 23.040 have them, worked out by hand. */
const texts: { name: string; text: string; gsm7: boolean; facts: Facts }[] = [
  {
    name: '40 ASCII',
    text: ascii.slice(0, 40),
    gsm7: true,
    facts: { encoding: 'GSM-7', segments: 1, room: 120 },
  },
  { name: '1570 ASCII', text: ascii, gsm7: true, facts: { encoding: 'GSM-7', segments: 11, room: 113 } },
  {
    name: '1570 with an emoji',
    text: `${ascii.slice(0, 1569)}\u{1f600}`,
    gsm7: false,
    facts: { encoding: 'UCS-2', segments: 24, room: 37 },
  },
];

function sameFacts(a: Facts, b: Facts): boolean {
  return a.encoding === b.encoding && a.segments === b.segments && a.room === b.room;
}

function rightOn(library: Library, vectors: readonly Vector[]): number {
  return vectors.filter(({ text, encoding, segments, perSegmentRemaining }) =>
    sameFacts(library.facts(text), { encoding, segments, room: perSegmentRemaining.at(-1) ?? Number.NaN }),
  ).length;
}

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(26) : cell.padStart(20))).join('');
}

const vectors = JSON.parse(
  readFileSync(new URL('../../packages/core/vectors/segments.json', import.meta.url), 'utf8'),
) as Vector[];

console.log(row(['counts correctly', 'the three texts', `of ${vectors.length} vectors`]));
const correct = new Set<string>();
for (const library of [ours, ...peers]) {
  const right = texts.filter(({ text, facts }) => sameFacts(library.facts(text), facts)).length;
  if (right === texts.length) correct.add(library.name);
  console.log(row([library.name, `${right} of ${texts.length}`, String(rightOn(library, vectors))]));
}

const lost: string[] = [];
let defended = 0;
for (const { name, text, gsm7 } of texts) {
  const timings = measure(
    [ours, ...peers].map((library) => ({ name: library.name, run: () => library.count(text) })),
  );
  const own = timings[0]?.opsPerSecond ?? Number.NaN;
  console.log(`\n${row([name, 'ops/s', 'time, ours = 1'])}`);
  for (const { name: library, opsPerSecond } of timings) {
    const ratio = own / opsPerSecond;
    console.log(row([library, Math.round(opsPerSecond).toLocaleString('en'), ratio.toFixed(1)]));
    if (ratio < 1 && (gsm7 || correct.has(library))) lost.push(`${library} on ${name}`);
    if (library === 'split-sms' && name === '1570 ASCII') defended = ratio;
  }
}

if (lost.length > 0) console.log(`\nBehind ${lost.join(', ')}.`);
console.log(
  `\nDefended: ${defended.toFixed(0)} times as fast as split-sms on 1570 ASCII characters (aim: ${AIM}).`,
);
if (lost.length > 0 || !correct.has(ours.name) || defended < AIM) process.exitCode = 1;
