import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { messagesQuery } from '../api/queries.ts';
import controls from '../design/controls.module.css';
import { Empty } from '../design/empty.tsx';
import { useTitle } from '../shell/use-title.ts';
import { Detail } from './detail.tsx';
import { Envelope } from './envelope.tsx';
import styles from './inbox.module.css';
import { MessageList } from './message-list.tsx';

/** Every message, newest first, and beside it the one that the address names. */
export function Inbox({ id }: { id: string | undefined }) {
  useTitle('Inbox');
  const [search] = useSearchParams();
  const { data: page, error } = useQuery(messagesQuery(pageOf(search)));
  return (
    <div className={styles.inbox} data-open={id === undefined ? undefined : true}>
      <div className={styles.bar}>
        <h1>Inbox</h1>
        <p className={error ? styles.stale : styles.live}>{error ? 'not live' : 'live'}</p>
        <Link href="/" className={controls.primary}>
          Compose
        </Link>
      </div>
      {page?.total === 0 && id === undefined ? (
        <Empty title="No message yet">
          <Link href="/">Write the first one</Link>: it comes to this list the moment it is sent, by whichever
          road.
        </Empty>
      ) : (
        <div className={styles.columns}>
          <section className={styles.list} aria-label="Messages">
            {error && <p className={styles.error}>{error.message} What is shown here may be old.</p>}
            {page && <MessageList messages={page.data} selected={id} />}
            {page && <Envelope page={page} />}
          </section>
          <aside className={styles.detail} aria-label="Message">
            {id === undefined ? (
              <Empty title="No message picked">
                Pick one from the list to see its thread, its times and its JSON.
              </Empty>
            ) : (
              <Detail key={id} id={id} known={page?.data.find((message) => message.id === id)} />
            )}
          </aside>
        </div>
      )}
    </div>
  );
}

function pageOf(search: URLSearchParams): number {
  const page = Number(search.get('page') ?? '1');
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}
