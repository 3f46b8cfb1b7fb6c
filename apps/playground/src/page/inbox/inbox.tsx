import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { Link } from 'wouter';
import { useLiveness } from '../api/live.ts';
import { infoQuery } from '../api/queries.ts';
import controls from '../design/controls.module.css';
import { Empty } from '../design/empty.tsx';
import { useTitle } from '../shell/use-title.ts';
import { inboxHref } from './inbox-href.ts';
import styles from './inbox.module.css';
import { ListPane } from './list/list-pane.tsx';
import { useMessageRows } from './list/use-message-rows.ts';
import { LiveMark } from './live-mark.tsx';
import { NothingPicked } from './charts/nothing-picked.tsx';
import { Detail } from './panel/detail.tsx';
import { knownValues } from './search/known-values.ts';
import { listRequestOf } from './search/list-request.ts';
import { parseSearch, termsOf } from './search/parse-search.ts';
import { SearchBox } from './search/search-box.tsx';
import { SearchFaults } from './search/search-faults-line.tsx';
import { useInboxPlace } from './use-inbox-place.ts';

/** Every message, newest first, one search box whose text is the address, and beside the list the message that is open. */
export function Inbox() {
  useTitle('Inbox');
  const { id, search, searchFor } = useInboxPlace();
  const pieces = useMemo(() => parseSearch(search), [search]);
  const request = useMemo(() => listRequestOf(termsOf(pieces)), [pieces]);
  const { data: info } = useQuery(infoQuery);
  const isSandbox = info?.connection.is_sandbox !== false;
  const shown = useMessageRows(request, isSandbox);
  const liveness = useLiveness();
  const hrefOf = useCallback((other: string) => inboxHref(other, search), [search]);
  const isEmpty = shown.total === 0 && search === '' && id === undefined;
  return (
    <div className={styles.inbox} data-open={id === undefined ? undefined : true}>
      <div className={styles.bar}>
        <h1 className="aloud">Inbox</h1>
        <SearchBox search={search} onSearch={searchFor} known={knownValues(shown.rows)} />
        <LiveMark liveness={liveness} isSandbox={isSandbox} hasFailed={shown.error !== undefined} />
        {search !== '' && (
          <button type="button" className={controls.button} onClick={() => searchFor('')}>
            Clear
          </button>
        )}
        <Link href="/" className={controls.primary}>
          Compose
        </Link>
      </div>
      <SearchFaults pieces={pieces} others={isSandbox ? [] : request.others} />
      {isEmpty ? (
        <Empty title="No message yet">
          <Link href="/">Write the first one</Link>: it comes to this list the moment it is sent, by whichever
          road.
        </Empty>
      ) : (
        <div className={styles.columns}>
          <ListPane shown={shown} selected={id} hrefOf={hrefOf} onClear={() => searchFor('')} />
          <aside className={styles.detail} aria-label="Message">
            {id === undefined ? (
              <NothingPicked isSandbox={isSandbox} onSearch={searchFor} />
            ) : (
              <Detail key={id} id={id} known={shown.rows.find(id)} back={inboxHref(undefined, search)} />
            )}
          </aside>
        </div>
      )}
    </div>
  );
}
