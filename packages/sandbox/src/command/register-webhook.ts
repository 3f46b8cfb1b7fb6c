import type { CompleteWebhook, Page } from '@chatti/core/contract';
import type { Sandbox } from '../create-sandbox.ts';

/**
 * Has every event of the ready-made account posted to a URL, unless a webhook of a former start does so already.
 *
 * @throws `TypeError` where the URL is refused.
 */
export async function registerWebhook(sandbox: Sandbox, url: string): Promise<void> {
  const call = (method: 'GET' | 'POST', path: string, body?: object): Promise<Response> =>
    sandbox.fetch(`${sandbox.baseUrl}${path}`, {
      method,
      headers: { 'x-api-key': sandbox.apiKey, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  // What the list of webhooks answers.
  const page = (await (await call('GET', '/webhooks?per_page=1000')).json()) as Page<CompleteWebhook>;
  if (page.data.some((webhook) => webhook.url === url && webhook.active)) return;
  const made = await call('POST', '/webhooks', { name: 'By --webhook', url, events: ['*'] });
  if (!made.ok) throw new TypeError('--webhook takes an http or https URL on this machine.');
}
