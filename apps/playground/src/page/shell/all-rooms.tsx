import { Link } from 'wouter';
import { Room } from '../design/room.tsx';
import styles from './all-rooms.module.css';
import { ROOMS } from './rooms.table.tsx';

/** On a phone: every room, and the guides. */
export function AllRooms() {
  return (
    <Room title="Rooms">
      <ul className={styles.list}>
        {ROOMS.map(({ href, name, icon: Icon, badge: Badge }) => (
          <li key={href}>
            <Link href={href}>
              <Icon aria-hidden />
              <span>{name}</span>
              {Badge && <Badge />}
            </Link>
          </li>
        ))}
        <li>
          <a href="/docs/">
            <span>Guides</span>
          </a>
        </li>
      </ul>
    </Room>
  );
}
