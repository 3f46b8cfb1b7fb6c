/** The format of the file. A file of another format is refused, never guessed at. */
export const SCHEMA_VERSION = 4;

/**
 * The tables. Messages are numbered by `place` = account × 2^32 + number in the account, without gaps and in the order
 * of their creation: any page of a list is found by its numbers, and totals are differences. Indexes end in the place by
 * themselves, so that what they find is in order too. What changes of a message stands apart, since a step of its life would
 * otherwise write its text anew.
 */
export const SCHEMA = `
CREATE TABLE accounts (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  key_hash TEXT NOT NULL UNIQUE,
  balance INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  inbox_after INTEGER NOT NULL DEFAULT 0,
  inbox_later TEXT NOT NULL DEFAULT '[]',
  webhooks_made INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE messages (
  place INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  id TEXT NOT NULL,
  direction TEXT NOT NULL,
  type TEXT NOT NULL,
  recipient TEXT NOT NULL,
  sender TEXT NOT NULL,
  reference TEXT,
  created_at INTEGER NOT NULL,
  send_at INTEGER NOT NULL,
  fixed TEXT NOT NULL
);
CREATE INDEX messages_recipient ON messages (account, recipient);
CREATE INDEX messages_sender ON messages (account, sender);
CREATE INDEX messages_reference ON messages (account, reference) WHERE reference IS NOT NULL;
CREATE INDEX messages_kind ON messages (account, direction, type);
CREATE TABLE progress (
  place INTEGER PRIMARY KEY,
  owner INTEGER NOT NULL,
  status TEXT NOT NULL,
  due_at INTEGER,
  updated_at INTEGER NOT NULL,
  sent_at INTEGER,
  delivered_at INTEGER,
  error TEXT
);
CREATE INDEX progress_status ON progress (owner, status);
CREATE INDEX progress_due ON progress (due_at) WHERE due_at IS NOT NULL;
CREATE TABLE media (
  token TEXT PRIMARY KEY,
  account INTEGER NOT NULL,
  content_type TEXT NOT NULL,
  content BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE opt_outs (
  account INTEGER NOT NULL,
  number TEXT NOT NULL,
  source TEXT NOT NULL,
  message_id TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account, number)
) WITHOUT ROWID;
CREATE INDEX opt_outs_created ON opt_outs (account, created_at, number);
CREATE TABLE opt_out_links (
  token TEXT PRIMARY KEY,
  account INTEGER NOT NULL,
  number TEXT NOT NULL,
  message_id TEXT NOT NULL,
  used INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE webhooks (
  id TEXT PRIMARY KEY,
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  events TEXT NOT NULL,
  active INTEGER NOT NULL,
  secret TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX webhooks_created ON webhooks (account, created_at, id);
CREATE TABLE idempotency (
  account INTEGER NOT NULL,
  place TEXT NOT NULL,
  key TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (account, place, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_expiry ON idempotency (expires_at);
CREATE TABLE deliveries (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL,
  webhook TEXT NOT NULL,
  event_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  message TEXT,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  made INTEGER NOT NULL,
  next_at INTEGER,
  created_at INTEGER NOT NULL
);
CREATE INDEX deliveries_due ON deliveries (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX deliveries_account ON deliveries (account);
CREATE INDEX deliveries_message ON deliveries (account, message) WHERE message IS NOT NULL;
CREATE TABLE delivery_attempts (
  delivery INTEGER NOT NULL,
  number INTEGER NOT NULL,
  attempt TEXT NOT NULL,
  PRIMARY KEY (delivery, number)
) WITHOUT ROWID`;

/** The tables by name, in an order that can be written back. Attempts to deliver are left out: they tell of the computer's time. */
export const TABLES = [
  'accounts',
  'messages',
  'progress',
  'media',
  'opt_outs',
  'opt_out_links',
  'webhooks',
  'idempotency',
  'deliveries',
] as const;
