import { useParentSize } from '@visx/responsive';
import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import { clock } from '../../design/clock.ts';
import { figure } from '../../design/figure.ts';
import type { TimeBar } from './bars-of.ts';
import { TimeAxes } from './time-axes.tsx';
import styles from './time-chart.module.css';
import { drawBars, timeScales } from './time-scales.ts';
import type { DrawnBar } from './time-scales.ts';
import { walkBars } from './walk-bars.ts';

interface TimePlotProps {
  readonly bars: readonly TimeBar[];
  readonly onSearch: (search: string) => void;
}

/** The bars with their axes, as wide as there is room. Each bar is a button; Tab stops at one, the arrows lead on. */
export function TimePlot({ bars, onSearch }: TimePlotProps) {
  const { parentRef, width, height } = useParentSize({ debounceTime: 50 });
  const [stop, setStop] = useState<string>();
  const [focused, setFocused] = useState<string>();
  const [pointed, setPointed] = useState<string>();
  const scales = timeScales(bars, { width, height });
  const drawn = drawBars(bars, scales);
  const find = (search: string | undefined) => drawn.find((bar) => bar.search === search);
  const told = find(pointed) ?? find(focused);
  const stopped = find(stop) ?? drawn.at(-1);
  const press = (event: KeyboardEvent<HTMLOListElement>): void => {
    if (event.key === 'Escape') {
      setFocused(undefined);
      setPointed(undefined);
    }
    walkBars(event);
  };
  return (
    <div ref={parentRef} className={styles.fit}>
      {width > 0 && <TimeAxes size={{ width, height }} scales={scales} bars={drawn} told={told} />}
      <ol aria-label="Messages per minute" onKeyDown={press}>
        {drawn.map((bar) => (
          <li key={bar.search} style={bar.reach}>
            <button
              type="button"
              aria-label={`${sayCount(bar)} at ${clock.format(bar.start)}`}
              tabIndex={bar === stopped ? 0 : -1}
              onFocus={({ currentTarget }) => {
                setStop(bar.search);
                // A bar that was clicked has been chosen: it need not be told about until the pointer is back.
                if (currentTarget.matches(':focus-visible')) setFocused(bar.search);
              }}
              onBlur={() => setFocused(undefined)}
              onPointerEnter={() => setPointed(bar.search)}
              onPointerLeave={() => setPointed(undefined)}
              onClick={() => onSearch(bar.search)}
            />
          </li>
        ))}
      </ol>
      {told && <Tip bar={told} width={width} />}
    </div>
  );
}

/** Just how many, and when. It stands over the chart and hides no bar; towards an end it leans inwards. */
function Tip({ bar, width }: { bar: DrawnBar; width: number }) {
  const middle = bar.left + bar.width / 2;
  const transform = `translateX(${(-middle / width) * 100}%)`;
  return (
    <p className={styles.tip} style={{ left: middle, transform }} aria-hidden>
      <b>{sayCount(bar)}</b> {clock.format(bar.start)}–{clock.format(bar.end)}
    </p>
  );
}

function sayCount({ value }: TimeBar): string {
  return `${figure(value)} ${value === 1 ? 'message' : 'messages'}`;
}
