/** What a file of a message is shown as. */
export type MediaKind = 'image' | 'video' | 'audio' | 'file';

/** What a file of a message can be shown as, by its type. */
export function mediaKind(contentType: string): MediaKind {
  const [kind] = contentType.split('/');
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file';
}

/**
 * Where the page gets a file of the sandbox from: through its own server, since it loads from nowhere else. Undefined for a
 * file that lies elsewhere.
 */
export function mediaPath(url: string, sandboxBaseUrl: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname } = new URL(url);
  const isOwn = origin === new URL(sandboxBaseUrl).origin && /^\/media\/[^/]+\/[^/]+$/.test(pathname);
  return isOwn ? `/api${pathname}` : undefined;
}
