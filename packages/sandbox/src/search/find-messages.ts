import type { CompleteMessage, Parsed } from '@chatti/core/contract';
import type { SearchMessages } from '../control/message-fields.ts';
import type { Listing, Span } from '../paging.ts';
import type { Events } from '../events.ts';
import type { Database, Value } from '../store/database.ts';
import { messageOf } from '../store/message-of.ts';
import { type MessageStore, placesPerAccount } from '../store/message-store.ts';
import type { MessageIndex } from './message-index.ts';
import { wordsIn } from './words-in.ts';

/** What messages are looked for by. */
export type Sought = Omit<Parsed<SearchMessages>, 'page' | 'per_page' | 'after' | 'before'>;

/** How many messages are looked at, at a time. */
const atOnce = 2000;

/** How many conditions stand in one group. */
const perGroup = 100;

/** How long is looked before others have their turn, in ms. */
const sliceMs = 4;

/** How many searches are remembered, so that another page of one costs nothing. */
const remembered = 4;

/** What a search has found so far. */
interface Finding {
  /** The numbers of the messages in their account, oldest first. */
  numbers: number[];
  /** Up to which message it has looked. */
  upTo: number;
  /** How often messages had changed when it began, where it depends on that. */
  readonly changes: number;
  /** Goes up when everything is forgotten. */
  readonly epoch: number;
  running: Promise<void> | undefined;
}

interface FinderParts {
  readonly db: Database;
  readonly messages: MessageStore;
  readonly events: Events;
  readonly index: MessageIndex;
}

/** Looks for messages by what is in them. */
export class MessageFinder {
  readonly #parts: FinderParts;
  /** The newest last. */
  readonly #findings = new Map<string, Finding>();
  #changes = 0;
  #epoch = 0;

  constructor(parts: FinderParts) {
    this.#parts = parts;
    parts.events.onChange(() => this.#changes++);
    parts.db.onLost(() => this.forget());
  }

  /** The messages of an account that fit, newest first, by the span that is asked for. */
  async find(account: number, sought: Sought): Promise<(span: Span) => Listing<CompleteMessage>> {
    const { messages } = this.#parts;
    const finding = this.#recall(account, sought);
    // What looks already may have begun before the newest message was there.
    await finding.running;
    await this.#extend(account, sought, finding);
    if (finding.epoch !== this.#epoch) return this.find(account, sought);
    const { numbers } = finding;
    return ({ after, before }) => {
      // In numbers of messages, which are in the order of their times.
      const first = after === undefined ? 0 : atLeast(numbers, messages.olderThan(account, after) + 1);
      const end =
        before === undefined ? numbers.length : atLeast(numbers, messages.olderThan(account, before) + 1);
      return {
        count: () => Math.max(0, end - first),
        slice: (offset, limit) =>
          numbers
            .slice(Math.max(first, end - offset - limit), Math.max(first, end - offset))
            .toReversed()
            .flatMap((number) => messages.at(account, number) ?? [])
            .map(messageOf),
      };
    };
  }

  /** Forgets what was found, since messages were taken away or replaced. */
  forget(): void {
    this.#epoch++;
    this.#findings.clear();
  }

  #recall(account: number, sought: Sought): Finding {
    const name = JSON.stringify([
      account,
      Object.entries(sought).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ]);
    const before = this.#findings.get(name);
    this.#findings.delete(name);
    const isGood = before && (sought.status === undefined || before.changes === this.#changes);
    const finding = isGood
      ? before
      : { numbers: [], upTo: 0, changes: this.#changes, epoch: this.#epoch, running: undefined };
    this.#findings.set(name, finding);
    const [oldest] = this.#findings.keys();
    if (oldest !== undefined && this.#findings.size > remembered) this.#findings.delete(oldest);
    return finding;
  }

  #extend(account: number, sought: Sought, finding: Finding): Promise<void> {
    finding.running ??= this.#look(account, sought, finding).finally(() => (finding.running = undefined));
    return finding.running;
  }

  async #look(account: number, sought: Sought, finding: Finding): Promise<void> {
    const { db, index } = this.#parts;
    const { sql, values } = statement(sought);
    const start = account * placesPerAccount;
    const newest = await index.ready(account);
    let began = performance.now();
    while (finding.upTo < newest && finding.epoch === this.#epoch) {
      const end = Math.min(finding.upTo + atOnce, newest);
      const rows = db.all<{ number: number }>(sql, start, start + finding.upTo, start + end, ...values);
      for (const { number } of rows) finding.numbers.push(number);
      finding.upTo = end;
      if (performance.now() - began < sliceMs || end === newest) continue;
      await new Promise((resolve) => void setImmediate(resolve));
      began = performance.now();
    }
  }
}

/** How many of the numbers are below a bound: they are in order. */
function atLeast(numbers: readonly number[], bound: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The conditions on columns of their own. */
function conditions(sought: Sought): readonly (readonly [sql: string, value: Value])[] {
  const { direction, type, encoding, min_segments, max_segments, has_media, has_opt_out } = sought;
  const given: [string, Value | undefined][] = [
    ['inbound = ?', flagOf(direction, 'inbound')],
    ['mms = ?', flagOf(type, 'mms')],
    ['ucs2 = ?', flagOf(encoding, 'UCS-2')],
    ['segments >= ?', min_segments],
    ['segments <= ?', max_segments],
    ['(media > 0) = ?', flagOf(has_media, true)],
    ['opt_out = ?', flagOf(has_opt_out, true)],
    ...wordsIn(sought.words ?? '').map((word): [string, Value] => ['instr(words, ?) > 0', word]),
    ['sender = ?', sought.from],
    ['recipient = ?', sought.to],
    ['reference = ?', sought.reference],
    ['status = ?', sought.status],
  ];
  return given.flatMap(([sql, value]) => (value === undefined ? [] : [[sql, value] as const]));
}

function statement(sought: Sought): { sql: string; values: Value[] } {
  const { from, to, reference, status } = sought;
  const hasMessage = [from, to, reference].some((value) => value !== undefined);
  // The other tables only where they are asked, and after what is in this one.
  const joins = `${hasMessage ? 'CROSS JOIN messages USING (place)' : ''} ${status === undefined ? '' : 'CROSS JOIN progress USING (place)'}`;
  const given = conditions(sought);
  // In groups, since SQLite takes no more than 1000 conditions in a row.
  const groups = Array.from({ length: Math.ceil(given.length / perGroup) }, (_, index) =>
    given.slice(index * perGroup, (index + 1) * perGroup).map(([sql]) => sql),
  );
  const where = groups.map((group) => ` AND (${group.join(' AND ')})`).join('');
  return {
    sql: `SELECT place - ? AS number FROM temp.found AS found ${joins} WHERE place > ? AND place <= ?${where} ORDER BY place`,
    values: given.map(([, value]) => value),
  };
}

/** Whether a value is wanted that a column marks; undefined where nothing is wanted. */
function flagOf<T>(value: T | undefined, marked: T): number | undefined {
  if (value === undefined) return undefined;
  return value === marked ? 1 : 0;
}
