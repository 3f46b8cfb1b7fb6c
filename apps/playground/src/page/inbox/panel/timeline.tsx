import type { Message } from '@chatti/core/contract';
import { StatusSteps } from './status-steps.tsx';
import { formatDelay, timelineOf } from './timeline-of.ts';
import styles from './timeline.module.css';

const precise = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** The stations of a message's way, with the first as a time and the others as what they took. */
export function Timeline({ message, isSandbox }: { message: Message; isSandbox: boolean }) {
  const stations = timelineOf(message);
  const start = stations[0]?.at;
  return (
    <section className={styles.timeline} aria-label="Status">
      <div className={styles.head}>
        <h2>Status</h2>
        {isSandbox && <StatusSteps message={message} />}
      </div>
      <ol>
        {stations.map(({ status, at }, index) => (
          <li key={status} data-reached={at === undefined ? undefined : toneOf(status)}>
            <b>{status}</b>
            {at === undefined ? (
              <span>not yet</span>
            ) : (
              <time dateTime={at}>{timeAt(at, index === 0 ? undefined : start)}</time>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function toneOf(status: string): 'well' | 'badly' {
  return status === 'undelivered' || status === 'expired' || status === 'failed' ? 'badly' : 'well';
}

function timeAt(at: string, start: string | undefined): string {
  if (start !== undefined) return formatDelay(start, at);
  const moment = new Date(at);
  return Number.isNaN(moment.valueOf()) ? at : precise.format(moment);
}
