import type { SettingsDocument } from '@chatti/sandbox';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { callSandbox } from '../api/call.ts';
import { useRow } from '../api/use-row.ts';
import { ContractForm } from '../contract/contract-form.tsx';
import type { FormValues } from '../contract/form-fields.ts';
import { Note } from '../design/note.tsx';
import { settingsQuery } from '../api/queries.ts';
import split from '../design/split.module.css';

/** Latency and rate limit are in a room of their own. */
const elsewhere = ['latency_ms', 'rate_limit'];

/** What can be changed of the sandbox's account. A real one is changed by Chatti. */
export function SettingsForm() {
  const { data: settings } = useQuery(settingsQuery);
  return settings ? <Form now={settings} /> : null;
}

/** Each message that is sent changes the balance: what is being written must not be lost by that. */
function Form({ now }: { now: SettingsDocument }) {
  const [before, setBefore] = useState(now);
  const update = useRow('account', (change: object) => callSandbox('settings', 'update', change));
  return (
    <>
      <h2>Change it</h2>
      <p className={split.quiet}>Only in the sandbox, and until it begins anew.</p>
      <ContractForm
        key={JSON.stringify(before)}
        document="sandbox"
        row="settings.update"
        initial={valuesOf(before)}
        without={elsewhere}
        action="Save"
        problem={update.error?.problem}
        isPending={update.isPending}
        onSubmit={(input) => update.mutate(changedIn(before, input), { onSuccess: setBefore })}
      />
      {update.isSuccess && (
        <Note tone="ok" role="status">
          Saved.
        </Note>
      )}
    </>
  );
}

/** A form holds text: a list has an item on each line, and null is nothing written. */
function valuesOf(settings: object): FormValues {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]: [string, unknown]) => [name, textOf(value)]),
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Only what was changed is sent: a balance that is written again would undo what was spent meanwhile. */
function changedIn(settings: object, input: Readonly<Record<string, unknown>>): object {
  const before = new Map<string, unknown>(Object.entries(settings));
  const filled = { ...emptied(before, input), ...input };
  return Object.fromEntries(
    Object.entries(filled).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before.get(name)),
    ),
  );
}

/** A list whose lines were all deleted. */
function emptied(before: ReadonlyMap<string, unknown>, input: object): Record<string, unknown> {
  const names = [...before].filter(([name, value]) => Array.isArray(value) && !(name in input));
  return Object.fromEntries(names.map(([name]) => [name, []]));
}
