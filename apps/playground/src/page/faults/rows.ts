import { chattiV1 } from '@chatti/core/contract';

/** The rows of the contract by their names, sends first. */
export const ROWS: readonly string[] = Object.entries(chattiV1).flatMap(([resource, rows]) =>
  Object.keys(rows).map((verb) => `${resource}.${verb}`),
);
