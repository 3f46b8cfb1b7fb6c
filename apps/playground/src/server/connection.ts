/** What a client needs to reach the sandbox. */
export interface Connection {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** The token of the connection, for Nest. */
export const CONNECTION = Symbol('connection');
