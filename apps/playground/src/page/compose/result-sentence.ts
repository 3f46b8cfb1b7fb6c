import { PROBLEMS } from '@chatti/core/contract';
import type { Road } from '../api/queries.ts';
import type { RequestProblem } from '../api/request.ts';

const names: Readonly<Record<Road, string>> = { core: '@chatti/core', nest: 'NestJS', express: 'Express' };

/** A road as a sentence names it. */
export function roadName(road: Road): string {
  return names[road];
}

const fates: Readonly<Record<RequestProblem['outcome'], string>> = {
  not_sent: 'Not sent, nothing reached the sandbox.',
  rejected: 'Not sent, the sandbox refused it.',
  unknown: 'It may have been sent. Look into the inbox before you send it again.',
};

const fields: Readonly<Record<string, string>> = { to: 'To', from: 'From', body: 'Text' };

/** What happened to the message, and why. */
export function failureSentence({ outcome, code, errors, detail }: RequestProblem): string {
  const why = errors.map(({ field, message }) => sentenceOf(`“${fields[field] ?? field}”`, message));
  return [fates[outcome], ...(why.length === 0 ? [reasonOf(code) ?? detail] : why)].join(' ');
}

/** A code of the API says more than a detail that is written for any application. */
function reasonOf(code: string): string | undefined {
  return Object.entries(PROBLEMS).find(([name]) => name === code)?.[1].message;
}

/** What is wrong with one field, to be said beside it. */
export function faultOf(field: string, problem: RequestProblem | undefined): string | undefined {
  const error = problem?.errors.find((one) => one.field === field);
  return error && sentenceOf('This', error.message);
}

/** Some messages are the rest of a sentence (`is empty`), some are one of their own. */
function sentenceOf(subject: string, message: string): string {
  const ended = /[.!?]$/.test(message) ? message : `${message}.`;
  return /^\p{Lu}/u.test(ended) ? ended : `${subject} ${ended}`;
}
