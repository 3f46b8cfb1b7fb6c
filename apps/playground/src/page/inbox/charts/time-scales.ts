import { scaleLinear, scaleTime } from '@visx/scale';
import { figure } from '../../design/figure.ts';
import type { TimeBar } from './bars-of.ts';

/** How large the chart is, in pixels. */
export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** What says where a moment and a number stand in the chart. */
export interface TimeScales {
  readonly time: ReturnType<typeof scaleTime<number>>;
  readonly value: ReturnType<typeof scaleLinear<number>>;
  /** The numbers on the value axis: whole ones, since half a message is none. */
  readonly values: readonly number[];
  /** The moments on the time axis: round ones of the reader's clock. */
  readonly times: readonly Date[];
}

/** A bar as it is drawn, in pixels. */
export interface DrawnBar extends TimeBar {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Where it can be pointed at: further than it is wide, but not on its neighbour. */
  readonly reach: { readonly left: number; readonly width: number };
}

/** Room above the highest bar, below all of them, and beside the values, in pixels. */
const room = { above: 7, below: 22, beside: 9 };
/** How wide a digit of the mono face is at the size of the axes, in pixels. */
const digit = 6.6;
/** No bar is lower, in pixels: one message is seen beside thousands. */
const lowest = 2;
/** How wide what is pointed at should be, in pixels, where the neighbours leave room for it. */
const wide = 24;

/** The scales of a chart whose bars follow one another in time. */
export function timeScales(bars: readonly TimeBar[], { width, height }: PlotSize): TimeScales {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const value = scaleLinear<number>({ domain: [0, most], range: [height - room.below, room.above], nice: 3 });
  const values = value.ticks(3).filter((each) => Number.isInteger(each));
  const letters = Math.max(...values.map((each) => figure(each).length));
  const [first, last] = [bars.at(0)?.start ?? new Date(0), bars.at(-1)?.end ?? new Date(0)];
  const time = scaleTime<number>({ domain: [first, last], range: [letters * digit + room.beside, width] });
  return { time, value, values, times: time.ticks(4) };
}

/** The bars that there are, each in its place. A time without messages has none. */
export function drawBars(bars: readonly TimeBar[], { time, value }: TimeScales): DrawnBar[] {
  const ground = value(0);
  const drawn = bars
    .filter((bar) => bar.value > 0)
    .map((bar) => {
      const left = time(bar.start);
      const top = Math.min(value(bar.value), ground - lowest);
      return { ...bar, left, top, width: Math.max(1, time(bar.end) - left - 1), height: ground - top };
    });
  const middles = drawn.map(({ left, width }) => left + width / 2);
  return drawn.map((bar, index) => {
    const middle = middles[index] ?? 0;
    const away = [index - 1, index + 1].map((beside) => Math.abs((middles[beside] ?? Infinity) - middle));
    const width = Math.min(Math.max(bar.width, wide), ...away);
    return { ...bar, reach: { left: middle - width / 2, width } };
  });
}
