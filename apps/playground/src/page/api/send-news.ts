import type { SendNews } from '../../send-news.ts';

const listeners = new Map<string, (news: SendNews) => void>();

/** Hears what becomes of a send that is under way, by its id, until the function that comes back is called. */
export function listenToSend(id: string, listener: (news: SendNews) => void): () => void {
  listeners.set(id, listener);
  return () => listeners.delete(id);
}

/** Hands on an event `send` to whoever waits for it. */
export function tellOfSend(data: unknown): void {
  // The server is built together with this page.
  const news = JSON.parse(String(data)) as SendNews;
  listeners.get(news.id)?.(news);
}
