import { useCombobox } from 'downshift';
import type { UseComboboxState, UseComboboxStateChangeOptions } from 'downshift';
import type { KeyboardEvent, MouseEvent } from 'react';

const { InputBlur, InputClick, ItemMouseMove, MenuMouseLeave } = useCombobox.stateChangeTypes;

/** Where the lists of this page differ from the library's: the keys alone mark, and who leaves has picked nothing. */
export function listChanges<T>(
  state: UseComboboxState<T>,
  { type, changes }: UseComboboxStateChangeOptions<T>,
): Partial<UseComboboxState<T>> {
  if (type === ItemMouseMove || type === MenuMouseLeave) return state;
  if (type === InputClick) return { isOpen: true };
  return type === InputBlur ? { isOpen: false, highlightedIndex: -1 } : changes;
}

/** Whether a key is the list's. Any other is kept from the library, and so are all while a word is composed. */
export function isForList(event: KeyboardEvent, keys: readonly string[]): boolean {
  // 229: Safari has ended the composition by then, and says by this code that the key belonged to it.
  const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
  if (!isComposing && !event.ctrlKey && !event.metaKey && keys.includes(event.key)) return true;
  Object.assign(event.nativeEvent, { preventDownshiftDefault: true });
  return false;
}

/** A press anywhere in a list leaves the focus in the text that it belongs to. */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
