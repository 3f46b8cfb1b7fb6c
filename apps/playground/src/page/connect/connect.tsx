import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { infoQuery } from '../api/queries.ts';
import type { RequestError, RequestProblem } from '../api/request.ts';
import { put } from '../api/request.ts';
import { sentenceOf } from '../api/sentence-of.ts';
import controls from '../design/controls.module.css';
import { CopyButton } from '../design/copy-button.tsx';
import { Field } from '../design/field.tsx';
import { Note } from '../design/note.tsx';
import { Room } from '../design/room.tsx';
import type { Info, NewConnection } from '../../info.ts';
import { useBackToSandbox } from '../shell/real-banner.tsx';
import styles from './connect.module.css';

/** Where messages go: the sandbox, or a server of the API with a key that stays on the playground's server. */
export function Connect() {
  const { data: info } = useQuery(infoQuery);
  return (
    <Room title="Connect" hint="Where the messages of this playground go">
      <div className={styles.columns}>
        {info && <SandboxCard info={info} />}
        {info && <RealCard info={info} />}
      </div>
    </Room>
  );
}

function SandboxCard({ info }: { info: Info }) {
  const back = useBackToSandbox();
  const { base_url: baseUrl, api_key: apiKey } = info.sandbox;
  const small = `${controls.button} ${controls.small}`;
  return (
    <section className={styles.card} aria-labelledby="connect-sandbox">
      <h2 id="connect-sandbox">The sandbox on this computer</h2>
      <p>No phone rings and nothing costs. Point your own application at it while you build.</p>
      <dl>
        <dt>Base URL</dt>
        <dd>
          <code>{baseUrl}</code>
          <CopyButton text={baseUrl} name="Copy URL" className={small} />
        </dd>
        <dt>API key</dt>
        <dd>
          <code>{apiKey}</code>
          <CopyButton text={apiKey} name="Copy key" className={small} />
        </dd>
      </dl>
      {info.connection.is_sandbox ? (
        <Note tone="ok">Messages go here.</Note>
      ) : (
        <button type="button" className={controls.primary} onClick={() => back.mutate()}>
          Back to the sandbox
        </button>
      )}
    </section>
  );
}

function RealCard({ info }: { info: Info }) {
  const client = useQueryClient();
  const connect = useMutation<void, RequestError, NewConnection>({
    mutationFn: (connection) => put('/api/connection', connection),
    onSuccess: () => client.resetQueries(),
  });
  return (
    <section className={styles.card} aria-labelledby="connect-real">
      <h2 id="connect-real">A real account</h2>
      <p>
        Messages reach phones and cost money. The key goes to the playground’s own server, stays in its
        memory, and is gone when it stops: it is in no page, no address and no file.
      </p>
      {!info.connection.is_sandbox && (
        <Note tone="bad">Connected to {new URL(info.connection.base_url).host}. Every send is real.</Note>
      )}
      <ConnectForm
        problem={connect.error?.problem}
        isPending={connect.isPending}
        onConnect={(connection) => connect.mutate(connection)}
      />
    </section>
  );
}

/** Why there is no new connection. A server that answered says so itself. */
function whyNot({ code, detail, upstream }: RequestProblem): string {
  if (upstream) return upstream.message;
  return code === 'upstream_failed' ? 'no server of the API answers at this base URL.' : detail;
}

interface ConnectFormProps {
  readonly problem: RequestProblem | undefined;
  readonly isPending: boolean;
  readonly onConnect: (connection: NewConnection) => void;
}

function ConnectForm({ problem, isPending, onConnect }: ConnectFormProps) {
  const [baseUrl, setBaseUrl] = useState('');
  const [apiKey, setApiKey] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isPending) return;
    onConnect({ base_url: baseUrl.trim(), api_key: apiKey.trim() });
    // The page forgets it at once.
    setApiKey('');
  };
  const faultOf = (field: string): string | undefined => {
    const error = problem?.errors.find((one) => one.field === field);
    return error && sentenceOf('This', error.message);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate autoComplete="off">
      <Field
        label="Base URL"
        hint="Of API V1, version root included. https only, but on this computer."
        fault={faultOf('base_url')}
      >
        {(control) => (
          <input
            {...control}
            className="mono"
            type="url"
            placeholder="https://…/v1"
            value={baseUrl}
            onChange={(event) => setBaseUrl(event.target.value)}
          />
        )}
      </Field>
      <Field label="API key" fault={faultOf('api_key')}>
        {(control) => (
          <input
            {...control}
            className="mono"
            type="password"
            autoComplete="off"
            value={apiKey}
            onChange={(event) => setApiKey(event.target.value)}
          />
        )}
      </Field>
      {problem && problem.errors.length === 0 && (
        <Note tone="bad" role="alert">
          Still connected as before: {whyNot(problem)}
        </Note>
      )}
      <button type="submit" className={controls.button} aria-disabled={isPending}>
        {isPending ? 'Asking the server' : 'Connect, and send for real'}
      </button>
    </form>
  );
}
