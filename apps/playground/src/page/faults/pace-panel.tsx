import type { SettingsDocument } from '@chatti/sandbox';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { callSandbox } from '../api/call.ts';
import { useRow } from '../api/use-row.ts';
import controls from '../design/controls.module.css';
import { Field } from '../design/field.tsx';
import { Note } from '../design/note.tsx';
import styles from './faults.module.css';
import { settingsQuery } from '../api/queries.ts';

/** How fast the sandbox is, and how much it takes. */
export function PacePanel() {
  const { data: settings } = useQuery(settingsQuery);
  if (!settings) return null;
  return <Pace settings={settings} />;
}

interface Written {
  readonly latency: string;
  /** Empty for no limit. */
  readonly limit: string;
  readonly period: string;
}

function writtenIn({ latency_ms: latency, rate_limit: rate }: SettingsDocument): Written {
  return {
    latency: String(latency),
    limit: rate === null ? '' : String(rate.limit),
    period: String(rate?.period_s ?? 1),
  };
}

function Pace({ settings }: { settings: SettingsDocument }) {
  // What is being written stays, whatever news comes meanwhile.
  const [edits, setEdits] = useState<Partial<Written>>({});
  const { latency, limit, period } = { ...writtenIn(settings), ...edits };
  const update = useRow('settings', () =>
    callSandbox('settings', 'update', {
      latency_ms: Number(latency),
      rate_limit: limit.trim() === '' ? null : { limit: Number(limit), period_s: Number(period) },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    update.mutate(undefined, { onSuccess: () => setEdits((now) => (now === edits ? {} : now)) });
  };
  const input = (name: keyof Written, value: string, placeholder?: string) => ({
    className: 'mono',
    inputMode: 'numeric' as const,
    autoComplete: 'off',
    value,
    placeholder,
    onChange: (event: { target: { value: string } }) => setEdits({ ...edits, [name]: event.target.value }),
  });
  return (
    <section className={styles.panel} aria-labelledby="pace">
      <h2 id="pace">Latency and rate limit</h2>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field label="Latency, ms" hint="How long a message is queued, and then sent.">
          {(control) => <input {...control} {...input('latency', latency)} />}
        </Field>
        <div className={styles.pair}>
          <Field label="Requests" hint="Empty: no limit.">
            {(control) => <input {...control} {...input('limit', limit, 'no limit')} />}
          </Field>
          <Field label="in seconds">{(control) => <input {...control} {...input('period', period)} />}</Field>
        </div>
        {update.error && (
          <Note tone="bad" role="alert">
            Nothing was changed.{' '}
            {update.error.problem.errors.map(({ field, message }) => `${field} ${message}`).join(', ')}
          </Note>
        )}
        <button type="submit" className={controls.button}>
          Change
        </button>
      </form>
    </section>
  );
}
