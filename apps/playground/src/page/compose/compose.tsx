import { useRef } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTitle } from '../shell/use-title.ts';
import { CodePanel } from './code-panel.tsx';
import { ComposeBar } from './compose-bar.tsx';
import { ComposeForm } from './compose-form.tsx';
import styles from './compose.module.css';
import { hintsOf } from './findings.ts';
import { PhonePreview } from './phone-preview.tsx';
import { readSchedule } from './schedule.ts';
import { SendResult } from './send-result.tsx';
import { ServerPreview } from './server-preview.tsx';
import { useJudgement } from './use-judgement.ts';
import { useRemedies } from './use-remedies.ts';
import { useSending } from './use-sending.ts';
import { useWriting } from './use-writing.ts';

/** Where a message is written and sent. */
export function Compose() {
  useTitle('Compose');
  const form = useRef<HTMLFormElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const writing = useWriting();
  const { draft, numbers, isReal, account, now, inCode } = writing;
  const sending = useSending(writing);
  const { road, send, preview, problem, change } = sending;
  const judgement = useJudgement(writing.toJudge, isReal);
  const defaultSender = account?.default_sender;
  const remedies = useRemedies({ box, defaultSender, onChange: change });
  const amount = judgement.preview?.price ?? undefined;
  const currency = account?.currency ?? '';
  return (
    <form
      ref={form}
      className={styles.compose}
      onSubmit={(event) => {
        event.preventDefault();
        sending.submit();
      }}
      onKeyDown={(event) => submitByKey(event, form)}
      noValidate
    >
      <ComposeBar
        road={road}
        onRoad={sending.setRoad}
        onPreview={() => preview.mutate()}
        isPreviewing={preview.isPending}
        count={numbers.length}
        isSending={send.isPending}
        isReal={isReal}
        isArmed={sending.isArmed}
        price={amount && `${amount} ${currency}`}
      />
      <div className={styles.columns}>
        <div className={styles.written}>
          <ComposeForm
            writing={writing}
            box={box}
            price={judgement.preview && { amount, currency, of: numbers.length }}
            problem={problem}
            hints={hintsOf(judgement.preview, judgement.lint)}
            remedies={remedies}
            onChange={change}
          />
          <div className={styles.result}>
            <ServerPreview preview={preview.data} error={preview.error} currency={currency} />
            <SendResult
              sending={send.variables}
              sent={send.data}
              problem={problem}
              goal={isReal ? 'server' : 'sandbox'}
            />
          </div>
        </div>
        <aside className={styles.side} aria-label="Phone and code">
          <PhonePreview
            draft={draft}
            link={writing.link}
            defaultSender={defaultSender}
            schedule={readSchedule(draft.schedule, now)}
            now={now}
            recipients={numbers.length}
          />
          {inCode && <CodePanel call={inCode} road={road} />}
        </aside>
      </div>
    </form>
  );
}

/** Sends with Enter and a modifier. Enter alone ends a field, and sends nothing. */
function submitByKey(event: KeyboardEvent, form: RefObject<HTMLFormElement | null>): void {
  if (event.key !== 'Enter' || event.repeat) return;
  const isAsked = event.metaKey || event.ctrlKey;
  if (isAsked || event.target instanceof HTMLInputElement) event.preventDefault();
  if (isAsked) form.current?.requestSubmit();
}
