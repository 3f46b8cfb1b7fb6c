import type { Message } from '@chatti/core/contract';

/** The two ends of a message. */
export interface Ends {
  /** The phone. */
  readonly phone: string;
  /** The account's number, or its sender ID. */
  readonly account: string;
}

/** Which end of a message is the phone. Empty where the server did not say. */
export function endsOf({ direction, from, to }: Pick<Message, 'direction' | 'from' | 'to'>): Ends {
  const isInbound = direction === 'inbound';
  return { phone: (isInbound ? from : to) ?? '', account: (isInbound ? to : from) ?? '' };
}
