import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent } from './apply-event.ts';
import type { ChattiEvent } from './events.ts';
import type { Message } from './message.ts';
import { isFinal, isMessageStatus, MESSAGE_STATUSES, nextStatuses } from './status.ts';

const start = Date.UTC(2026, 0, 31, 12);
const at = (second: number): string => new Date(start + second * 1000).toISOString();

function message(status: string, second: number, more: Partial<Message> = {}): Message {
  const blank = {
    type: 'sms',
    direction: 'outbound',
    to: null,
    from: null,
    body: null,
    body_template: null,
    characters: null,
    encoding: null,
    segments: null,
    media: null,
    subject: null,
    reference: null,
    metadata: null,
    price: null,
    currency: null,
    error: null,
    in_reply_to: null,
    created_at: at(0),
    scheduled_at: null,
    sent_at: null,
    delivered_at: null,
    received_at: null,
  };
  return { ...blank, id: 'msg_1', status, updated_at: at(second), ...more };
}

function told(about: Message, type = `message.${about.status}`): ChattiEvent {
  return {
    id: `evt_${about.updated_at}`,
    type,
    timestamp: about.updated_at,
    data: { message: about, opt_out: null },
  };
}

/** The statuses of the view after each event. */
function walk(...messages: Message[]): (string | undefined)[] {
  let state: Message | undefined;
  return messages.map((next) => (state = applyEvent(state, told(next)))?.status);
}

describe('a view', () => {
  it('begins with the first event', () => {
    const event = told(message('sent', 2));
    expect(applyEvent(undefined, event)).toBe(event.data?.message);
  });

  it('goes on with what comes later', () => {
    expect(walk(message('queued', 1), message('sent', 2), message('delivered', 3))).toEqual([
      'queued',
      'sent',
      'delivered',
    ]);
  });

  it('does not go back for an event that comes late', () => {
    expect(walk(message('delivered', 3), message('sent', 2), message('queued', 1))).toEqual([
      'delivered',
      'delivered',
      'delivered',
    ]);
  });

  it('does not go back for a status that is earlier in life, whatever its time', () => {
    expect(walk(message('sent', 2), message('queued', 9))).toEqual(['sent', 'sent']);
  });

  it('keeps the first terminal status', () => {
    expect(walk(message('undelivered', 3), message('delivered', 4))).toEqual(['undelivered', 'undelivered']);
  });

  it('takes the later of two with the same status', () => {
    const [older, newer] = [message('sent', 2, { price: null }), message('sent', 3, { price: '0.04' })];
    expect(applyEvent(older, told(newer))).toBe(newer);
    expect(applyEvent(newer, told(older))).toBe(newer);
  });

  it('is the same object where there is nothing new', () => {
    const state = message('sent', 2);
    expect(applyEvent(state, told({ ...state }))).toBe(state);
  });

  it('takes up from what a send answered', () => {
    expect(applyEvent(message('queued', 0), told(message('sent', 1))).status).toBe('sent');
  });

  it('works without times', () => {
    const [queued, sent] = [
      message('queued', 0, { updated_at: null }),
      message('sent', 0, { updated_at: null }),
    ];
    expect([walk(queued, sent).at(-1), walk(sent, queued).at(-1)]).toEqual(['sent', 'sent']);
  });
});

describe('an event that tells nothing of the message', () => {
  const state = message('queued', 1);

  it.each<[string, ChattiEvent]>([
    ['is about another message', told(message('sent', 2, { id: 'msg_2' }))],
    [
      'is about an opt-out',
      { id: 'e', type: 'opt_out.created', timestamp: null, data: { message: null, opt_out: null } },
    ],
    ['has no data', { id: 'e', type: 'message.sent', timestamp: null, data: null }],
  ])('changes nothing when it %s', (_, event) => {
    expect(applyEvent(state, event)).toBe(state);
  });

  it('begins no view', () => {
    expect(
      applyEvent(undefined, { id: 'e', type: 'webhook.test', timestamp: null, data: null }),
    ).toBeUndefined();
  });
});

