import { queryOptions } from '@tanstack/react-query';
import type { Recording } from '@chatti/sandbox';
import type { SavedRecording } from '../../info.ts';
import { get } from '../api/request.ts';

/** The recordings that the playground keeps. */
export const recordingsQuery = queryOptions({
  queryKey: ['recordings'],
  queryFn: ({ signal }) => get<SavedRecording[]>('/api/recordings', signal),
});

/** One of them, whole. */
export function recordingQuery(id: string) {
  return queryOptions({
    queryKey: ['recordings', id],
    queryFn: ({ signal }) => get<Recording>(`/api/recordings/${id}`, signal),
    staleTime: Infinity,
  });
}
