/** When the clients of the roads give up: their defaults, written out so that the page can tell. */
export const ROAD_LIMITS = { timeoutMs: 30_000, totalTimeoutMs: 90_000, retryLimit: 2 } as const;
