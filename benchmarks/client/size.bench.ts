// The claims: a program that only sends is smaller than with any peer; what is installed is a fraction of what the other
// SDK for SMS brings. Resend installs less still, and two peers come as a single package.
import { type Candidate, type Comparison, report } from '../report.ts';
import { allBytes, bundle, staticBytes } from '../size/bundle.ts';
import { installed } from '../size/installed.ts';

/** The smallest program that makes one call with each client. */
const programs: Readonly<Record<string, string>> = {
  '@chatti/core': `import { createChatti } from '@chatti/core'; await createChatti().messages.send({ to: '', body: '' });`,
  resend: `import { Resend } from 'resend'; await new Resend().emails.send({});`,
  openai: `import OpenAI from 'openai'; await new OpenAI().responses.create({});`,
  stripe: `import Stripe from 'stripe'; await new Stripe('').customers.create({});`,
  twilio: `import twilio from 'twilio'; await twilio('', '').messages.create({});`,
};

const here = import.meta.dirname;
const measured = await Promise.all(
  Object.entries(programs).map(async ([name, program]) => {
    const files = await bundle(program, here);
    const { bytes, packages } = installed(name, here);
    return {
      name,
      loaded: staticBytes(files) / 1024,
      all: allBytes(files) / 1024,
      bytes: bytes / 1024,
      packages,
    };
  }),
);

type Measure = 'loaded' | 'all' | 'bytes' | 'packages';

/** Sets one measure of ours against the least of some peers. */
function compare(
  measure: Measure,
  words: Omit<Comparison, 'base' | 'candidates' | 'claims'>,
  claim?: Against,
): void {
  const candidates = measured.map((one) => ({ name: one.name, figure: one[measure] }));
  const [own] = candidates;
  const claims = claim
    ? [
        {
          text: claim.text,
          figure:
            (own?.figure ?? Number.NaN) /
            Math.min(...candidates.filter(claim.peers).map(({ figure }) => figure)),
          aim: { atMost: claim.atMost },
        },
      ]
    : [];
  report({ ...words, base: '@chatti/core', candidates, claims });
}

interface Against {
  readonly text: string;
  readonly peers: (candidate: Candidate) => boolean;
  readonly atMost: number;
}

const anyPeer = ({ name }: Candidate): boolean => name !== '@chatti/core';
const ofThisField = ({ name }: Candidate): boolean => name === 'twilio';

compare(
  'loaded',
  { title: 'What a program that only sends loads, minified and gzipped', unit: 'KiB' },
  { text: 'A program that only sends loads less than with any peer', peers: anyPeer, atMost: 1 },
);
compare(
  'all',
  { title: 'The same with all that may be loaded later, in one file', unit: 'KiB' },
  { text: 'In one file it is smaller than with any peer', peers: anyPeer, atMost: 1 },
);
compare(
  'bytes',
  { title: 'What is installed, with all dependencies', unit: 'KiB' },
  { text: 'What is installed is a fraction of what twilio brings', peers: ofThisField, atMost: 0.5 },
);
compare('packages', { title: 'Packages installed', unit: 'packages' });
