import type { Message } from '@chatti/core/contract';
import { Pill } from './pill.tsx';
import type { Tone } from './pill.tsx';

const tones: Readonly<Record<string, Tone | undefined>> = {
  scheduled: 'mute',
  queued: 'info',
  sent: 'info',
  received: 'info',
  delivered: 'ok',
  undelivered: 'bad',
  expired: 'bad',
  failed: 'bad',
  cancelled: 'mute',
};

interface StatusPillProps {
  readonly message: Pick<Message, 'status'>;
  /** What else is to be known, in a word or two. */
  readonly detail?: string | undefined;
}

/** The status of a message. One that is not known is told as it came. */
export function StatusPill({ message: { status }, detail }: StatusPillProps) {
  return (
    <Pill tone={tones[status] ?? 'mute'} detail={detail}>
      {status}
    </Pill>
  );
}
