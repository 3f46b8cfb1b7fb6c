export type {
  AddFault,
  AdvanceClock,
  CheckFile,
  CheckMessage,
  ClockTime,
  Deliveries,
  Findings,
  InboxMessages,
  JournalEntries,
  JournalKey,
  ListDeliveries,
  ListInbox,
  ListJournal,
  Nothing,
  OrderedFault,
  OrderedFaults,
  RecordingDocument,
  RequestCopies,
  RestoreSnapshot,
  SandboxState,
  SetClock,
  SnapshotDocument,
  ThingKey,
  WaitInbox,
  WriteReply,
} from './control/control-fields.ts';
export type { LoggedType } from './control/event-log.ts';
export type {
  CountMessages,
  MessageStats,
  MoveMessage,
  NextStatuses,
  SearchMessages,
} from './control/message-fields.ts';
export type { SetRateLimit, SettingsDocument, UpdateSettings } from './control/settings-fields.ts';
export { sandboxControl } from './control/sandbox-control.ts';
export type { SandboxControl } from './control/sandbox-control.ts';
export { createSandbox } from './create-sandbox.ts';
export type { Sandbox, SandboxAccount } from './sandbox.ts';
export type { SandboxClock } from './sandbox-clock.ts';
export type { FaultRule, Faults, FaultScope } from './faults/fault-plan.ts';
export { FAULTS } from './faults/faults.table.ts';
export type { FaultText, WireFault } from './faults/faults.table.ts';
export type { RequestLine } from './http/exchange.ts';
export type { Listening, ListenOptions } from './http/listen.ts';
export type { SandboxFetch } from './http/sandbox-fetch.ts';
export type { JournalEntry } from './journal/journal-entry.ts';
export type { RequestJournal } from './journal/sandbox-journal.ts';
export type { Reply } from './inbound.ts';
export { InboxTimeoutError } from './inbox-condition.ts';
export type { ConditionName, InboxCondition, NearMiss } from './inbox-condition.ts';
export type { Inbox, WaitOptions } from './inbox.ts';
export { lintMessage } from './lint/lint-message.ts';
export type { Lintable, LintOptions } from './lint/lint-message.ts';
export { MAGIC_RECIPIENTS } from './messages/magic-recipients.table.ts';
export type { MagicRecipient } from './messages/magic-recipients.table.ts';
export { CURRENCY, OTHER_PRICE, TARIFF } from './messages/tariff.table.ts';
export type { Price } from './messages/tariff.table.ts';
export { formatDifference } from './recording/differences.ts';
export type { Difference } from './recording/differences.ts';
export type {
  RecordedAct,
  RecordedOptions,
  RecordedReply,
  RecordedRequest,
  RecordedStep,
  Recording,
} from './recording/recording.ts';
export { replayRecording } from './recording/replay-recording.ts';
export type { AccountOptions, SandboxOptions } from './sandbox-options.ts';
export type { AccountMessages } from './sandbox-messages.ts';
export type { CurrentSettings, RunningSettings, SettingsChange } from './sandbox-settings.ts';
export type { Snapshot } from './snapshot.ts';
export type { Storage } from './store/open-database.ts';
export type { WebhookDeliveries } from './webhooks/account-webhooks.ts';
export type { Delivery, DeliveryAttempt, DeliveryState } from './webhooks/delivery.ts';
export type { Deliver } from './webhooks/post-event.ts';
export { RETRY_DELAYS_MS, RETRY_JITTER } from './webhooks/retry-delays.table.ts';
