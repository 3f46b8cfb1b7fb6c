import type { Message } from '@chatti/core/contract';
import * as Tabs from '@radix-ui/react-tabs';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { messageQuery } from '../api/queries.ts';
import { Code } from '../design/code.tsx';
import { CopyButton } from '../design/copy-button.tsx';
import controls from '../design/controls.module.css';
import { Empty } from '../design/empty.tsx';
import styles from './detail.module.css';
import { rowId } from './message-list.tsx';
import { Thread } from './thread.tsx';
import { Timeline } from './timeline.tsx';

interface DetailProps {
  readonly id: string;
  /** What the list knows of it, until it has been asked for. */
  readonly known: Message | undefined;
}

/** One message: the thread as the phone shows it, its times, its JSON. */
export function Detail({ id, known }: DetailProps) {
  const { data: message, error } = useQuery({ ...messageQuery(id), placeholderData: () => known });
  const search = useSearch();
  const back = search === '' ? '/inbox' : `/inbox?${search}`;
  useEscapeTo(back);
  const panel = useRef<HTMLDivElement>(null);
  useFocusAround(id, panel);
  const json = JSON.stringify(message, undefined, 2);
  return (
    <Tabs.Root ref={panel} tabIndex={-1} className={styles.detail} defaultValue="thread">
      <div className={styles.head}>
        <Link href={back} className={styles.back} aria-label="Back to the list">
          <ArrowLeft aria-hidden />
        </Link>
        <Tabs.List className={styles.tabs} aria-label="Message">
          <Tabs.Trigger value="thread">Thread</Tabs.Trigger>
          <Tabs.Trigger value="json">JSON</Tabs.Trigger>
        </Tabs.List>
        <Link href={back} className={styles.close} aria-label="Close">
          <X aria-hidden />
        </Link>
      </div>
      {error && !message && (
        <Empty title="This message cannot be shown">
          {error.message} <Link href={back}>Back to the list</Link>
        </Empty>
      )}
      {message && (
        <>
          <Tabs.Content value="thread" className={styles.thread}>
            <Thread message={message} />
            <Timeline message={message} />
          </Tabs.Content>
          <Tabs.Content value="json" className={styles.json}>
            <div className={styles.path}>
              <code>GET /messages/{message.id}</code>
              <CopyButton text={json} name="Copy" className={`${controls.button} ${controls.small}`} />
            </div>
            <Code text={json} wrap />
          </Tabs.Content>
        </>
      )}
    </Tabs.Root>
  );
}

/** Takes the focus where the list has gone from the screen with it, and gives it back to the row in the end. */
function useFocusAround(id: string, panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (document.activeElement?.checkVisibility() === false) panel.current?.focus();
    return () => {
      // By then the panel is gone, and the row is there to be seen.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.getElementById(rowId(id))?.focus();
      });
    };
  }, [id, panel]);
}

function useEscapeTo(place: string): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) navigate(place);
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [navigate, place]);
}
