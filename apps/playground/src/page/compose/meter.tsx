import { MAX_CHARACTERS } from '@chatti/core/contract';
import type { ReactNode } from 'react';
import { figure } from '../design/figure.ts';
import type { Lens } from './lens.ts';
import styles from './meter.module.css';

interface MeterProps {
  readonly lens: Lens;
  readonly type: 'sms' | 'mms';
  /** How long an opt-out link is, where the text has one. */
  readonly linkLength: number | undefined;
  readonly price: ReactNode;
}

/** What the text comes to. */
export function Meter({ lens, type, linkLength, price }: MeterProps) {
  return (
    <dl className={styles.meter}>
      <Characters count={lens.characters} />
      <div>
        <dt className="aloud">encoding</dt>
        <dd>{type === 'mms' ? 'MMS' : lens.encoding}</dd>
      </div>
      <div>
        <dd>{type === 'mms' ? 0 : lens.segments}</dd>
        <dt>{type === 'sms' && lens.segments === 1 ? 'segment' : 'segments'}</dt>
      </div>
      {price !== undefined && <div className={styles.price}>{price}</div>}
      <div className={styles.left}>
        <dd>{type === 'mms' ? '' : lens.left}</dd>
        <dt>{room(lens, type, linkLength)}</dt>
      </div>
    </dl>
  );
}

function Characters({ count }: { count: number }) {
  const over = count - MAX_CHARACTERS;
  return (
    <div className={over > 0 ? styles.over : undefined}>
      <dd>{figure(count)}</dd>
      <dt>
        {over > 0
          ? `characters, ${figure(over)} more than ${MAX_CHARACTERS}`
          : `characters of ${MAX_CHARACTERS}`}
      </dt>
    </div>
  );
}

function room({ segments }: Lens, type: 'sms' | 'mms', linkLength: number | undefined): string {
  const left = segments === 1 ? 'left' : 'left in the last';
  const link = linkLength === undefined ? '' : `link counted at ${linkLength}`;
  return [...(type === 'sms' ? [left] : []), link].filter((part) => part !== '').join(', ');
}
