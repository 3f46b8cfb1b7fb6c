import { describe, expect, it } from 'vitest';
import { fieldsOf, fieldsToJudge, numbersOf } from './call-fields.ts';
import { emptyDraft } from './draft.ts';

const now = new Date('2026-11-22T09:30:00Z');
const file = {
  kind: 'file',
  id: '1',
  filename: 'menu.png',
  type: 'image/png',
  size: 6,
  content: 'bWVudSE=',
  shown: 'blob:1',
} as const;

describe('fieldsOf', () => {
  it('leaves out what is empty', () => {
    expect(fieldsOf(emptyDraft, now)).toEqual({});
    expect(fieldsOf({ ...emptyDraft, body: 'Hi' }, now)).toEqual({ body: 'Hi' });
  });

  it('gives every field the form of the contract', () => {
    const draft = {
      ...emptyDraft,
      to: ['+44 7700 900123'],
      from: 'Acme Shoes',
      body: 'Hi',
      media: [
        file,
        { kind: 'url', id: 'u', filename: 'a.pdf', type: 'application/pdf', url: 'https://a.example/a.pdf' },
      ],
      subject: 'Menu',
      schedule: 'next monday 8:00',
      reference: 'winter-4411',
      metadata: [{ key: 'campaign', value: 'winter' }],
    } as const;
    expect(fieldsOf(draft, now)).toEqual({
      from: 'Acme Shoes',
      body: 'Hi',
      media: [{ filename: 'menu.png', content: 'bWVudSE=' }, { url: 'https://a.example/a.pdf' }],
      subject: 'Menu',
      scheduled_at: '2026-11-23T08:00:00Z',
      reference: 'winter-4411',
      metadata: { campaign: 'winter' },
    });
  });

  it('has also the fact that is still being written, once it is one', () => {
    const draft = { ...emptyDraft, metadata: [{ key: 'a', value: '1' }] };
    expect(fieldsOf({ ...draft, metadataPending: 'b: 2' }, now)).toEqual({ metadata: { a: '1', b: '2' } });
    expect(fieldsOf({ ...draft, metadataPending: 'b' }, now)).toEqual({ metadata: { a: '1' } });
  });

  it('gives many messages one reference, and one message none that was not written', () => {
    const one = { ...emptyDraft, to: ['+447700900123'] };
    expect(fieldsOf(one, now)).toEqual({});
    const many = { ...one, toPending: '+447700900124' };
    expect(fieldsOf(many, now)).toEqual({ reference: emptyDraft.ownReference });
    expect(fieldsOf({ ...many, reference: 'mine' }, now)).toEqual({ reference: 'mine' });
  });
});

describe('numbersOf', () => {
  it('has also the number that is still being written', () => {
    expect(
      numbersOf({ ...emptyDraft, to: ['+44 7700 900123'], toPending: '+1 202 555 0100, 07700' }),
    ).toEqual(['+447700900123', '+12025550100', '07700']);
  });
});

describe('fieldsToJudge', () => {
  it('asks for the first recipient, and does not carry the files', () => {
    const draft = { ...emptyDraft, to: ['+447700900123', '+447700900124'], media: [file] };
    expect(fieldsToJudge(draft, now)).toEqual({
      to: '+447700900123',
      media: [{ filename: 'menu.png', content: 'AAAA' }],
      reference: emptyDraft.ownReference,
    });
  });
});
