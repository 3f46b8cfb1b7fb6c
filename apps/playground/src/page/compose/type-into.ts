/**
 * Changes the text of a field as if it had been typed, so that the browser's own undo takes it back in one step. Where the
 * browser cannot, the text is changed all the same.
 */
export function typeInto(box: HTMLTextAreaElement, text: string): void {
  const { start, end, inserted } = changeBetween(box.value, text);
  box.focus();
  box.setSelectionRange(start, end);
  // Deprecated, and the only way that a page has into the history of a field. It tells React by an input event.
  const done =
    inserted === '' ? document.execCommand('delete') : document.execCommand('insertText', false, inserted);
  if (done && box.value === text) return;
  box.setRangeText(inserted, start, end, 'end');
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The one stretch that differs: from `start` to `end` in the old text, and what takes its place. */
export function changeBetween(before: string, after: string) {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { start, end: before.length - tail, inserted: after.slice(start, after.length - tail) };
}
