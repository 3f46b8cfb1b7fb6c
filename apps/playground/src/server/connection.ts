import type { Sandbox } from '@chatti/sandbox';
import type { RecordingShelf } from './recordings/recording-shelf.ts';
import type { SendsUnderWay } from './roads/sends-under-way.ts';

/** What a client needs to reach a server of the API. */
export interface Connection {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** What one application of the playground works with. A change of the connection makes a new application. */
export interface Workplace {
  /** Where messages are sent to. The key stays in this process. */
  readonly connection: Connection;
  /** Whether that is the sandbox below; otherwise messages are real. */
  readonly isSandbox: boolean;
  /** The sandbox that the playground brings along. It runs also while messages go elsewhere. */
  readonly sandbox: Sandbox;
  /** What signs the events that the sandbox posts to the playground itself. */
  readonly webhookSecret: string;
  /** What was recorded of it and kept. */
  readonly recordings: RecordingShelf;
  /** The page's sends that have no answer yet. They outlive a change of the connection. */
  readonly sends: SendsUnderWay;
  /** Sends to another server from now on; to the sandbox without a connection. */
  connect(connection: Connection | undefined): Promise<void>;
}

/** The token of the workplace, for Nest. */
export const WORKPLACE = Symbol('workplace');
