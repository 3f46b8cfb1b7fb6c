import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { ROOMS } from './rooms.table.tsx';

/** One letter opens a room, and `/` leads to the search, wherever nothing is being written. */
export function useShortcuts(): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    const open = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target))
        return;
      if (event.key === '/') {
        const search = document.querySelector<HTMLElement>('[role="search"] input');
        if (!search) return;
        event.preventDefault();
        return search.focus();
      }
      const room = ROOMS.find(({ shortcut }) => shortcut === event.key);
      if (!room) return;
      event.preventDefault();
      navigate(room.href);
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
