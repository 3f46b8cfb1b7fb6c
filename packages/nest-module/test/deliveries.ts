import { signWebhook } from '@chatti/core/webhooks';

/** The signing secrets of two webhooks. */
export const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const otherSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

/** A body that no serialiser would write so: parsed and written again it has another signature. */
export function bodyOf(
  type: string,
  data: string = '{"message": {"id": "msg_1", "body": "Grüße, 😀"}}',
): string {
  return `{ "id": "evt_1", "type":"${type}", "timestamp": "2026-11-22T12:00:00Z",\n "data": ${data} }`;
}

/** The headers of a delivery, signed now. */
export function signed(body: string, more: Partial<Parameters<typeof signWebhook>[0]> = {}) {
  return signWebhook({ id: 'dlv_1', timestamp: new Date(), body, secret, ...more });
}

/** Posts a delivery: by default of `message.delivered`, rightly signed. */
export async function deliver(
  url: string,
  {
    body = bodyOf('message.delivered'),
    headers,
    type = 'application/json',
    ...more
  }: Partial<Parameters<typeof signWebhook>[0]> & {
    body?: string;
    headers?: Record<string, string>;
    type?: string;
  } = {},
): Promise<{ status: number; text: string }> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': type, ...(headers ?? (await signed(body, more))) },
    body: new TextEncoder().encode(body),
  });
  return { status: reply.status, text: await reply.text() };
}
