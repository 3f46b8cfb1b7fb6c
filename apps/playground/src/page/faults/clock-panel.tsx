import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { callSandbox } from '../api/call.ts';
import { clockQuery } from '../api/queries.ts';
import { useRow } from '../api/use-row.ts';
import controls from '../design/controls.module.css';
import { Field } from '../design/field.tsx';
import { Note } from '../design/note.tsx';
import { Segmented } from '../design/segmented.tsx';
import { useSandboxNow } from '../shell/use-sandbox-now.ts';
import { durationIn, formatAhead } from './duration.ts';
import styles from './faults.module.css';

const modes = [
  { value: 'runs', name: 'Runs' },
  { value: 'held', name: 'Held' },
] as const;

const steps = [
  ['+1 s', 1000],
  ['+1 min', 60_000],
  ['+1 h', 3_600_000],
  ['+1 day', 86_400_000],
] as const;

/** The sandbox's clock: running or held, and moved on. */
export function ClockPanel() {
  const { data: clock } = useQuery(clockQuery);
  const now = useSandboxNow();
  const set = useRow('clock', (held: boolean) => callSandbox('clock', 'set', { held }));
  const advance = useRow('clock', (ms: number) => callSandbox('clock', 'advance', { ms }));
  const next = useRow('clock', () => callSandbox('clock', 'next', {}));
  if (!clock || !now) return null;
  const small = `${controls.button} ${controls.small}`;
  return (
    <section className={styles.panel} aria-labelledby="clock">
      <h2 id="clock">Clock</h2>
      <time className={styles.now} dateTime={now.toISOString()}>
        {now.toISOString().slice(0, 19).replace('T', ' ')}Z
      </time>
      <Segmented
        label="Clock"
        options={modes}
        value={clock.held ? 'held' : 'runs'}
        onChange={(mode) => set.mutate(mode === 'held')}
      />
      <div className={styles.row}>
        {steps.map(([name, ms]) => (
          <button key={name} type="button" className={small} onClick={() => advance.mutate(ms)}>
            {name}
          </button>
        ))}
        <button
          type="button"
          className={small}
          disabled={clock.next_at === null}
          onClick={() => next.mutate(undefined)}
        >
          Next event
        </button>
      </div>
      <p className={styles.quiet} role="status">
        {clock.next_at === null
          ? 'Nothing is due: no message is on its way, nothing is scheduled, no webhook waits to be tried again.'
          : `The next thing is due ${formatAhead(Date.parse(clock.next_at) - now.getTime())}.`}
      </p>
      <AdvanceBy onAdvance={(ms) => advance.mutate(ms)} />
      {(set.error ?? advance.error ?? next.error) && (
        <Note tone="bad" role="alert">
          {(set.error ?? advance.error ?? next.error)?.message}
        </Note>
      )}
    </section>
  );
}

function AdvanceBy({ onAdvance }: { onAdvance: (ms: number) => void }) {
  const [text, setText] = useState('');
  const ms = durationIn(text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ms !== undefined) onAdvance(ms);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label="Advance by"
        hint={text.trim() !== '' && ms === undefined ? 'Such as 90 s, 1 h 30 min, 2 days.' : undefined}
      >
        {(control) => (
          <input
            {...control}
            className="mono"
            autoComplete="off"
            placeholder="1 h 30 min"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className={controls.button} disabled={ms === undefined}>
        Advance
      </button>
    </form>
  );
}
