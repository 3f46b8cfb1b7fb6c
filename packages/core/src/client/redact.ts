/** The longest sentence of a server that goes into an error, in characters. */
const longest = 200;

/** Anything shorter is no secret, and would be found in every word. */
export const shortestSecret = 4;

/** Takes what must not be repeated out of a text. */
export type Redact = (text: string) => string;

/**
 * Takes the given secrets out of a text (keys, headers, message texts that a server may quote), and numbers that are
 * written as such, with their plus.
 */
export function redactSecrets(secrets: readonly string[]): Redact {
  return (text) => {
    let clean = text;
    for (const secret of secrets)
      if (secret.length >= shortestSecret) clean = clean.split(secret).join('[redacted]');
    return clean.replace(/\+\d{7,15}/g, '[number]');
  };
}

/** Takes everything that looks like a phone number out of a text; dates may stay. */
export function redactNumbers(text: string): string {
  return text.replace(/\+?\d[\d\s()-]{5,30}\d/g, (run) => (isNumber(run) ? '[number]' : run));
}

function isNumber(run: string): boolean {
  return run.replace(/\D/g, '').length >= 7 && !/^\d{4}-\d\d-\d\d(?!\d)/.test(run);
}

/** A text of a server, cut to a length that fits a message. */
export function excerpt(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
