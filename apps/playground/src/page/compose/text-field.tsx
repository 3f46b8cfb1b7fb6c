import { MAX_CHARACTERS } from '@chatti/core/contract';
import type { RefObject } from 'react';
import { Field } from './field.tsx';
import type { Lens } from './lens.ts';
import { LensView } from './lens-view.tsx';
import { mendOffer, mendSentence } from './mend-sentence.ts';
import controls from '../design/controls.module.css';
import styles from './text-field.module.css';

interface TextFieldProps {
  readonly text: string;
  readonly lens: Lens;
  readonly linkLength: number;
  readonly fault: string | undefined;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly onChange: (text: string) => void;
}

/** The text, with its segments drawn in it, and below it what it comes to. */
export function TextField({ text, lens, linkLength, fault, box, onChange }: TextFieldProps) {
  const put = (changed: string): void => {
    onChange(changed);
    box.current?.focus();
  };
  return (
    <div className={styles.field}>
      <Field label="Text" fault={fault}>
        {(control) => (
          <div className={styles.lens}>
            <div className={styles.sheet}>
              <LensView spans={lens.spans} />
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
      <Meter lens={lens} linkLength={text.includes('{OptOutURL}') ? linkLength : undefined} />
      {lens.mend && (
        <p className={styles.mend}>
          <span>{mendSentence(lens, lens.mend)}</span>
          <MendButton lens={lens} onMend={put} />
        </p>
      )}
    </div>
  );
}

function MendButton({ lens: { mend }, onMend }: { lens: Lens; onMend: (text: string) => void }) {
  const mended = mend?.mended;
  if (!mend || mended === undefined) return null;
  return (
    <button type="button" className={`${controls.button} ${controls.small}`} onClick={() => onMend(mended)}>
      {mendOffer(mend)}
    </button>
  );
}

function Meter({ lens, linkLength }: { lens: Lens; linkLength: number | undefined }) {
  const over = lens.characters - MAX_CHARACTERS;
  return (
    <dl className={styles.meter}>
      <div className={over > 0 ? styles.over : undefined}>
        <dd>{lens.characters}</dd>
        <dt>
          {over > 0 ? `characters, ${over} more than ${MAX_CHARACTERS}` : `characters of ${MAX_CHARACTERS}`}
        </dt>
      </div>
      <div>
        <dt className="aloud">encoding</dt>
        <dd>{lens.encoding}</dd>
      </div>
      <div>
        <dd>{lens.segments}</dd>
        <dt>{lens.segments === 1 ? 'segment' : 'segments'}</dt>
      </div>
      <div className={styles.left}>
        <dd>{lens.left}</dd>
        <dt>
          {lens.segments === 1 ? 'left' : 'left in the last'}
          {linkLength === undefined ? '' : `, link counted at ${linkLength}`}
        </dt>
      </div>
    </dl>
  );
}
