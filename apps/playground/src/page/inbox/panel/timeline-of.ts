import type { Message } from '@chatti/core/contract';
import { isFinal } from '@chatti/core/contract';

/** One station of a message's way. */
export interface Station {
  readonly status: string;
  /** When it was reached, as the message says; undefined for one that may still come. */
  readonly at: string | undefined;
}

/** The way of a message as far as its own fields tell it, and the stations that are to be expected next. */
export function timelineOf(message: Message): Station[] {
  const { status, created_at, scheduled_at, sent_at, delivered_at, received_at, updated_at } = message;
  if (message.direction === 'inbound') return [{ status, at: received_at ?? created_at ?? undefined }];
  const first = { status: scheduled_at === null ? 'queued' : 'scheduled', at: created_at ?? undefined };
  const sent = { status: 'sent', at: sent_at ?? undefined };
  if (
    status === 'sent' ||
    (status === 'delivered' && sent_at !== null) ||
    (!isFinal(status) && isAhead(status))
  ) {
    return [first, sent, { status: 'delivered', at: delivered_at ?? undefined }];
  }
  const end = { status, at: delivered_at ?? updated_at ?? undefined };
  return sent_at === null ? [first, end] : [first, sent, end];
}

function isAhead(status: string): boolean {
  return status === 'queued' || status === 'scheduled';
}

/** How long after the first station, in the largest unit that keeps it exact enough to read. */
export function formatDelay(from: string, to: string): string {
  const ms = Date.parse(to) - Date.parse(from);
  if (Number.isNaN(ms)) return to;
  if (ms < 1000) return `+${ms} ms`;
  if (ms < 60_000) return `+${(ms / 1000).toFixed(1)} s`;
  if (ms < 3_600_000) return `+${Math.round(ms / 60_000)} min`;
  return ms < 172_800_000 ? `+${Math.round(ms / 3_600_000)} h` : `+${Math.round(ms / 86_400_000)} d`;
}
