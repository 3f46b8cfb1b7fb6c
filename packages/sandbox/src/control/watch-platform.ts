import type { Platform } from '../platform.ts';
import { messageOf } from '../store/message-store.ts';
import type { EventLog } from './event-log.ts';
import { orderedFaults } from './control-handlers.ts';

/** Has the log told of everything that happens. */
export function watchPlatform(platform: Platform, log: EventLog): void {
  const { events, journal, webhookSender, faults, messages, db, clock } = platform;
  // From the first subscriber on: before, no entry need be made.
  log.onFirst(() => journal.listen((entry) => log.publish('request', () => entry)));
  webhookSender.onAttempt((_account, delivery) => log.publish('delivery', () => delivery));
  faults.onChange(() => log.publish('faults', () => ({ data: orderedFaults(platform) })));
  clock.onAdvance(() => log.publish('clock', () => ({ now: clock.date().toISOString() })));
  events.onMessage(({ account, id }) => {
    if (!log.isOn) return;
    // Told once the write that it is part of has held.
    void Promise.resolve(db.settled()).then(
      () => {
        const row = messages.get(account, id);
        if (row) log.publish('message', () => messageOf(row));
      },
      () => {},
    );
  });
  events.listen(({ type, at, data }) => {
    if (!log.isOn) return;
    const told = { type, timestamp: new Date(at).toISOString(), data: data() };
    void Promise.resolve(db.settled()).then(
      () => log.publish('event', () => told),
      () => {},
    );
  });
}
