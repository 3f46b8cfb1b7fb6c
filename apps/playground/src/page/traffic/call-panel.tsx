import * as Tabs from '@radix-ui/react-tabs';
import type { JournalEntry } from '@chatti/sandbox';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import controls from '../design/controls.module.css';
import { Code } from '../design/code.tsx';
import { CopyButton } from '../design/copy-button.tsx';
import { Note } from '../design/note.tsx';
import tabs from '../design/tabs.module.css';
import type { Call } from './calls-of.ts';
import { nameOf } from './calls-of.ts';
import { Payload } from './payload.tsx';
import { copyQuery } from './queries.ts';
import { StatusCode } from '../design/status-code.tsx';
import styles from './traffic.module.css';
import { Waterfall } from './waterfall.tsx';

/** One call: its attempts over time, and of one attempt everything that was sent and came back. */
export function CallPanel({ call }: { call: Call }) {
  const [number, setNumber] = useState(call.last.number);
  const entry = call.attempts.find((one) => one.number === number) ?? call.last;
  return (
    <div className={styles.call}>
      <div className={styles.head}>
        <Link href="/traffic" className={styles.back} aria-label="Back to the list">
          <ArrowLeft aria-hidden />
        </Link>
        <h2>{nameOf(call.last)}</h2>
        <StatusCode status={call.last.status} />
      </div>
      <Waterfall attempts={call.attempts} picked={entry.number} onPick={setNumber} />
      <Notes entry={entry} />
      <Tabs.Root defaultValue="request" className={styles.detail}>
        <Tabs.List className={tabs.tabs} aria-label="Attempt">
          <Tabs.Trigger value="request">Request</Tabs.Trigger>
          <Tabs.Trigger value="reply">Reply</Tabs.Trigger>
          <Tabs.Trigger value="curl">curl</Tabs.Trigger>
          <Tabs.Trigger value="code">TypeScript</Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="request">
          <Payload
            first={`${entry.method} ${entry.path}`}
            headers={entry.request_headers}
            body={entry.request_body}
            bytes={entry.request_bytes}
          />
        </Tabs.Content>
        <Tabs.Content value="reply">
          <Payload
            first={entry.status === null ? 'No reply left' : `Status ${entry.status}`}
            headers={entry.status === null ? {} : entry.response_headers}
            body={entry.response_body}
            bytes={entry.response_bytes}
          />
        </Tabs.Content>
        <Tabs.Content value="curl">
          <Copy number={entry.number} as="curl" />
        </Tabs.Content>
        <Tabs.Content value="code">
          <Copy number={entry.number} as="code" />
        </Tabs.Content>
      </Tabs.Root>
    </div>
  );
}

/** What stands out about an attempt. */
function Notes({ entry }: { entry: JournalEntry }) {
  const twice = entry.same_key_as ?? (entry.attempt === 1 ? entry.same_content_as : null);
  return (
    <>
      {entry.fault !== null && entry.fault !== 'ok' && (
        <Note tone="warn">It met a fault that was ordered: {entry.fault}</Note>
      )}
      {entry.problems.length > 0 && (
        <Note tone="bad">{entry.problems.map(({ field, message }) => `${field} ${message}`).join('; ')}</Note>
      )}
      {twice !== null && entry.attempt === 1 && (
        <Note tone="warn">
          <span>
            {entry.same_key_as === null
              ? 'The same content was sent before, by another call.'
              : 'The same idempotency key was used before.'}
          </span>
          <Link href={`/traffic/requests/${twice}`}>See the first</Link>
        </Note>
      )}
    </>
  );
}

function Copy({ number, as }: { number: number; as: 'curl' | 'code' }) {
  const { data: copies } = useQuery(copyQuery(number));
  if (!copies) return null;
  const text = copies[as];
  if (text === null) return <p className={styles.quiet}>This request is no call of the client.</p>;
  return (
    <div className={styles.payload}>
      <CopyButton text={text} name="Copy" className={`${controls.button} ${controls.small}`} />
      <Code text={text} />
    </div>
  );
}
