import type { RefObject } from 'react';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { rowId } from '../list/message-row.tsx';

/** Takes the focus where the list has gone from the screen with it, and gives it back to the row in the end. */
export function useFocusAround(id: string, panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (document.activeElement?.checkVisibility({ visibilityProperty: true }) === false)
      panel.current?.focus();
    return () => {
      // By then the panel is gone, and the row is there to be seen.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.getElementById(rowId(id))?.focus();
      });
    };
  }, [id, panel]);
}

/** Leads to a place when Escape is pressed and nothing else was to be closed by it. */
export function useEscapeTo(place: string): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && !holdsText(event.target)) navigate(place);
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [navigate, place]);
}

/** Whether something is being written there: Escape would lose it. */
function holdsText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.value !== '';
}
