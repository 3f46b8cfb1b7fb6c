import { type CompleteMessage, type MediaInput, nameInUrl, type Parsed } from '@chatti/core/contract';
import { mediaTypeOf } from '@chatti/core/rules';
import type { Platform } from '../platform.ts';

type CompleteMedia = CompleteMessage['media'][number];

/** The files of a message: those that came as content are stored, those that came as URLs are named and never fetched. */
export function attach(
  platform: Platform,
  owner: { account: number; messageId: string },
  files: readonly Parsed<MediaInput>[],
): CompleteMedia[] {
  return files.map((file, index) => {
    const filename = file.filename ?? nameInUrl(file.url) ?? '';
    // The input's schema has refused every name without a known extension.
    const content_type = mediaTypeOf(filename) as CompleteMedia['content_type'];
    if (file.content === undefined) return { url: file.url ?? '', content_type, filename, size: null };
    const content = Buffer.from(file.content, 'base64');
    const token = platform.names.bytes(16, ['media', owner.messageId, index]).toString('base64url');
    platform.mediaStore.add(token, owner.account, { content_type, content });
    const url = `${platform.publicOrigin()}/media/${token}/${encodeURIComponent(filename)}`;
    return { url, content_type, filename, size: content.byteLength };
  });
}
