import type { Preview } from '@chatti/core/contract';
import { useRef } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTitle } from '../shell/use-title.ts';
import { CodePanel } from './code-panel.tsx';
import { ComposeBar } from './compose-bar.tsx';
import { ComposeForm } from './compose-form.tsx';
import styles from './compose.module.css';
import { sumSentence } from './cost-sentences.ts';
import type { Price } from './compose-form.tsx';
import { hintsFor } from './hints-for.ts';
import { writeMoney } from './money.ts';
import { PhonePreview } from './phone-preview.tsx';
import { readSchedule } from './schedule.ts';
import { SendResult } from './send-result.tsx';
import { ServerPreview } from './server-preview.tsx';
import { UnderWayStrip } from './under-way-strip.tsx';
import { useCost } from './use-cost.ts';
import type { KnownCost } from './use-cost.ts';
import { useJudgement } from './use-judgement.ts';
import { useRemedies } from './use-remedies.ts';
import { useSending } from './use-sending.ts';
import { useWriting } from './use-writing.ts';

/** Where a message is written and sent. */
export function Compose() {
  useTitle('Compose');
  const form = useRef<HTMLFormElement>(null);
  const result = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const writing = useWriting();
  const { draft, numbers, isReal, account, now, inCode } = writing;
  const judgement = useJudgement(writing);
  const cost = useCost(writing);
  const sending = useSending(writing, cost.sample);
  const { road, underWay, preview, problem, change } = sending;
  const defaultSender = account?.default_sender;
  const remedies = useRemedies({ box, defaultSender, onChange: change });
  const currency = account?.currency ?? '';
  const price = priceOf(judgement.preview, cost.cost, currency);
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
        isSending={underWay !== undefined}
        isReal={isReal}
        isArmed={sending.isArmed}
        price={cost.cost?.isOld ? undefined : price?.amount && `${price.amount} ${price.of}`}
      />
      <div className={styles.columns}>
        <div className={styles.written}>
          <ComposeForm
            writing={writing}
            box={box}
            price={price}
            cost={cost}
            problem={problem}
            hints={hintsFor(writing, judgement, cost)}
            remedies={remedies}
            onChange={change}
          />
          <div ref={result} className={styles.result} tabIndex={-1}>
            <ServerPreview
              asked={preview.data}
              error={preview.error}
              currency={currency}
              count={numbers.length}
            />
            <UnderWayStrip
              underWay={underWay}
              count={sending.sending?.to.length ?? 0}
              onCancel={() => {
                // The button is about to go; what comes of it is said here.
                result.current?.focus();
                void sending.cancel();
              }}
            />
            <SendResult sending={sending.sending} sent={sending.sent} problem={problem} />
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

/** What it costs: the one message, or all of many. */
function priceOf(
  preview: Preview | undefined,
  cost: KnownCost | undefined,
  currency: string,
): Price | undefined {
  if (cost && cost.priced > 0) return { amount: writeMoney(cost.total), of: sumSentence(cost) };
  return preview && { amount: preview.price ?? undefined, of: currency };
}

/** Sends with Enter and a modifier. Enter alone ends a field, and sends nothing. */
function submitByKey(event: KeyboardEvent, form: RefObject<HTMLFormElement | null>): void {
  if (event.key !== 'Enter' || event.repeat) return;
  const isAsked = event.metaKey || event.ctrlKey;
  if (isAsked || event.target instanceof HTMLInputElement) event.preventDefault();
  if (isAsked) form.current?.requestSubmit();
}
