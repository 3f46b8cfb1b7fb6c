import { memo } from 'react';
import type { Lens, LensSpan } from './lens.ts';
import styles from './text-field.module.css';

/** The same text once more, under the field that is written in: its colours are the segments. */
export const LensView = memo(function LensView({ spans, drawn }: Pick<Lens, 'spans' | 'drawn'>) {
  return (
    <div className={styles.view} aria-hidden dir="auto">
      {spans.map((span, index) => (
        <span key={span.start} className={drawn ? classesOf(span, spans[index - 1]) : undefined}>
          {span.text}
        </span>
      ))}
      {/* A line that ends the text has a height only where something follows. */}
      {'\u200b'}
    </div>
  );
});

function classesOf(span: LensSpan, before: LensSpan | undefined): string {
  const classes = [span.segment % 2 === 0 ? styles.even : styles.odd];
  if (before && span.segment > before.segment) classes.push(styles.cut);
  if (span.kind === 'foreign') classes.push(styles.foreign);
  if (span.kind === 'tag') classes.push(styles.tag);
  if (span.lastSegment > span.segment) classes.push(styles.split);
  return classes.join(' ');
}
