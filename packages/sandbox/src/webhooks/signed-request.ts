import { signWebhook } from '@chatti/core/webhooks';
import type { DeliveryRow, Target } from './delivery-store.ts';

/** What is posted for one attempt. */
export interface SignedRequest {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Signs a delivery by the Standard Webhooks specification 1.0.0. */
export async function signedRequest(
  { id, body }: DeliveryRow,
  { secret }: Target,
  timestamp: Date,
): Promise<SignedRequest> {
  const signature = await signWebhook({ id, timestamp, body, secret });
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Chatti-Sandbox-Webhooks/1',
      ...signature,
    },
  };
}
