import { hasOptOut } from '@chatti/core/rules';
import type { ReactNode, RefObject } from 'react';
import controls from '../design/controls.module.css';
import { Field } from '../design/field.tsx';
import { figure } from '../design/figure.ts';
import type { Lens, Mend } from './lens.ts';
import { DRAWN_LENGTH } from './lens.ts';
import { LensView } from './lens-view.tsx';
import { mendOffer, mendSentence } from './mend-sentence.ts';
import { Meter } from './meter.tsx';
import styles from './text-field.module.css';

interface TextFieldProps {
  readonly text: string;
  readonly lens: Lens;
  readonly type: 'sms' | 'mms';
  /** What it costs, as the server says; undefined while that is not known. */
  readonly price: ReactNode;
  readonly linkLength: number;
  readonly fault: string | undefined;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly onChange: (text: string) => void;
  /** Puts another text in its place, as if it had been typed. */
  readonly onRewrite: (text: string) => void;
}

/** The text, with its segments drawn in it, and below it what it comes to. */
export function TextField(props: TextFieldProps) {
  const { text, lens, type, price, linkLength, fault, box, onChange, onRewrite } = props;
  return (
    <div className={styles.field}>
      <Field label="Text" fault={fault}>
        {(control) => (
          <div className={styles.lens}>
            <div className={styles.sheet}>
              <LensView spans={lens.spans} drawn={lens.drawn} />
              <textarea
                {...control}
                ref={box}
                dir="auto"
                value={text}
                placeholder="What should the phone show?"
                autoComplete="off"
                onChange={(event) => onChange(event.target.value)}
              />
            </div>
          </div>
        )}
      </Field>
      <Meter lens={lens} type={type} linkLength={hasOptOut(text) ? linkLength : undefined} price={price} />
      {type === 'sms' && !lens.drawn && (
        <p className={styles.note}>
          Longer than {figure(DRAWN_LENGTH)} characters: the text is counted, and its segments are not drawn
          any more.
        </p>
      )}
      {lens.mend && (
        <p className={styles.mend}>
          <span>{mendSentence(lens, lens.mend)}</span>
          <MendButton mend={lens.mend} onMend={onRewrite} />
        </p>
      )}
    </div>
  );
}

function MendButton({ mend, onMend }: { mend: Mend; onMend: (text: string) => void }) {
  return (
    <button
      type="button"
      className={`${controls.button} ${controls.small}`}
      onClick={() => onMend(mend.mended)}
    >
      {mendOffer(mend)}
    </button>
  );
}
