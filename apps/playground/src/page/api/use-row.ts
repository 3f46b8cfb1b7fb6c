import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RequestError } from './request.ts';

/**
 * A call that changes something. What shows it is asked for again at once, also where no stream of events tells. `subject` is
 * the first word of the keys of what shows it.
 */
export function useRow<I, O>(subject: string, run: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation<O, RequestError, I>({
    mutationFn: run,
    onSettled: () => client.invalidateQueries({ queryKey: [subject] }),
  });
}
