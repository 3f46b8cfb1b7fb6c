import type { Message } from '@chatti/core/contract';
import * as Tabs from '@radix-ui/react-tabs';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { Link } from 'wouter';
import { infoQuery, messageQuery } from '../../api/queries.ts';
import { RequestError } from '../../api/request.ts';
import { Empty } from '../../design/empty.tsx';
import tabs from '../../design/tabs.module.css';
import { AttemptsTab } from './attempts-tab.tsx';
import styles from './detail.module.css';
import { JsonTab } from './json-tab.tsx';
import { LintTab } from './lint-tab.tsx';
import { deliveriesAboutQuery, lintQuery, requestsQuery } from './panel-queries.ts';
import { ThreadTab } from './thread-tab.tsx';
import { useEscapeTo, useFocusAround } from './use-panel-keys.ts';
import { WebhooksTab } from './webhooks-tab.tsx';

interface DetailProps {
  readonly id: string;
  /** What the list knows of it, until it has been asked for. */
  readonly known: Message | undefined;
  /** The address of the list alone. */
  readonly back: string;
}

/** One message: the thread as the phone shows it, and what is known of it. */
export function Detail({ id, known, back }: DetailProps) {
  const { data: message, error } = useQuery({ ...messageQuery(id), placeholderData: () => known });
  const panel = useRef<HTMLDivElement>(null);
  useEscapeTo(back);
  useFocusAround(id, panel);
  return (
    <div ref={panel} tabIndex={-1} className={styles.detail}>
      {message ? (
        <MessageTabs message={message} back={back} />
      ) : (
        <div className={styles.head}>
          <BackLink href={back} />
          <CloseLink href={back} />
        </div>
      )}
      {error && !message && (
        <Empty title="This message cannot be shown">
          {whyNot(error)} <Link href={back}>Back to the list</Link>
        </Empty>
      )}
    </div>
  );
}

/** Why there is no message, and what may have become of it. */
function whyNot(error: Error): string {
  if (error instanceof RequestError && error.problem.upstream?.status === 404)
    return 'There is no message with this ID: it was never here, or everything was forgotten since.';
  return error.message;
}

function MessageTabs({ message, back }: { message: Message; back: string }) {
  const { data: info } = useQuery(infoQuery);
  const isSandbox = info?.connection.is_sandbox !== false;
  const { data: findings } = useQuery(lintQuery(message, isSandbox));
  const { data: posted } = useQuery({ ...deliveriesAboutQuery(message.id), enabled: isSandbox });
  const { data: asked } = useQuery({ ...requestsQuery(message.id), enabled: isSandbox });
  return (
    <Tabs.Root className={styles.detail} defaultValue="thread">
      <div className={styles.head}>
        <BackLink href={back} />
        <Tabs.List className={tabs.tabs} aria-label="Message">
          <Tabs.Trigger value="thread">Thread</Tabs.Trigger>
          <Tabs.Trigger value="lint">
            Lint <Count of={findings?.length} what="findings" isWarning />
          </Tabs.Trigger>
          <Tabs.Trigger value="webhooks">
            Webhooks <Count of={posted?.deliveries.length} what="deliveries" />
          </Tabs.Trigger>
          <Tabs.Trigger value="attempts">
            Attempts <Count of={asked?.entries.length} what="requests" />
          </Tabs.Trigger>
          <Tabs.Trigger value="json">JSON</Tabs.Trigger>
        </Tabs.List>
        <CloseLink href={back} />
      </div>
      <Tabs.Content value="thread" className={styles.thread}>
        <ThreadTab message={message} isSandbox={isSandbox} />
      </Tabs.Content>
      <Pane value="lint">
        <LintTab findings={findings} />
      </Pane>
      <Pane value="webhooks">
        <WebhooksTab posted={posted} message={message} isSandbox={isSandbox} />
      </Pane>
      <Pane value="attempts">
        <AttemptsTab asked={asked} message={message} isSandbox={isSandbox} />
      </Pane>
      <Pane value="json">
        <JsonTab message={message} />
      </Pane>
    </Tabs.Root>
  );
}

function Pane({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Tabs.Content value={value} className={styles.pane}>
      {children}
    </Tabs.Content>
  );
}

/** A number on a tab; none where there is nothing to count. */
function Count({ of, what, isWarning }: { of: number | undefined; what: string; isWarning?: boolean }) {
  if (of === undefined || of === 0) return null;
  return (
    <span className={isWarning ? tabs.count : styles.count}>
      {of} <span className="aloud">{what}</span>
    </span>
  );
}

function BackLink({ href }: { href: string }) {
  return (
    <Link href={href} className={styles.back} aria-label="Back to the list">
      <ArrowLeft aria-hidden />
    </Link>
  );
}

function CloseLink({ href }: { href: string }) {
  return (
    <Link href={href} className={styles.close} aria-label="Close">
      <X aria-hidden />
    </Link>
  );
}
