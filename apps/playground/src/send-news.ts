/** What the playground tells its page of a send while it is under way: the data of an event `send` in `GET /api/events`. */
export interface SendNews {
  /** The name that the page gave the send. */
  readonly id: string;
  /** An attempt that has just ended without success. Of many messages each batch has attempts of its own. */
  readonly attempt?: FailedAttempt;
  /** How many of many messages have a result by now. */
  readonly done?: number;
}

/** An attempt that was no success. */
export interface FailedAttempt {
  /** 1 for the first of its call. */
  readonly number: number;
  /** The status of the answer; null where there was none. */
  readonly status: number | null;
  /** What went wrong, in a few words. */
  readonly failure: string;
  /** How long the client waits before the next attempt, in ms; null where none follows. */
  readonly wait_ms: number | null;
}

/** The answer of `POST /api/sends/{id}/cancel`. */
export interface CancelledSend {
  /** False where nothing of that name is under way any more: its own answer says what became of it. */
  readonly cancelled: boolean;
}
