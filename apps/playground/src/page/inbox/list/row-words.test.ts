import type { Media, Message } from '@chatti/core/contract';
import { describe, expect, it } from 'vitest';
import { mediaWords, statusDetail } from './row-words.ts';

const detail = (fields: Partial<Message>): string | undefined =>
  // Nothing else of a message is read.
  statusDetail({ scheduled_at: null, error: null, ...fields } as Message);

const file = (filename: string, size: number | null): Media => ({
  url: '',
  content_type: 'image/gif',
  filename,
  size,
});

describe('statusDetail', () => {
  it('says when a message is to be sent', () => {
    expect(detail({ status: 'scheduled', scheduled_at: '2026-11-23T08:00:00Z' })).toMatch(/^Mon,? \d\d:00$/);
  });

  it('says why a message did not arrive', () => {
    expect(detail({ status: 'failed', error: { code: 'recipient_opted_out', message: '' } })).toBe(
      'opted out',
    );
    expect(detail({ status: 'failed', error: { code: 'no_route', message: '' } })).toBe('no route');
  });

  it('is silent where the status says it all', () => {
    expect(detail({ status: 'expired', error: { code: 'expired', message: '' } })).toBeUndefined();
    expect(detail({ status: 'delivered' })).toBeUndefined();
  });
});

describe('mediaWords', () => {
  it('names the first file and counts the others', () => {
    expect(mediaWords([file('winter.gif', 214_000)])).toBe('winter.gif · 214 kB');
    expect(mediaWords([file('a.gif', 12), file('b.gif', null)])).toBe('a.gif · 12 B and 1 more');
    expect(mediaWords([])).toBeUndefined();
  });
});
