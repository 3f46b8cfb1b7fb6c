import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLiveness } from '../api/live.ts';
import { infoQuery } from '../api/queries.ts';
import controls from '../design/controls.module.css';
import { limitSentence, progressSentence } from './send-progress.ts';
import styles from './under-way-strip.module.css';
import type { UnderWay } from './use-send.ts';

interface UnderWayStripProps {
  readonly underWay: UnderWay | undefined;
  /** How many messages it is. */
  readonly count: number;
  readonly onCancel: () => void;
}

/** A send that takes a second or more: for how long it has, what is happening, and a way out. */
export function UnderWayStrip({ underWay, count, onCancel }: UnderWayStripProps) {
  const seconds = useSecondsSince(underWay?.startedAt);
  const isPauseOver = usePauseEnd(underWay?.failed);
  const isLive = useLiveness() === 'live';
  const { data: info } = useQuery(infoQuery);
  const limits = info?.road_limits;
  const shown = seconds > 0 ? underWay : undefined;
  const sentence =
    shown &&
    progressSentence({
      count,
      done: shown.done,
      failed: shown.failed?.attempt,
      isPauseOver,
      isLive,
      limits,
    });
  return (
    <div className={shown ? styles.strip : undefined}>
      {shown && (
        // A timer is not read out as it runs.
        <p role="timer" aria-label="Time since it was sent" className={styles.elapsed}>
          {seconds} s
        </p>
      )}
      <div role="status" className={shown ? styles.what : undefined}>
        {shown && <p>{shown.isCancelling ? 'Cancelling.' : sentence}</p>}
        {shown && limits && !shown.isCancelling && <p className={styles.limit}>{limitSentence(limits)}</p>}
      </div>
      {shown && (
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          aria-disabled={shown.isCancelling}
          onClick={onCancel}
        >
          Cancel
        </button>
      )}
    </div>
  );
}

/** Whole seconds since then; 0 where there is nothing to count. */
function useSecondsSince(startedAt: number | undefined): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (startedAt === undefined) return;
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      const ms = Math.max(0, performance.now() - startedAt);
      setSeconds(Math.floor(ms / 1000));
      timer = setTimeout(tick, 1000 - (ms % 1000));
    };
    tick();
    return () => {
      clearTimeout(timer);
      setSeconds(0);
    };
  }, [startedAt]);
  return startedAt === undefined ? 0 : seconds;
}

/** Whether the pause after an attempt is over. */
function usePauseEnd(failed: UnderWay['failed']): boolean {
  const [over, setOver] = useState<UnderWay['failed']>();
  useEffect(() => {
    if (failed === undefined || failed.attempt.wait_ms === null) return;
    const left = failed.at + failed.attempt.wait_ms - performance.now();
    const timer = setTimeout(() => setOver(failed), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [failed]);
  return failed !== undefined && over === failed;
}
