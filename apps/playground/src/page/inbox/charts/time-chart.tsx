import { Suspense, lazy } from 'react';
import type { TimeBar } from './bars-of.ts';
import styles from './time-chart.module.css';

interface TimeChartProps {
  readonly bars: readonly TimeBar[];
  readonly onSearch: (search: string) => void;
}

// The scales and axes are worth a chunk of their own: whoever reads a thread needs none of them.
const TimePlot = lazy(() => import('./time-plot.tsx').then((module) => ({ default: module.TimePlot })));

/** The messages of the last hour, minute by minute. Its room is kept while it is fetched. */
export function TimeChart({ bars, onSearch }: TimeChartProps) {
  const isEmpty = bars.every(({ value }) => value === 0);
  return (
    <figure className={styles.time}>
      <figcaption>
        Messages per minute <span>{isEmpty ? 'none in the last hour' : 'last hour'}</span>
      </figcaption>
      <div className={styles.plot}>
        <Suspense>
          <TimePlot bars={bars} onSearch={onSearch} />
        </Suspense>
      </div>
    </figure>
  );
}
