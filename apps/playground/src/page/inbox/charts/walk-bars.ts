import type { KeyboardEvent } from 'react';
import { stepTo } from '../list/step-to.ts';
import type { Step } from '../list/step-to.ts';

const keys: Readonly<Record<string, Step>> = {
  ArrowLeft: 'ArrowUp',
  ArrowRight: 'ArrowDown',
  Home: 'Home',
  End: 'End',
};

/** Leads the focus from button to button of a row, by the arrows and to its ends. */
export function walkBars(event: KeyboardEvent<HTMLElement>): void {
  const step = keys[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const here = buttons.findIndex((button) => button === event.target);
  event.preventDefault();
  buttons[stepTo(step, { here, seen: 1, count: buttons.length })]?.focus();
}
