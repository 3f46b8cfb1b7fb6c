import { useMutation, useQuery } from '@tanstack/react-query';
import type { Replayed, SavedRecording } from '../../info.ts';
import type { RequestError } from '../api/request.ts';
import { post } from '../api/request.ts';
import controls from '../design/controls.module.css';
import { figure } from '../design/figure.ts';
import { Note } from '../design/note.tsx';
import { formatMs } from '../design/format-ms.ts';
import { StatusCode } from '../design/status-code.tsx';
import { linesOf } from './lines-of.ts';
import { recordingQuery } from './queries.ts';
import styles from './recordings.module.css';

/** How many lines of a recording are shown. */
const shown = 200;

/** What is in a recording, and whether it comes out the same once more. */
export function ReplayPanel({ recording }: { recording: SavedRecording }) {
  const replay = useMutation<Replayed, RequestError>({
    mutationFn: () => post(`/api/recordings/${recording.id}/replay`, {}),
  });
  return (
    <section className={styles.form} aria-labelledby="replay">
      <h2 id="replay">{recording.name}</h2>
      <button
        type="button"
        className={controls.button}
        aria-disabled={replay.isPending}
        onClick={() => !replay.isPending && replay.mutate()}
      >
        {replay.isPending ? 'Replaying' : 'Replay it'}
      </button>
      <p className={styles.quiet}>
        In a sandbox of its own, with the same ids and times. This one is left alone.
      </p>
      {replay.error && (
        <Note tone="bad" role="alert">
          {replay.error.message}
        </Note>
      )}
      {replay.data && <Outcome recording={recording} replayed={replay.data} />}
      <Steps id={recording.id} />
    </section>
  );
}

function Outcome({ recording, replayed }: { recording: SavedRecording; replayed: Replayed }) {
  const { differences, took_ms: took } = replayed;
  if (differences.length === 0) {
    return (
      <Note tone="ok" role="status">
        {figure(recording.steps)} steps replayed in {formatMs(took)}, without a difference.
      </Note>
    );
  }
  return (
    <>
      <Note tone="warn" role="status">
        {differences.length === 1 ? 'One thing' : `${figure(differences.length)} things`} came out otherwise.
      </Note>
      <ol className={styles.differences}>
        {differences.map(({ step, request, where, now, before }, index) => (
          // A reply may differ in several places, which have no names of their own.
          <li key={index}>
            <p>
              Step {step}, {request}: <b>{where}</b>
            </p>
            <p>
              <del>{before ?? 'missing'}</del> <ins>{now ?? 'missing'}</ins>
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

function Steps({ id }: { id: string }) {
  const { data: recording } = useQuery(recordingQuery(id));
  if (!recording) return null;
  const lines = linesOf(recording);
  return (
    <>
      <ol className={styles.steps} aria-label="Steps">
        {lines.slice(0, shown).map(({ number, afterMs, what, status }) => (
          <li key={number}>
            <span>+{formatMs(afterMs)}</span>
            <span>{what}</span>
            {status !== undefined && <StatusCode status={status} />}
          </li>
        ))}
      </ol>
      {lines.length > shown && (
        <p className={styles.quiet}>
          The first {shown} of {figure(lines.length)}.
        </p>
      )}
    </>
  );
}
