import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChangeEvent } from 'react';
import type { SavedRecording } from '../../info.ts';
import { post, put, remove } from '../api/request.ts';
import { useRow } from '../api/use-row.ts';
import controls from '../design/controls.module.css';
import { Empty } from '../design/empty.tsx';
import { Field } from '../design/field.tsx';
import { figure } from '../design/figure.ts';
import { Note } from '../design/note.tsx';
import { Room } from '../design/room.tsx';
import split from '../design/split.module.css';
import table from '../design/table.module.css';
import { Time } from '../design/time.tsx';
import { recordingsQuery } from './queries.ts';
import { ReplayPanel } from './replay-panel.tsx';
import styles from './recordings.module.css';

/** What happened in the sandbox, to keep, to hand on, and to do once more. */
export function Recordings() {
  const { data: recordings, error } = useQuery(recordingsQuery);
  const [picked, setPicked] = useState<SavedRecording>();
  return (
    <Room
      title="Recordings"
      hint="What happened in the sandbox, to hand on and to do once more"
      layout="fill"
    >
      <div className={split.split}>
        <div className={split.list}>
          {error && <Note tone="bad">{error.message}</Note>}
          {recordings?.length === 0 && (
            <Empty title="Nothing is saved yet">
              Everything since the start is being recorded. Save it with the button, or load a file that
              somebody saved for you.
            </Empty>
          )}
          {recordings && recordings.length > 0 && (
            <RecordingTable recordings={recordings} picked={picked?.id} onPick={setPicked} />
          )}
        </div>
        <aside className={split.panel} aria-label="Save, load, replay">
          <Save onSaved={setPicked} />
          <Load onLoaded={setPicked} />
          {picked && <ReplayPanel key={picked.id} recording={picked} />}
        </aside>
      </div>
    </Room>
  );
}

function Save({ onSaved }: { onSaved: (recording: SavedRecording) => void }) {
  const [name, setName] = useState('');
  const save = useRow('recordings', () => post<SavedRecording>('/api/recordings', { name }));
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate(undefined, { onSuccess: onSaved });
      }}
    >
      <Field
        label="Save what happened"
        hint="Requests, faults and clock since the start. No key is in it, though texts and numbers are."
      >
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            placeholder="A name"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className={controls.primary}>
        Save recording
      </button>
      {save.error && (
        <Note tone="bad" role="alert">
          Nothing was saved. {save.error.message}
        </Note>
      )}
    </form>
  );
}

function Load({ onLoaded }: { onLoaded: (recording: SavedRecording) => void }) {
  const load = useRow('recordings', async (file: File) => {
    const recording = (await file.text().then(JSON.parse)) as unknown;
    return put<SavedRecording>('/api/recordings', { name: file.name.replace(/\.json$/, ''), recording });
  });
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    if (file) load.mutate(file, { onSuccess: onLoaded });
    event.target.value = '';
  };
  return (
    <div className={styles.form}>
      <Field label="Load a file">
        {(control) => <input {...control} type="file" accept="application/json,.json" onChange={take} />}
      </Field>
      {load.error && (
        <Note tone="bad" role="alert">
          Nothing was loaded.{' '}
          {load.error.name === 'RequestError' ? load.error.message : 'The file is no JSON.'}
        </Note>
      )}
    </div>
  );
}

interface RecordingTableProps {
  readonly recordings: readonly SavedRecording[];
  readonly picked: string | undefined;
  readonly onPick: (recording: SavedRecording | undefined) => void;
}

function RecordingTable({ recordings, picked, onPick }: RecordingTableProps) {
  const forget = useRow('recordings', (id: string) => remove(`/api/recordings/${id}`));
  const small = `${controls.button} ${controls.small}`;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Requests</th>
          <th scope="col">Steps</th>
          <th scope="col">Saved</th>
          <th scope="col">
            <span className="aloud">What can be done</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {recordings.map((recording) => (
          <tr key={recording.id} aria-current={recording.id === picked ? 'true' : undefined}>
            <td className={styles.name}>{recording.name}</td>
            <td className={table.number}>{figure(recording.requests)}</td>
            <td className={table.number}>{figure(recording.steps)}</td>
            <td>
              <Time iso={recording.saved_at} />
            </td>
            <td className={styles.actions}>
              <button type="button" className={small} onClick={() => onPick(recording)}>
                Replay …
              </button>
              <a className={small} href={`/api/recordings/${recording.id}`} download>
                Download
              </a>
              <button
                type="button"
                className={small}
                onClick={() => {
                  forget.mutate(recording.id);
                  if (recording.id === picked) onPick(undefined);
                }}
              >
                Forget
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
