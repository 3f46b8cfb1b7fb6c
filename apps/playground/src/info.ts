import type { Problem } from '@chatti/core';
import type { Difference } from '@chatti/sandbox';

/** What the playground's server tells its page about itself: the answer of `GET /api/info`. */
export interface Info {
  /** Where messages go. */
  readonly connection: {
    readonly base_url: string;
    /** False where messages are real: they reach phones and cost money. */
    readonly is_sandbox: boolean;
  };
  readonly sandbox: {
    /** Where the sandbox is, version root included. */
    readonly base_url: string;
    /** The sandbox's own throwaway key, for the calls that are shown to be pasted. */
    readonly api_key: string;
  };
  /** When the client of a road gives up, whichever road it is. */
  readonly road_limits: RoadLimits;
  /** A made-up opt-out link of the real length, to count and to show. */
  readonly sample_opt_out_url: string;
}

/** When the client of a road gives up. */
export interface RoadLimits {
  /** How long one attempt may take, in ms. */
  readonly timeout_ms: number;
  /** How long a call may take with all its attempts and pauses, in ms. */
  readonly total_timeout_ms: number;
  /** How many attempts there are at most. */
  readonly attempts: number;
}

/** The body of `PUT /api/connection`. */
export interface NewConnection {
  readonly base_url: string;
  readonly api_key: string;
}

/** A problem document of the playground. The page is the developer's own, so it is told what the server behind said. */
export interface PageProblem extends Problem {
  readonly upstream?: {
    readonly status: number;
    readonly code: string;
    readonly message: string;
    readonly request_id: string | null;
  };
}

/** One entry of the answer of `GET /api/magic-recipients`: a number of the sandbox whose end is decided. */
export interface MagicNumber {
  readonly number: string;
  /** What happens to a message to it, in a sentence; codes stand in backticks. */
  readonly outcome: string;
  /** Whether the send itself is refused. */
  readonly refused: boolean;
}

/** One fault that the sandbox can be told to have: an item of `GET /api/fault-kinds`. */
export interface FaultKind {
  /** As it is ordered: `reset-after-commit`, `rate_limited`. */
  readonly fault: string;
  readonly what: string;
}

/** A recording that the playground keeps: an item of `GET /api/recordings`. */
export interface SavedRecording {
  readonly id: string;
  readonly name: string;
  /** When it was saved or loaded, ISO 8601 in UTC. */
  readonly saved_at: string;
  readonly steps: number;
  readonly requests: number;
}

/** The body of `PUT /api/recordings`. */
export interface LoadRecording {
  readonly name: string;
  /** The content of a file that was saved before. */
  readonly recording: unknown;
}

/** What came out of a replay. */
export interface Replayed {
  readonly differences: readonly Difference[];
  readonly took_ms: number;
}

/** An event that the playground's own receiver got: an item of `GET /api/received-events`. */
export interface ReceivedEvent {
  readonly type: string;
  /** When it happened, on the sandbox's clock, ISO 8601 in UTC. */
  readonly timestamp: string;
  /** When it came, ISO 8601 in UTC. */
  readonly received_at: string;
}
