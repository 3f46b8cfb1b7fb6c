import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useLiveness } from '../api/live.ts';
import { infoQuery } from '../api/queries.ts';
import styles from './connection-line.module.css';

/** Where messages go, and whether anybody answers there. */
export function ConnectionLine() {
  const { data: info } = useQuery(infoQuery);
  const liveness = useLiveness();
  if (liveness === 'lost') {
    return (
      <p className={styles.lost} role="status">
        The playground does not answer
      </p>
    );
  }
  if (!info) return null;
  const { is_sandbox: isSandbox, base_url: baseUrl } = info.connection;
  return (
    <Link href="/connect" className={isSandbox ? styles.sandbox : styles.real} title={baseUrl}>
      <span>{isSandbox ? 'Sandbox' : 'Real'}</span>
      <span className={styles.place}>{new URL(baseUrl).host}</span>
    </Link>
  );
}
