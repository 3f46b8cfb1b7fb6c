import { Link, useParams } from 'wouter';
import { Room } from '../design/room.tsx';
import { Calls } from './calls.tsx';
import { Deliveries } from './deliveries.tsx';
import styles from './traffic.module.css';

const kinds = [
  { href: '/traffic', name: 'Requests', kind: 'requests' },
  { href: '/traffic/deliveries', name: 'Webhook deliveries', kind: 'deliveries' },
] as const;

/** What was asked of the sandbox, and what it posted. */
export function Traffic() {
  const { kind: asked, id } = useParams<{ kind?: string; id?: string }>();
  const kind = asked === 'deliveries' ? asked : 'requests';
  return (
    <Room
      title="Traffic"
      layout="fill"
      actions={
        <nav className={styles.kinds} aria-label="Kinds of traffic">
          {kinds.map((one) => (
            <Link key={one.kind} href={one.href} aria-current={one.kind === kind ? 'page' : undefined}>
              {one.name}
            </Link>
          ))}
        </nav>
      }
    >
      {kind === 'deliveries' ? <Deliveries id={id} /> : <Calls id={id} />}
    </Room>
  );
}
