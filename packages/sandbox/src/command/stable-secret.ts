import { createHash } from 'node:crypto';

/**
 * The signing secret of the webhooks of a sandbox that was started by command: the same at each start with the same key,
 * so that it can stay in the environment of whoever receives. Whoever knows the key knows it.
 */
export function stableSecret(apiKey: string): string {
  return `whsec_${createHash('sha256').update(`chatti-sandbox webhooks of ${apiKey}`).digest('base64')}`;
}
