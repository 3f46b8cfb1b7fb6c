import { queryOptions } from '@tanstack/react-query';
import { callSandbox } from '../api/call.ts';

/** One request as something to copy. */
export function copyQuery(number: number) {
  return queryOptions({
    queryKey: ['journal', 'copy', number],
    queryFn: ({ signal }) => callSandbox('journal', 'copy', { number }, signal),
    staleTime: Infinity,
  });
}
