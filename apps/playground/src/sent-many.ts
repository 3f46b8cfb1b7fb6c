import type { Outcome, ProblemField } from '@chatti/core';
import type { Message } from '@chatti/core/contract';

/** The body of `POST /api/send/{road}/many`: the fields of one message, and everybody that it goes to. */
export interface ManyToSend {
  readonly to: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What became of one message of many. */
export interface SentOne {
  /** The recipient, as it was given. */
  readonly to: string;
  readonly outcome: 'accepted' | Outcome;
  /** The message, where it was accepted. */
  readonly message: Pick<Message, 'id' | 'to' | 'status'> | null;
  /** Why not, where it was not. */
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly errors: readonly ProblemField[];
  } | null;
}

/** The answer: what became of each, in the order given. Recipients that nothing was said of are not in it. */
export interface SentMany {
  readonly results: readonly SentOne[];
}
