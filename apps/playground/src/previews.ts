import type { Preview } from '@chatti/core/contract';

/** How many recipients can be asked about at once. */
export const MOST_PREVIEWS = 100;

/** The body of `POST /api/previews`: the fields of one message, and some of those that it goes to. */
export interface AskPreviews {
  readonly to: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What the server makes of the message to each of them, in the order given. */
export interface Previews {
  readonly results: readonly PreviewOf[];
  /** Why the rest was not asked about; null where all were. */
  readonly stopped: Stopped | null;
}

/** What the server makes of the message to one of them. */
export interface PreviewOf {
  readonly to: string;
  readonly preview: Preview;
}

/** Why no more was asked. */
export interface Stopped {
  /** `rate_limited`: the server said so. `sparing`: little is left of its limit, and sends need it. Otherwise a code of the API. */
  readonly code: string;
  /** What the server said, in a sentence. */
  readonly message: string;
  /** For how long nothing more is asked, in whole seconds; null where that is not known. */
  readonly retry_after_s: number | null;
}
