import type { Platform } from '../platform.ts';
import { messageOf } from '../store/message-of.ts';
import { clockTime } from './clock-control.ts';
import { orderedFaults, recordingState } from './control-handlers.ts';
import type { EventLog, LoggedType } from './event-log.ts';
import { settingsOf } from './settings-control.ts';

/** Has the log told of everything that happens. */
export function watchPlatform(platform: Platform, log: EventLog): void {
  const { journal, webhookSender, settings, faults, accounts, sections, clock } = platform;
  // From the first subscriber on: before, no entry need be made.
  log.onFirst(() =>
    journal.listen((entry) => log.publish('request', () => entry, entry.account_id ?? undefined)),
  );
  journal.onClear(() => log.publish('journal', () => ({ data: [] })));
  webhookSender.onAttempt((account, delivery) => {
    if (log.isOn) log.publish('delivery', () => delivery, accounts.idAt(account));
  });
  faults.onChange(() => log.publish('faults', () => ({ data: orderedFaults(platform) })));
  settings.onChange((apiKey) => {
    if (!log.isOn) return;
    const now = settingsOf(platform, apiKey);
    log.publish('settings', () => now, now.account_id);
  });
  clock.onChange(() => log.publish('clock', () => clockTime(platform)));
  sections.onChange(() => log.publish('recording', () => recordingState(platform)));
  watchStore(platform, log);
}

/** What is told once the write that it is part of has held. */
function watchStore({ events, messages, webhookStore, accounts, db }: Platform, log: EventLog): void {
  const publish = (type: LoggedType, account: number, data: () => unknown): void => {
    void Promise.resolve(db.settled()).then(
      () => {
        const told = data();
        if (told !== undefined) log.publish(type, () => told, accounts.idAt(account));
      },
      () => {},
    );
  };
  const isOn = () => log.isOn;
  events.onMessage(({ account, id }) => {
    if (!log.isOn) return;
    publish('message', account, () => {
      const row = messages.get(account, id);
      return row && messageOf(row);
    });
  }, isOn);
  events.onWebhook(({ account, id }) => {
    if (log.isOn) publish('webhook', account, () => ({ id, webhook: webhookStore.get(account, id) ?? null }));
  });
  events.listen(({ account, type, at, data }) => {
    if (!log.isOn) return;
    const told = { type, timestamp: new Date(at).toISOString(), data: data() };
    publish('event', account, () => told);
  }, isOn);
}
