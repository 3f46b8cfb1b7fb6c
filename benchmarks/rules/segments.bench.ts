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
import { type Claim, report } from '../report.ts';

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

const vectors = JSON.parse(
  readFileSync(new URL('../../packages/core/vectors/segments.json', import.meta.url), 'utf8'),
) as Vector[];

const correct = new Set<string>();
const rights = [ours, ...peers].map((library) => {
  if (texts.every(({ text, facts }) => sameFacts(library.facts(text), facts))) correct.add(library.name);
  return { name: library.name, figure: rightOn(library, vectors) };
});
report({
  title: `Texts of which encoding, segments and room are told right, of ${vectors.length}`,
  unit: 'texts',
  base: ours.name,
  candidates: rights,
  claims: [
    {
      text: 'Every text is counted right',
      figure: (rights[0]?.figure ?? 0) / vectors.length,
      aim: { atLeast: 1 },
    },
  ],
});

for (const { name, text, gsm7 } of texts) {
  const timings = measure(
    [ours, ...peers].map((library) => ({ name: library.name, run: () => library.count(text) })),
  );
  const speedOf = (library: string): number =>
    timings.find((timing) => timing.name === library)?.opsPerSecond ?? Number.NaN;
  // One that counts wrong may be fast: only on GSM text, where the work is the same, is it a rival.
  const rivals = peers.filter((library) => gsm7 || correct.has(library.name));
  const claims: Claim[] = [
    {
      text: `countSegments is ahead of the fastest other library on ${name}`,
      figure: speedOf(ours.name) / Math.max(...rivals.map((library) => speedOf(library.name))),
      aim: { atLeast: 1 },
    },
  ];
  if (name === '1570 ASCII') {
    claims.push({
      text: `countSegments is many times as fast as split-sms on ${name}`,
      figure: speedOf(ours.name) / speedOf('split-sms'),
      aim: { atLeast: AIM },
    });
  }
  report({
    title: `Counting segments, ${name}`,
    unit: 'a second',
    base: ours.name,
    candidates: timings.map(({ name: library, opsPerSecond }) => ({ name: library, figure: opsPerSecond })),
    claims,
  });
}
