import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readErrorBody } from './read-error-body.ts';

const plain = (text: string): string => text;

describe('an error body', () => {
  it.each([
    [
      '{"status":400,"code":"validation_failed","message":"No.","errors":[{"field":"to","code":"invalid_number","message":"Bad."}],"request_id":"q"}',
      {
        code: 'validation_failed',
        message: 'No.',
        errors: [{ field: 'to', code: 'invalid_number', message: 'Bad.' }],
        requestId: 'q',
      },
    ],
    ['{"code":40013,"message":"No."}', { code: '40013', message: 'No.' }],
    ['{"error":"invalid_request"}', { code: 'invalid_request', message: undefined }],
    ['{"error":{"code":7,"message":"No."}}', { code: '7', message: 'No.' }],
    ['{"type":"about:blank","title":"Bad Request","detail":"No."}', { code: undefined, message: 'No.' }],
    [
      '{"errors":{"to":["is wrong","twice"],"body":"is empty"}}',
      {
        errors: [
          { field: 'to', code: 'invalid', message: 'is wrong' },
          { field: 'body', code: 'invalid', message: 'is empty' },
        ],
      },
    ],
    [
      '{"errors":["one","two"]}',
      {
        errors: [
          { field: '', code: 'invalid', message: 'one' },
          { field: '', code: 'invalid', message: 'two' },
        ],
      },
    ],
    ['"just text"', { code: undefined, message: 'just text' }],
    [
      '<html><head><style>b{}</style><script>x()</script></head><h1>Bad&nbsp;Gateway</h1>\n<p>nginx</html>',
      { message: 'Bad&nbsp;Gateway nginx' },
    ],
    ['upstream timed out', { message: 'upstream timed out' }],
    ['', { code: undefined, message: undefined, errors: [] }],
    ['[]', { code: undefined, message: undefined }],
    ['null', { message: undefined }],
  ])('is read whatever its shape: %s', (text, reading) => {
    expect(readErrorBody(text, plain)).toMatchObject(reading);
  });

  it('becomes a short excerpt', () => {
    expect(readErrorBody(`<p>${'long '.repeat(10_000)}`, plain).message?.length).toBeLessThanOrEqual(201);
    expect(
      readErrorBody(JSON.stringify({ message: 'x'.repeat(5000), code: 'y'.repeat(5000) }), plain).code
        ?.length,
    ).toBe(201);
  });

  it('never throws, and never gives anything but text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc
            .record({ code: fc.anything(), error: fc.anything(), errors: fc.anything() })
            .map((value) =>
              JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? 0 : inner)),
            ),
        ),
        (text) => {
          const { code, message, errors, requestId } = readErrorBody(text, plain);
          for (const one of [code, message, requestId]) expect(['string', 'undefined']).toContain(typeof one);
          for (const one of errors)
            expect(Object.values(one).every((value) => typeof value === 'string')).toBe(true);
        },
      ),
      { seed: 4, numRuns: 1000 },
    );
  });
});
