import { PROBLEMS } from '@chatti/core/contract';
import type { Road } from '../api/queries.ts';
import type { RequestProblem } from '../api/request.ts';
import { sentenceOf } from '../api/sentence-of.ts';

const names: Readonly<Record<Road, string>> = { core: '@chatti/core', nest: 'NestJS', express: 'Express' };

/** A road as a sentence names it. */
export function roadName(road: Road): string {
  return names[road];
}

/** Where messages go, as a sentence names it. */
export type Goal = 'sandbox' | 'server';

const fates: Readonly<Record<RequestProblem['outcome'], (goal: Goal) => string>> = {
  not_sent: (goal) => `Not sent, nothing reached the ${goal}.`,
  rejected: (goal) => `Not sent, the ${goal} refused it.`,
  unknown: () => 'It may have been sent. Look into the inbox before you send it again.',
};

const fields: Readonly<Record<string, string>> = {
  to: 'To',
  from: 'From',
  body: 'Text',
  media: 'Media',
  subject: 'Subject',
  scheduled_at: 'Schedule',
  reference: 'Reference',
  metadata: 'Metadata',
};

/** What happened to the message, and why. */
export function failureSentence(
  { outcome, code, errors, detail, upstream }: RequestProblem,
  goal: Goal,
): string {
  const why = errors.map(({ field, message }) => sentenceOf(`“${fields[rootOf(field)] ?? field}”`, message));
  return [
    fates[outcome](goal),
    ...(why.length === 0 ? [reasonOf(upstream?.code ?? code) ?? detail] : why),
  ].join(' ');
}

/** The field of a path: `media` of `media[0].content`. */
function rootOf(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? path;
}

/** A code of the API says more than a detail that is written for any application. */
function reasonOf(code: string): string | undefined {
  return Object.entries(PROBLEMS).find(([name]) => name === code)?.[1].message;
}

/** What is wrong with one field, to be said beside it. */
export function faultOf(field: string, problem: RequestProblem | undefined): string | undefined {
  const error = problem?.errors.find((one) => rootOf(one.field) === field);
  return error && sentenceOf('This', error.message);
}
