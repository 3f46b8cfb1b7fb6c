import type * as v from 'valibot';
import type { InputIssue } from '../errors/input-error.ts';
import { FIELD_PROBLEMS, type FieldCode } from './problems.table.ts';

/**
 * The complaints of a schema as path, code and sentence: `messages[3].to`, `invalid_number`. No value is repeated,
 * so the result may be shown and logged.
 */
export function explainIssues(issues: readonly v.BaseIssue<unknown>[]): InputIssue[] {
  return issues.map((issue) => {
    const code = codeOf(issue);
    return { path: pathOf(issue), code, message: FIELD_PROBLEMS[code] };
  });
}

function codeOf(issue: v.BaseIssue<unknown>): FieldCode {
  if (isFieldCode(issue.message))
    return issue.kind === 'schema' && issue.received === 'undefined' ? 'required' : issue.message;
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'unknown_field';
  return issue.received === 'undefined' ? 'required' : 'invalid_type';
}

function isFieldCode(text: string): text is FieldCode {
  return Object.hasOwn(FIELD_PROBLEMS, text);
}

/** The longest key that is repeated: an unknown key comes from the caller's caller and may be anything. */
const keyLimit = 64;

function pathOf(issue: v.BaseIssue<unknown>): string {
  let path = '';
  for (const { key } of issue.path ?? []) {
    if (typeof key === 'number') path += `[${key}]`;
    else path += `${path && '.'}${shortKey(String(key))}`;
  }
  return path;
}

function shortKey(key: string): string {
  return key.length > keyLimit ? `${key.slice(0, keyLimit)}…` : key;
}
