import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import { infoQuery, useSend } from '../api/queries.ts';
import type { Road } from '../api/queries.ts';
import controls from '../design/controls.module.css';
import { Segmented } from '../design/segmented.tsx';
import { useTitle } from '../shell/use-title.ts';
import { CodePanel } from './code-panel.tsx';
import styles from './compose.module.css';
import type { Draft } from './draft.ts';
import { exampleBody, filledIn } from './draft.ts';
import { Field } from './field.tsx';
import { recipientHint, senderHint } from './hints.ts';
import { readLens } from './lens.ts';
import { PhonePreview } from './phone-preview.tsx';
import { faultOf } from './result-sentence.ts';
import { SendResult } from './send-result.tsx';
import { TextField } from './text-field.tsx';

const roads: readonly { value: Road; name: string; hint: string }[] = [
  { value: 'core', name: 'core', hint: 'createChatti() of @chatti/core, called directly' },
  { value: 'nest', name: 'NestJS', hint: 'the client that ChattiModule injects' },
  { value: 'express', name: 'Express', hint: 'the client that chatti() puts on the request' },
];

const sendKeys = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘↵' : 'Ctrl ↵';

/** Where a message is written and sent. */
export function Compose({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  useTitle('Compose');
  const { data: info } = useQuery(infoQuery);
  const [road, setRoad] = useState<Road>('core');
  const send = useSend();
  const form = useRef<HTMLFormElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);

  const link = info?.sandbox.sample_opt_out_url ?? '';
  const lens = readLens(draft.body, link);
  const problem = send.error?.problem;
  const change = (part: Partial<Draft>): void => {
    // What is written now has not been refused yet. Where the last one may have been sent, the warning stays.
    if (problem && problem.outcome !== 'unknown') send.reset();
    onChange({ ...draft, ...part });
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // One at a time: a second press while the first is on its way would be a second text.
    if (!send.isPending) send.mutate({ road, fields: filledIn(draft) });
  };
  const submitByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.repeat) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };

  return (
    <form ref={form} className={styles.compose} onSubmit={submit} onKeyDown={submitByKey} noValidate>
      <div className={styles.bar}>
        <h1 className="aloud">Compose</h1>
        <Segmented label="The road this message takes" options={roads} value={road} onChange={setRoad} />
        <p className={styles.road}>{roads.find(({ value }) => value === road)?.hint}</p>
        <button type="submit" className={controls.primary} aria-disabled={send.isPending}>
          {send.isPending ? 'Sending' : 'Send message'}
          <kbd aria-hidden>{sendKeys}</kbd>
        </button>
      </div>
      <div className={styles.columns}>
        <div className={styles.form}>
          <div className={styles.pair}>
            <Field label="To" hint={recipientHint(draft.to)} fault={faultOf('to', problem)}>
              {(control) => (
                <input
                  {...control}
                  className="mono"
                  type="tel"
                  autoComplete="off"
                  value={draft.to}
                  onChange={(event) => change({ to: event.target.value })}
                />
              )}
            </Field>
            <Field label="From" hint={senderHint(draft.from, draft.to)} fault={faultOf('from', problem)}>
              {(control) => (
                <input
                  {...control}
                  autoComplete="off"
                  spellCheck={false}
                  placeholder="the account’s default sender"
                  value={draft.from}
                  onChange={(event) => change({ from: event.target.value })}
                />
              )}
            </Field>
          </div>
          <TextField
            text={draft.body}
            lens={lens}
            linkLength={link.length}
            fault={faultOf('body', problem)}
            box={box}
            onChange={(body) => change({ body })}
          />
          {draft.body === '' && (
            <p className={styles.start}>
              Write a text, or{' '}
              <button type="button" onClick={() => change({ body: exampleBody })}>
                start from an example
              </button>
              . <code>{'{OptOutURL}'}</code> becomes the recipient’s own link to opt out.
            </p>
          )}
          <SendResult sent={send.data} road={send.variables?.road ?? road} problem={problem} />
        </div>
        <aside className={styles.side} aria-label="Phone and code">
          <PhonePreview draft={draft} link={link} />
          {info && <CodePanel draft={draft} road={road} target={info.sandbox} />}
        </aside>
      </div>
    </form>
  );
}
