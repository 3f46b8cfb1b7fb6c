import { EventLog } from './control/event-log.ts';
import { createControl } from './control/serve-control.ts';
import { watchPlatform } from './control/watch-platform.ts';
import { type App, createApp } from './http/app.ts';
import { listen, type Listening } from './http/listen.ts';
import { createFetch } from './http/sandbox-fetch.ts';
import { sandboxJournal } from './journal/sandbox-journal.ts';
import { createPlatform, type Platform, type PlatformParts } from './platform.ts';
import { recordRequests } from './recording/record-requests.ts';
import { takeRecording } from './recording/take-recording.ts';
import { sandboxAccount } from './sandbox-account.ts';
import type { SandboxOptions } from './sandbox-options.ts';
import { sandboxState } from './sandbox-state.ts';
import type { Sandbox } from './sandbox.ts';

/** Where a sandbox is that does not listen: nobody can reach it there but its own `fetch`. */
const inProcessOrigin = 'http://localhost';

/** What a sandbox is opened with that is not for everybody to choose. */
interface Replayed extends PlatformParts {
  /** Where a recording is replayed: scheme and host of links. */
  readonly origin?: () => string;
}

/** A sandbox with what is behind it. */
export interface OpenSandbox {
  readonly sandbox: Sandbox;
  readonly platform: Platform;
  /** The API without the control routes, not recorded. */
  readonly api: App;
}

/** Makes a sandbox, or one that a recording is replayed in. */
export function openSandbox(options: SandboxOptions, replayed?: Replayed): OpenSandbox {
  let listening: Listening | undefined;
  const closing = new AbortController();
  const origin = () => replayed?.origin?.() ?? listening?.origin ?? inProcessOrigin;
  const platform = createPlatform(options, origin, { ...replayed });
  const { sections, settings, seed, clock } = platform;
  const plain = createApp(platform, options.onRequest);
  const api = options.record && seed !== undefined ? recordRequests(plain, sections, seed) : plain;
  const log = new EventLog();
  watchPlatform(platform, log);
  const world = {
    platform,
    account: (apiKey: string) => sandboxAccount(platform, apiKey),
    baseUrl: () => `${settings.publicUrl ?? origin()}/v1`,
    recording: () => takeRecording(platform, options),
    ...sandboxState(platform, log, api),
  };
  const app = withControl(api, createControl(world, log));
  const close = async (): Promise<void> => {
    if (closing.signal.aborted) return;
    closing.abort();
    clock.close();
    platform.webhookSender.close();
    platform.messageIndex.close();
    log.close();
    await listening?.close();
    platform.db.close();
  };
  const { account, reset, snapshot, restore, recording } = world;
  const sandbox: Sandbox = {
    ...account(settings.apiKey),
    fetch: createFetch(app, closing.signal),
    get baseUrl() {
      return world.baseUrl();
    },
    clock,
    faults: platform.faults,
    journal: sandboxJournal(platform),
    account,
    async listen(listenOptions) {
      if (listening || closing.signal.aborted)
        throw new TypeError('The sandbox listens already, or is closed.');
      const opened = await listen(app, listenOptions);
      sections.run(
        () => ({ do: 'listen', origin: opened.origin }),
        () => (listening = opened),
      );
      return opened;
    },
    reset,
    snapshot,
    restore,
    recording,
    close,
    [Symbol.asyncDispose]: close,
  };
  return { sandbox, platform, api: plain };
}

/** The API, and the control routes beside it. */
function withControl(api: App, control: ReturnType<typeof createControl>): App {
  return {
    ...api,
    fetch: (request, bindings) =>
      control.takes(request) ? control.fetch(request, bindings) : api.fetch(request, bindings),
  };
}
