import { signWebhook } from './sign-webhook.ts';

/** The secret of the Standard Webhooks test files: 24 bytes. */
export const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
/** Another one. */
export const otherSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
/** The clock of the tests, in seconds. */
export const nowS = 1_764_000_000;
/** The same in milliseconds. */
export const now = nowS * 1000;

/** A body that holds what an event holds, and is written as no serialiser would write it. */
export const body = `{ "id": "evt_1", "type":"message.delivered", "timestamp": "2025-11-24T16:00:00Z",
  "data": {"message": {"id": "msg_1", "status": "delivered", "to": "+447700900123", "body": "Grüße, 😀"}}}\n`;

/** What a delivery can differ in. */
interface Differences {
  id?: string;
  timestamp?: Date | number;
  body?: string | Uint8Array;
  secret?: string | readonly string[];
}

/** The headers of a delivery of `body`, signed now with `secret`. */
export function signed(differences: Differences = {}): ReturnType<typeof signWebhook> {
  return signWebhook({ id: 'dlv_1', timestamp: nowS, body, secret, ...differences });
}
