import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import type { Answered } from './exchange.ts';

/** Serves a file that came with a message. Its name in the URL is for people: the token alone finds it. */
export function serveMedia({ mediaStore }: Platform, token: string): Answered {
  const file = mediaStore.get(token);
  if (!file) throw new Refusal('not_found');
  return {
    status: 200,
    body: file.content,
    headers: {
      'Content-Type': file.content_type,
      // The sender chose the bytes: nothing in them may run, or be taken for another type.
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  };
}
