import { useEffect } from 'react';
import { useLocation } from 'wouter';

const rooms: Readonly<Record<string, string>> = { c: '/', i: '/inbox' };

/** One letter opens a room, wherever nothing is being written. */
export function useShortcuts(): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target))
        return;
      const room = rooms[event.key];
      if (room === undefined) return;
      event.preventDefault();
      navigate(room);
    };
    addEventListener('keydown', open);
    return () => removeEventListener('keydown', open);
  }, [navigate]);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}
