import { useQuery } from '@tanstack/react-query';
import { BookOpen, Ellipsis } from 'lucide-react';
import { Link, useRoute } from 'wouter';
import { infoQuery } from '../api/queries.ts';
import { ClockCard } from './clock-card.tsx';
import { ConnectionLine } from './connection-line.tsx';
import styles from './rail.module.css';
import { ROOMS } from './rooms.table.tsx';
import type { RoomEntry } from './rooms.table.tsx';

/** The way to every room, the sandbox's clock, and where messages go. */
export function Rail() {
  const { data: info } = useQuery(infoQuery);
  return (
    <header className={styles.rail} data-real={info?.connection.is_sandbox === false ? true : undefined}>
      <p className={styles.name}>
        <img src="/mark.svg" alt="" width="22" height="22" /> Chatti playground
      </p>
      <nav aria-label="Rooms">
        {ROOMS.map((room) => (
          <RoomLink key={room.href} room={room} />
        ))}
        <MoreLink />
      </nav>
      <div className={styles.foot}>
        <a className={styles.room} href="/docs/">
          <BookOpen aria-hidden />
          <span className={styles.label}>Guides</span>
        </a>
        {info?.connection.is_sandbox && <ClockCard />}
        <ConnectionLine />
      </div>
    </header>
  );
}

function RoomLink({
  room: { href, path, icon: Icon, name, badge: Badge, shortcut, onPhone },
}: {
  room: RoomEntry;
}) {
  const [here] = useRoute(path);
  return (
    <Link
      href={href}
      className={styles.room}
      aria-current={here ? 'page' : undefined}
      aria-keyshortcuts={shortcut}
      data-phone={onPhone}
      title={`${name}, key ${shortcut.toUpperCase()}`}
    >
      <Icon aria-hidden />
      <span className={styles.label}>{name}</span>
      {Badge ? <Badge /> : <kbd aria-hidden>{shortcut}</kbd>}
    </Link>
  );
}

/** On a phone: the way to the rooms that its bar has no place for. */
function MoreLink() {
  const [here] = useRoute('/rooms');
  return (
    <Link href="/rooms" className={`${styles.room} ${styles.more}`} aria-current={here ? 'page' : undefined}>
      <Ellipsis aria-hidden />
      <span className={styles.label}>More</span>
    </Link>
  );
}
