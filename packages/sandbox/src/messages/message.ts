import type { CompleteMessage, MessageStatus } from '@chatti/core/contract';

/** A message that is to be stored. */
export interface NewMessage extends CompleteMessage {
  readonly status: MessageStatus;
}

/** What a step of a message's life changes. */
export interface Change {
  readonly status: MessageStatus;
  /** Why, where it went wrong. */
  readonly error?: CompleteMessage['error'];
  /** When the next step is due; undefined where it stays as it is. */
  readonly dueAt: number | undefined;
}
