import type { MediaInput } from '@chatti/core/contract';
import type { MessageFields } from './call-fields.ts';
import type { Verbatim } from './literal.ts';

/** Whether a file is sent with the message itself. */
export function hasInlineFile({ media = [] }: MessageFields): boolean {
  return media.some(({ content }) => content !== undefined);
}

/** The fields with code that reads each file in the place of what it holds: nobody wants megabytes in their code. */
export function withInlineFiles(fields: MessageFields, read: (file: MediaInput) => Verbatim): object {
  const { media } = fields;
  if (!media) return fields;
  const files = media.map((file) => (file.content === undefined ? file : { ...file, content: read(file) }));
  // Spread last, it keeps its place among the fields.
  return { ...fields, media: files };
}
