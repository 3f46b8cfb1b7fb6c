import type { ChattiOptions } from '@chatti/core';

/**
 * Where the clients of an app go instead, and the secret that signs what comes from there. Only the testing module
 * provides one.
 */
export interface Detour {
  /** What a client of a name is made with, over its own options. */
  optionsOf(name: string | undefined): Required<Pick<ChattiOptions, 'apiKey' | 'baseUrl' | 'fetch'>>;
  /** A signing secret beside the app's own. */
  readonly webhookSecret: string;
}

/** The token of the {@link Detour}: a global module may provide it. */
export const DETOUR = Symbol.for('@chatti/nest-module/detour');
