import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch, useSearchParams } from 'wouter';
import { callSandbox } from '../api/call.ts';
import { useRow } from '../api/use-row.ts';
import controls from '../design/controls.module.css';
import { Empty } from '../design/empty.tsx';
import { Note } from '../design/note.tsx';
import { Time } from '../design/time.tsx';
import { CallPanel } from './call-panel.tsx';
import { formatMs } from '../design/format-ms.ts';
import { callsOf, nameOf } from './calls-of.ts';
import type { Call } from './calls-of.ts';
import { callQuery, journalQuery, SHOWN } from '../api/queries.ts';
import { StatusCode } from '../design/status-code.tsx';
import styles from './traffic.module.css';
import { walkLinks } from './walk-links.ts';

/** The journal of requests: a line for each call, and beside it the one that the address names. */
export function Calls({ id }: { id: string | undefined }) {
  const { data: entries, error } = useQuery(journalQuery);
  const [search, setSearch] = useSearchParams();
  const clear = useRow('journal', () => callSandbox('journal', 'clear', {}));
  const all = callsOf(entries ?? []);
  const endpoint = search.get('endpoint') ?? '';
  const onlyFailed = search.has('failed');
  const calls = all.filter(
    ({ last, failed }) => (endpoint === '' || nameOf(last) === endpoint) && (!onlyFailed || failed),
  );
  const names = [...new Set(all.map(({ last }) => nameOf(last)))].sort();
  const put = (name: string, value: string): void =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value === '') next.delete(name);
      else next.set(name, value);
      return next;
    });
  // Of a call that is named by one of its later attempts, the whole call is shown.
  const listed = all.find(({ attempts }) => attempts.some(({ number }) => String(number) === id));
  // One that is older than the list is asked for alone.
  const isOlder = /^[1-9]\d{0,14}$/.test(id ?? '') && entries !== undefined && listed === undefined;
  const { data: older } = useQuery({ ...callQuery(Number(id)), enabled: isOlder });
  const [picked] = listed ? [listed] : callsOf((isOlder ? older : undefined) ?? []);

  if (entries?.length === 0 && id === undefined) {
    return (
      <Empty title="Nothing was asked yet">
        <Link href="/">Send a message</Link>, or point your application at the sandbox: every request shows up
        here with its reply, its attempts and what was sent twice.
      </Empty>
    );
  }
  return (
    <div className={styles.columns} data-open={id === undefined ? undefined : true}>
      <section className={styles.list} aria-label="Requests">
        <div className={styles.filters}>
          <label>
            <span className="aloud">Endpoint</span>
            <select value={endpoint} onChange={(event) => put('endpoint', event.target.value)}>
              <option value="">every endpoint</option>
              {names.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={onlyFailed}
              onChange={(event) => put('failed', event.target.checked ? '1' : '')}
            />
            failed only
          </label>
          <button
            type="button"
            className={`${controls.button} ${controls.small}`}
            onClick={() => clear.mutate(undefined)}
          >
            Clear
          </button>
        </div>
        {error && <Note tone="bad">{error.message} What is shown here may be old.</Note>}
        {entries && calls.length === 0 && (
          <Empty title="No call is like that">
            <Link href="/traffic">Show all of them</Link>
          </Empty>
        )}
        <ol className={styles.lines} onKeyDown={walkLinks}>
          {calls.map((call) => (
            <li key={call.number}>
              <Line call={call} here={call === picked} />
            </li>
          ))}
        </ol>
        {entries?.length === SHOWN && <p className={styles.more}>The newest {SHOWN} requests are shown.</p>}
      </section>
      <aside className={styles.panel} aria-label="Call">
        {picked ? (
          <CallPanel key={picked.number} call={picked} />
        ) : (
          <Empty title={id === undefined ? 'No call picked' : 'This call is not kept any more'}>
            Pick one to see its attempts over time, what was sent and what came back.
          </Empty>
        )}
      </aside>
    </div>
  );
}

function Line({ call: { number, attempts, last }, here }: { call: Call; here: boolean }) {
  const search = useSearch();
  const [location] = useLocation();
  return (
    <Link
      href={`/traffic/requests/${number}${search && `?${search}`}`}
      replace={location !== '/traffic'}
      className={styles.line}
      aria-current={here ? 'true' : undefined}
    >
      <StatusCode status={last.status} />
      <span className={styles.name}>{nameOf(last)}</span>
      <span className={styles.fault}>{faultOf(attempts)}</span>
      <span className={attempts.length > 1 ? styles.many : styles.once}>
        {attempts.length === 1 ? '' : `${attempts.length} attempts`}
      </span>
      <span className={styles.took}>{formatMs(attempts.reduce((sum, one) => sum + one.duration_ms, 0))}</span>
      <Time iso={last.at} className={styles.time} />
    </Link>
  );
}

/** The first fault that a call met; a place in a script where nothing goes wrong is none. */
function faultOf(attempts: Call['attempts']): string | undefined {
  return attempts.map(({ fault }) => fault).find((fault) => fault !== null && fault !== 'ok') ?? undefined;
}
