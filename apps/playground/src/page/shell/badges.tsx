import { useQuery } from '@tanstack/react-query';
import { faultsQuery, infoQuery, journalQuery, messagesQuery } from '../api/queries.ts';
import { figure } from '../design/figure.ts';
import { callsOf } from '../traffic/calls-of.ts';

/** How many messages there are. */
export function InboxBadge() {
  const { data } = useQuery(messagesQuery({ per_page: 1 }));
  if (!data) return null;
  return (
    <span>
      {figure(data.total)} <span className="aloud">messages</span>
    </span>
  );
}

/** How many of the newest calls failed. */
export function TrafficBadge() {
  const isSandbox = useIsSandbox();
  const { data: entries } = useQuery({ ...journalQuery, enabled: isSandbox });
  const failed = callsOf(entries ?? []).filter((call) => call.failed).length;
  return failed === 0 || !isSandbox ? null : <span>{figure(failed)} failed</span>;
}

/** How many faults are still to come. */
export function FaultsBadge() {
  const isSandbox = useIsSandbox();
  const { data: faults } = useQuery({ ...faultsQuery, enabled: isSandbox });
  const count = faults?.data.length ?? 0;
  if (count === 0 || !isSandbox) return null;
  return (
    <span>
      {figure(count)} <span className="aloud">{count === 1 ? 'fault' : 'faults'} to come</span>
    </span>
  );
}

function useIsSandbox(): boolean {
  return useQuery(infoQuery).data?.connection.is_sandbox === true;
}