describe('an unknown status', () => {
  it('is shown when it comes later, and is not the end', () => {
    expect(walk(message('queued', 1), message('held', 2), message('sent', 3))).toEqual([
      'queued',
      'held',
      'sent',
    ]);
  });

  it('stands beside sent once the message has a sent_at', () => {
    const read = message('handed_on', 3, { sent_at: at(2) });
    expect(walk(message('sent', 2, { sent_at: at(2) }), read)).toEqual(['sent', 'handed_on']);
    expect(walk(read, message('sent', 2), message('delivered', 4))).toEqual([
      'handed_on',
      'handed_on',
      'delivered',
    ]);
  });

  it('does not replace a terminal one', () => {
    expect(walk(message('delivered', 3), message('read', 4, { sent_at: at(2) }))).toEqual([
      'delivered',
      'delivered',
    ]);
  });

  it('gives way to a known one of the same time', () => {
    expect(walk(message('held', 1), message('queued', 1))).toEqual(['held', 'queued']);
    expect(walk(message('queued', 1), message('held', 1))).toEqual(['queued', 'queued']);
  });

  it('that only means a missing one is read from the type of the event', () => {
    expect(applyEvent(undefined, told(message('unknown', 3), 'message.delivered'))?.status).toBe('delivered');
    expect(applyEvent(undefined, told(message('unknown', 3), 'message.rebranded'))?.status).toBe('unknown');
  });
});

describe('over many orders', () => {
  const fixed = { seed: 20_261_122, numRuns: 500 };

  /** A life of a message as the status machine allows it, with statuses in between that nobody here knows. */
  const lives = fc
    .record({
      first: fc.constantFrom('scheduled', 'queued', 'received'),
      turns: fc.array(fc.record({ choice: fc.nat(), unknown: fc.boolean() }), { maxLength: 6 }),
    })
    .map(({ first, turns }) => {
      const life = [message(first, 0)];
      let status: string = first;
      let sent: string | null = null;
      for (const { choice, unknown } of turns) {
        const next = nextStatuses(status);
        if (next.length === 0) break;
        if (!unknown) status = next[choice % next.length] ?? status;
        if (status === 'sent') sent ??= at(life.length);
        life.push(message(unknown ? `new_${choice % 3}` : status, life.length, { sent_at: sent }));
      }
      return life;
    });

  const shuffled = lives.chain((life) =>
    fc.record({
      life: fc.constant(life),
      // Everything at least once, in any order, some of it again.
      events: fc
        .tuple(
          fc.shuffledSubarray(life, { minLength: life.length }),
          fc.array(fc.constantFrom(...life), { maxLength: 4 }),
        )
        .map(([all, again]) => [...again.slice(0, 2), ...all, ...again.slice(2)]),
    }),
  );

  it('ends with the last of any legal life', () => {
    fc.assert(
      fc.property(shuffled, ({ life, events }) => {
        const view = events.reduce<Message | undefined>(
          (state, next) => applyEvent(state, told(next)),
          undefined,
        );
        expect(view).toEqual(life.at(-1));
      }),
      fixed,
    );
  });

  it('never goes back and never leaves a terminal status, whatever a server tells', () => {
    const anyMessage = fc
      .tuple(
        fc.oneof(
          fc.constantFrom(...MESSAGE_STATUSES),
          fc.constantFrom('unknown', 'held', 'read', '', '__proto__'),
        ),
        fc.option(fc.nat(20)),
        fc.option(fc.nat(20)),
      )
      .map(([status, changed, sent]) =>
        message(status, 0, {
          updated_at: changed === null ? null : at(changed),
          sent_at: sent === null ? null : at(sent),
        }),
      );
    const order = ['scheduled', 'queued', 'sent'];
    fc.assert(
      fc.property(fc.array(anyMessage, { minLength: 1, maxLength: 12 }), (messages) => {
        const seen = walk(...messages.map((next) => ({ ...next }))).map(String);
        const known = seen.filter(isMessageStatus);
        const places = known.filter((status) => !isFinal(status)).map((status) => order.indexOf(status));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        const end = seen.findIndex(isFinal);
        if (end >= 0) expect(new Set(seen.slice(end)).size).toBe(1);
      }),
      fixed,
    );
  });
});
