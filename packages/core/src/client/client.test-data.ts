import { chattiV1 } from '../contract/chatti-v1.ts';
import { buildClient } from './build-client.ts';
import type { Chatti } from './create-chatti.ts';
import { HeldClock } from './held-clock.test-data.ts';
import { type ScriptedFetch, scripted, type Step } from './scripted-fetch.test-data.ts';
import { type AnyClientOptions, settingsOf } from './settings.ts';
// Loaded beforehand: a held clock does not wait for files.
import './several-calls.ts';

/** A key that must be found nowhere. */
export const CANARY = 'sk_canary_0f9e8d7c6b5a';

/** What every test of a call needs. */
export interface Bench {
  readonly chatti: Chatti;
  readonly clock: HeldClock;
  readonly fetch: ScriptedFetch;
}

/** A client on a held clock, against a script. */
export function bench(
  steps: readonly Step[],
  options: AnyClientOptions = {},
  clock = new HeldClock(),
): Bench {
  const fetch = scripted(...steps);
  const settings = settingsOf({ apiKey: CANARY, baseUrl: 'https://api.test/v1', fetch, ...options }, clock);
  // Built by the same loop as createChatti's.
  const chatti = buildClient(chattiV1, settings) as unknown as Chatti;
  return { chatti, clock, fetch };
}

/** A good message. */
export const hello = { to: '+447700900123', from: 'Acme', body: 'Hello there' };
