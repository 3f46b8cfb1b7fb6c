import type { Preview } from '@chatti/core/contract';
import { describe, expect, it } from 'vitest';
import { hintsOf } from './findings.ts';

const preview: Preview = {
  characters: 2,
  encoding: 'GSM-7',
  segments: 1,
  opt_out_url_length: 40,
  within_limit: true,
  price: '0.0420',
  warnings: [{ field: 'body', code: 'opt_out_missing', message: 'There is no opt-out.' }],
  errors: [],
};

describe('hintsOf', () => {
  it('says each thing once, in the words of the server', () => {
    const lint = [
      { field: 'body', code: 'opt_out_missing', message: 'This reads like marketing, and has no opt-out.' },
      { field: 'from', code: 'sender_unsupported', message: 'That country takes none.' },
    ];
    expect(hintsOf(preview, lint).map(({ code, message, remedy }) => [code, message, remedy])).toEqual([
      ['opt_out_missing', 'There is no opt-out.', 'append opt-out'],
      ['sender_unsupported', 'That country takes none.', 'use number'],
    ]);
  });

  it('begins with what would be refused, and leaves out what is still being written', () => {
    const errors = [
      { field: 'to', code: 'required', message: 'is required' },
      { field: 'to', code: 'recipient_opted_out', message: 'The recipient has opted out.' },
      {
        field: 'media[0].filename',
        code: 'unsupported_media_type',
        message: 'has no file extension that MMS supports',
      },
    ];
    expect(
      hintsOf({ ...preview, errors }, []).map(({ code, message, refused }) => [code, message, refused]),
    ).toEqual([
      ['recipient_opted_out', 'The recipient has opted out.', true],
      ['unsupported_media_type', '“media[0].filename” has no file extension that MMS supports.', true],
      ['opt_out_missing', 'There is no opt-out.', false],
    ]);
  });

  it('tells also what it has no advice on, and nothing where there is nothing', () => {
    expect(
      hintsOf({ ...preview, warnings: [{ field: '', code: 'constructor', message: 'New.' }] }, []),
    ).toEqual([
      { field: '', code: 'constructor', message: 'New.', refused: false, advice: '', remedy: undefined },
    ]);
    expect(hintsOf(undefined, undefined)).toEqual([]);
  });
});
