import type { RefObject } from 'react';
import type { RequestProblem } from '../api/request.ts';
import { Note } from '../design/note.tsx';
import styles from './compose.module.css';
import { CostPanel } from './cost-panel.tsx';
import { exampleBody } from './draft.ts';
import type { Draft } from './draft.ts';
import { FactsField } from './facts-field.tsx';
import { FindingList } from './finding-list.tsx';
import type { Hint } from './findings.ts';
import { MediaField } from './media-field.tsx';
import { RecipientField } from './recipient-field.tsx';
import { ReferenceField } from './reference-field.tsx';
import { withoutRecipients } from './call-fields.ts';
import { faultOf } from './result-sentence.ts';
import { ScheduleField } from './schedule-field.tsx';
import { SenderField } from './sender-field.tsx';
import { SubjectField } from './subject-field.tsx';
import { TextField } from './text-field.tsx';
import type { CostAnswer } from './use-cost.ts';
import type { Remedies } from './use-remedies.ts';
import type { Writing } from './use-writing.ts';

interface ComposeFormProps {
  readonly writing: Writing;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly price: Price | undefined;
  readonly cost: CostAnswer;
  /** Why the last send did not succeed. */
  readonly problem: RequestProblem | undefined;
  readonly hints: readonly Hint[];
  readonly remedies: Remedies;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** What it costs. */
export interface Price {
  /** Undefined where the server names none. */
  readonly amount: string | undefined;
  /** The currency, and for many how many it is for. */
  readonly of: string;
}

/** Everything that there is to write. */
export function ComposeForm(props: ComposeFormProps) {
  const { writing, box, price, cost, problem, hints, remedies, onChange } = props;
  const { draft, lens, link } = writing;
  const type = draft.media.length > 0 ? 'mms' : 'sms';
  return (
    <div className={styles.form}>
      <Addresses writing={writing} problem={problem} onChange={onChange} />
      <TextField
        text={draft.body}
        lens={lens}
        type={type}
        price={price && <PriceOf {...price} />}
        linkLength={link.length}
        fault={faultOf('body', problem)}
        box={box}
        onChange={(body) => onChange({ body })}
        onRewrite={remedies.rewrite}
      />
      {draft.body === '' && draft.media.length === 0 && <Start onRewrite={remedies.rewrite} />}
      {type === 'mms' && (
        <Note>
          With a file this is an MMS: the text is sent whole, without segments, at the price of an MMS.
        </Note>
      )}
      <FindingList hints={hints} offerOf={remedies.offerOf} onRemedy={remedies.apply} />
      <CostPanel {...cost} onLeaveOut={(numbers) => onChange(withoutRecipients(draft, numbers))} />
      <Extras writing={writing} problem={problem} onChange={onChange} />
    </div>
  );
}

type PartProps = Pick<ComposeFormProps, 'writing' | 'problem' | 'onChange'>;

/** Who it goes to, and who it is from. */
function Addresses({ writing: { draft, numbers, isReal, account }, problem, onChange }: PartProps) {
  return (
    <div className={styles.pair}>
      <RecipientField draft={draft} fault={faultOf('to', problem)} isSandbox={!isReal} onChange={onChange} />
      <SenderField
        from={draft.from}
        to={numbers}
        defaultSender={account?.default_sender}
        fault={faultOf('from', problem)}
        onChange={(from) => onChange({ from })}
      />
    </div>
  );
}

/** What a message can do without. */
function Extras({ writing: { draft, now }, problem, onChange }: PartProps) {
  const type = draft.media.length > 0 ? 'mms' : 'sms';
  return (
    <>
      <div className={styles.pair}>
        <MediaField
          media={draft.media}
          fault={faultOf('media', problem)}
          onChange={(media) => onChange({ media })}
        />
        <ScheduleField
          text={draft.schedule}
          now={now}
          fault={faultOf('scheduled_at', problem)}
          onChange={(schedule) => onChange({ schedule })}
        />
      </div>
      {(type === 'mms' || draft.subject !== '') && (
        <SubjectField
          subject={draft.subject}
          type={type}
          fault={faultOf('subject', problem)}
          onChange={(subject) => onChange({ subject })}
        />
      )}
      <div className={styles.pair}>
        <ReferenceField draft={draft} fault={faultOf('reference', problem)} onChange={onChange} />
        <FactsField draft={draft} fault={faultOf('metadata', problem)} onChange={onChange} />
      </div>
    </>
  );
}

function Start({ onRewrite }: { onRewrite: (text: string) => void }) {
  return (
    <p className={styles.start}>
      Write a text, or{' '}
      <button type="button" onClick={() => onRewrite(exampleBody)}>
        start from an example
      </button>
      . <code>{'{OptOutURL}'}</code> becomes the recipient’s own link to opt out.
    </p>
  );
}

function PriceOf({ amount, of }: Price) {
  if (amount === undefined) return <dt>no price before there is a recipient</dt>;
  return (
    <>
      <dd>{amount}</dd>
      <dt>{of}</dt>
    </>
  );
}
