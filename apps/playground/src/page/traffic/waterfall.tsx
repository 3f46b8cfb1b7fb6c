import type { JournalEntry } from '@chatti/sandbox';
import { formatMs } from '../design/format-ms.ts';
import { waterfallOf } from './calls-of.ts';
import type { Bar, Stretch } from './calls-of.ts';
import { StatusCode, toneOfStatus } from '../design/status-code.tsx';
import styles from './waterfall.module.css';

interface WaterfallProps {
  readonly attempts: readonly JournalEntry[];
  /** The number of the attempt that is looked at. */
  readonly picked: number;
  readonly onPick: (number: number) => void;
}

/** The attempts of a call over time, with the waits between them. */
export function Waterfall({ attempts, picked, onPick }: WaterfallProps) {
  const bars = waterfallOf(attempts);
  const first = attempts[0];
  const last = attempts.at(-1);
  if (!first || !last) return null;
  return (
    <section className={styles.waterfall} aria-label="Attempts over time">
      <ol>
        {bars.map((bar) => (
          <li key={bar.entry.number}>
            {bar.wait && <Wait bar={bar} wait={bar.wait} />}
            <button
              type="button"
              className={styles.attempt}
              aria-pressed={bar.entry.number === picked}
              onClick={() => onPick(bar.entry.number)}
            >
              <span className={styles.name}>{bar.entry.attempt}</span>
              <span className={styles.track}>
                <span className={styles[toneOfStatus(bar.entry.status)]} style={place(bar.work)} />
              </span>
              <span className={styles.end}>
                <StatusCode status={bar.entry.status} />
                <span className={styles.took}>{formatMs(bar.entry.duration_ms)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {bars.length > 1 && (
        <p className={styles.whole}>
          {formatMs(last.real_ms - first.real_ms + first.duration_ms)} from the first byte to the last reply
        </p>
      )}
    </section>
  );
}

function Wait({ bar: { askedS }, wait }: { bar: Bar; wait: Stretch }) {
  return (
    <p className={styles.wait}>
      <span className={styles.track}>
        <span className={styles.gap} style={place(wait)} />
      </span>
      <span>
        waited {formatMs(wait.ms)}
        {askedS === undefined ? '' : `, Retry-After: ${askedS}`}
      </span>
    </p>
  );
}

function place({ from, width }: Stretch): { left: string; width: string } {
  return { left: `${from * 100}%`, width: `max(3px, ${width * 100}%)` };
}
