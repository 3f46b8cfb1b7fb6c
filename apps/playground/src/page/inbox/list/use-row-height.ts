import { useSyncExternalStore } from 'react';

/** Where a row has two lines; message-list.module.css says the same. */
const narrow = '(max-width: 1180px)';

/** The heights of a row in CSS pixels, as message-list.module.css has them. */
const heights = { oneLine: 41, twoLines: 60 };

/** How high a row of the list is. */
export function useRowHeight(): number {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(narrow);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => (matchMedia(narrow).matches ? heights.twoLines : heights.oneLine),
  );
}
