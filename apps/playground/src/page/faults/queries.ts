import { queryOptions } from '@tanstack/react-query';
import type { FaultKind } from '../../info.ts';
import { get } from '../api/request.ts';

/** The faults that there are. They do not change while the page is open. */
export const faultKindsQuery = queryOptions({
  queryKey: ['fault-kinds'],
  queryFn: ({ signal }) => get<FaultKind[]>('/api/fault-kinds', signal),
  staleTime: Infinity,
});
