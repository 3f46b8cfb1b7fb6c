import type { EventLog } from './control/event-log.ts';
import type { App } from './http/app.ts';
import type { Platform } from './platform.ts';
import { empty, putSnapshot, type Snapshot, takeSnapshot } from './snapshot.ts';

/** Everything that a sandbox holds, taken as a whole. */
export interface SandboxState {
  reset(): Promise<void>;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): Promise<void>;
}

export function sandboxState(platform: Platform, log: EventLog, api: App): SandboxState {
  const { db, clock, sections, webhookSender, settings, accounts, faults, journal } = platform;
  const replace = (work: () => void): void => {
    db.write(work);
    webhookSender.replaced();
    accounts.forget();
    platform.messages.forget();
    platform.messageIndex.forget();
    platform.messageFinder.forget();
    api.forget();
    log.publish('reset', () => ({}));
  };
  return {
    async reset() {
      const begin = (): void => {
        settings.restart();
        replace(() => empty(db));
        faults.restart();
        journal.restart();
        api.restart();
        sections.renew({ do: 'listen', origin: platform.publicOrigin() });
      };
      sections.run(() => ({ do: 'reset' }), begin);
      await db.settled();
    },
    snapshot: () => takeSnapshot(db, clock.now()),
    async restore(taken) {
      const begin = (): void => {
        replace(() => putSnapshot(db, taken));
        // What made these messages may have been asked of another sandbox.
        journal.missUntil(taken.now);
        clock.catchUp(taken.now);
        clock.refresh();
      };
      sections.run(() => ({ do: 'restore', snapshot: taken }), begin);
      await db.settled();
    },
  };
}
