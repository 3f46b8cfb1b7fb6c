import type { Message } from '@chatti/core/contract';
import { MessageActions } from './message-actions.tsx';
import { OptOutLine } from './opt-out-line.tsx';
import { ReplyBox } from './reply-box.tsx';
import { Thread } from './thread.tsx';
import { Timeline } from './timeline.tsx';

/** The thread as the phone shows it, the way of the message, and what can be done with it. */
export function ThreadTab({ message, isSandbox }: { message: Message; isSandbox: boolean }) {
  return (
    <>
      <Thread message={message} isSandbox={isSandbox} />
      <OptOutLine message={message} isSandbox={isSandbox} />
      <Timeline message={message} isSandbox={isSandbox} />
      <MessageActions message={message} />
      {isSandbox && <ReplyBox message={message} />}
    </>
  );
}
