import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { infoQuery } from '../api/queries.ts';
import { remove } from '../api/request.ts';
import styles from './real-banner.module.css';

/** Says loudly, in every room, that messages are real. */
export function RealBanner() {
  const { data: info } = useQuery(infoQuery);
  const back = useBackToSandbox();
  if (info?.connection.is_sandbox !== false) return null;
  return (
    <p className={styles.banner} role="alert">
      <TriangleAlert aria-hidden />
      <span>
        <strong>Messages are real.</strong> They reach phones and cost money: you are connected to{' '}
        <span className="mono">{new URL(info.connection.base_url).host}</span>.
      </span>
      <button type="button" onClick={() => back.mutate()}>
        Back to the sandbox
      </button>
    </p>
  );
}

/** Sends to the sandbox again, and reads everything anew. */
export function useBackToSandbox() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => remove('/api/connection'),
    onSettled: () => client.resetQueries(),
  });
}
