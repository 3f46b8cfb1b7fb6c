import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { callSandbox } from '../api/call.ts';
import { faultsQuery } from '../api/queries.ts';
import type { RequestProblem } from '../api/request.ts';
import { useRow } from '../api/use-row.ts';
import { ContractComment } from '../contract/contract-comment.tsx';
import controls from '../design/controls.module.css';
import { Field } from '../design/field.tsx';
import { Note } from '../design/note.tsx';
import { chanceIn, scriptIn, SCRIPTS, unknownIn } from './fault-script.ts';
import styles from './faults.module.css';
import { PendingFaults } from './pending-faults.tsx';
import { faultKindsQuery } from './queries.ts';
import { ROWS } from './rows.ts';

/** What the next requests meet: by a script, one each, or by chance. */
export function FaultsPanel() {
  const { data: pending } = useQuery(faultsQuery);
  return (
    <section className={styles.panel} aria-labelledby="faults">
      <h2 id="faults">Faults</h2>
      {pending && <PendingFaults faults={pending.data} />}
      <Order />
    </section>
  );
}

function Order() {
  const [script, setScript] = useState('');
  const [row, setRow] = useState('messages.send');
  const [chance, setChance] = useState('');
  const probability = chanceIn(chance);
  const faults = scriptIn(script);
  const { data: kinds = [] } = useQuery(faultKindsQuery);
  const names = kinds.map(({ fault }) => fault);
  const add = useRow('faults', () =>
    callSandbox('faults', 'add', {
      faults,
      ...(row !== '' && { endpoint: row }),
      ...(probability !== undefined && { probability }),
    }),
  );
  const isWrong = chance.trim() !== '' && (probability === undefined || faults.length > 1);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (faults.length > 0 && !isWrong && !add.isPending)
      add.mutate(undefined, { onSuccess: () => setScript('') });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.row} role="group" aria-label="Scripts to begin with">
        {SCRIPTS.map(({ name, faults: lines }) => (
          <button
            key={name}
            type="button"
            className={`${controls.button} ${controls.small}`}
            onClick={() => setScript(lines.join('\n'))}
          >
            {name}
          </button>
        ))}
      </div>
      <Field
        label="Script"
        hint="A line for each request: 503, 429; retry-after=2, reset-after-commit, ok … Each ending in -after-commit does the work first."
        fault={add.error?.problem && whyNot(add.error.problem, unknownIn(faults, names))}
      >
        {(control) => (
          <textarea
            {...control}
            className="mono"
            rows={4}
            spellCheck={false}
            placeholder={'429; retry-after=2\n503\nok'}
            value={script}
            onChange={(event) => {
              // What is written now has not been refused yet.
              add.reset();
              setScript(event.target.value);
            }}
          />
        )}
      </Field>
      <Kinds onPick={(fault) => setScript(script.trim() === '' ? fault : `${script.trimEnd()}\n${fault}`)} />
      <div className={styles.pair}>
        <Field label="Only for" hint="What else is asked meets nothing.">
          {(control) => (
            <select {...control} value={row} onChange={(event) => setRow(event.target.value)}>
              <option value="">every request</option>
              {ROWS.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label="By chance"
          hint="Empty: for certain, once each. 10%: every tenth request or so, until cleared."
          fault={isWrong ? 'A share such as 10% or 0.1, with a script of one line.' : undefined}
        >
          {(control) => (
            <input
              {...control}
              className="mono"
              autoComplete="off"
              placeholder="10%"
              value={chance}
              onChange={(event) => setChance(event.target.value)}
            />
          )}
        </Field>
      </div>
      <button type="submit" className={controls.primary} disabled={faults.length === 0}>
        {orderName(faults.length, probability)}
      </button>
      {add.isSuccess && faults.length === 0 && (
        <Note tone="ok" role="status">
          <span>Ordered. The page’s own reading meets none of it.</span>
          <Link href="/">Send a message</Link>
        </Note>
      )}
    </form>
  );
}

/** What became of an order, and what is wrong with it. */
function whyNot({ outcome, errors, detail }: RequestProblem, unknown: string | undefined): string {
  if (outcome === 'unknown') return `It may have been ordered. ${detail}`;
  if (unknown !== undefined)
    return `Nothing was ordered: “${unknown}” begins with no fault of the list below.`;
  if (errors.length === 0) return `Nothing was ordered. ${detail}`;
  return 'Nothing was ordered: what follows a semicolon, or a status, cannot be ordered, or the script is too long.';
}

function orderName(count: number, probability: number | undefined): string {
  if (count === 0) return 'Order faults';
  if (probability !== undefined) return 'Order it by chance';
  return count === 1 ? 'Order a fault' : `Order ${count} faults`;
}

function Kinds({ onPick }: { onPick: (fault: string) => void }) {
  const { data: kinds = [] } = useQuery(faultKindsQuery);
  return (
    <ul className={styles.kinds} aria-label="Every fault">
      {kinds.map(({ fault, what }) => (
        <li key={fault}>
          <button type="button" onClick={() => onPick(fault)}>
            <code>{fault}</code>
            <span>
              <ContractComment text={what} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
