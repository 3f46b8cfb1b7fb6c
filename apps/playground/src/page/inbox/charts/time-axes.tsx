import { AxisBottom, AxisLeft } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { BarRounded } from '@visx/shape';
import { clock } from '../../design/clock.ts';
import { figure } from '../../design/figure.ts';
import type { DrawnBar, PlotSize, TimeScales } from './time-scales.ts';
import styles from './time-chart.module.css';

interface TimeAxesProps {
  readonly size: PlotSize;
  readonly scales: TimeScales;
  readonly bars: readonly DrawnBar[];
  /** The bar that is told about. */
  readonly told: DrawnBar | undefined;
}

/** What is seen of the chart: the values, the times and the bars. The buttons over it say the same aloud. */
export function TimeAxes({ size: { width, height }, scales, bars, told }: TimeAxesProps) {
  const { time, value, values, times } = scales;
  const [left = 0] = time.range();
  return (
    <svg className={styles.drawing} width={width} height={height} aria-hidden>
      <GridRows
        scale={value}
        left={left}
        width={width - left}
        tickValues={values.filter((each) => each > 0)}
        stroke="var(--line)"
      />
      <AxisLeft
        scale={value}
        left={left}
        hideAxisLine
        hideTicks
        tickLength={0}
        tickValues={[...values]}
        tickFormat={(each) => figure(Number(each))}
        tickLabelProps={{ textAnchor: 'end', dx: -8, dy: '0.32em' }}
      />
      {bars.map((bar) => (
        <BarRounded
          key={bar.search}
          data-bar={bar.search === told?.search ? 'told' : 'plain'}
          x={bar.left}
          y={bar.top}
          width={bar.width}
          height={bar.height}
          radius={2}
          top
        />
      ))}
      <AxisBottom
        scale={time}
        top={value(0)}
        stroke="var(--line-strong)"
        tickStroke="var(--line-strong)"
        tickLength={4}
        tickValues={[...times]}
        tickFormat={(at) => clock.format(Number(at))}
        tickLabelProps={{ textAnchor: 'middle', dy: '0.7em' }}
      />
    </svg>
  );
}
