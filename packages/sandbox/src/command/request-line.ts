import { inspect } from 'node:util';
import type { RequestLine } from '../http/exchange.ts';

const escape = '\u001b[';

/** Colours of terminals by the first digit of a status. */
const colours: Readonly<Record<string, string>> = { 2: '32', 3: '36', 4: '33', 5: '31' };

/** One line about a request; what broke inside the sandbox follows it. */
export function formatRequestLine(
  { method, path, status, durationMs, fault, error }: RequestLine,
  colour: boolean,
): string {
  const code = colour
    ? `${escape}${colours[String(status).charAt(0)] ?? '0'}m${status}${escape}0m`
    : String(status);
  const line = `${code} ${method.padEnd(6)} ${path} ${durationMs.toFixed(1)} ms${fault === undefined ? '' : ` (${fault})`}\n`;
  return error === undefined ? line : `${line}${error instanceof Error ? error.stack : inspect(error)}\n`;
}
