import type { RecordedStep, Recording } from '@chatti/sandbox';

/** One step of a recording, as a line tells it. */
export interface StepLine {
  /** Its number, from 1. */
  readonly number: number;
  /** How long after the start, on the sandbox's clock, in ms. */
  readonly afterMs: number;
  readonly what: string;
  /** The status of a request's reply; null where none left. */
  readonly status: number | null | undefined;
}

/** The steps that a person did or caused, without what fell due by itself. */
export function linesOf({ steps, started_at: start }: Recording): StepLine[] {
  return steps
    .map((step, index) => ({
      number: index + 1,
      afterMs: step.at - start,
      what: whatOf(step),
      status: step.do === 'request' ? (step.reply?.status ?? null) : undefined,
    }))
    .filter((line): line is StepLine => line.what !== undefined);
}

const words: Readonly<Partial<Record<RecordedStep['do'], string>>> = {
  resend: 'an event was posted again',
  clear_inbox: 'the inbox was emptied',
  settings: 'settings were changed',
  move: 'a message was given another status',
  reply: 'somebody replied',
  faults: 'a fault was ordered',
  clear_faults: 'faults were cleared',
  reset: 'everything was forgotten',
  restore: 'a snapshot was put in place',
};

function whatOf(step: RecordedStep): string | undefined {
  return step.do === 'request' ? `${step.request.method} ${step.request.path}` : words[step.do];
}
