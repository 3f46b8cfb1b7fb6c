import { useCombobox } from 'downshift';
import type { UseComboboxState, UseComboboxStateChangeOptions } from 'downshift';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { isForList, keepFocus, listChanges } from '../design/combobox.ts';
import styles from './picker.module.css';

/** Something to pick. */
export interface Choice {
  readonly value: string;
  readonly detail: ReactNode;
  /** What a search finds it by, beside its value. */
  readonly words: string;
  /** The heading that it stands under. */
  readonly group?: string;
}

interface PickerProps {
  /** What the button says. */
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly onPick: (value: string) => void;
}

const { InputBlur, InputKeyDownEnter, InputKeyDownPageDown, InputKeyDownPageUp } =
  useCombobox.stateChangeTypes;
const KEYS = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Enter', 'Escape'];

/** A button that opens a list to pick from, with a text that narrows it. */
export function Picker({ name, choices, onPick }: PickerProps) {
  const [search, find] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const wanted = search.toLowerCase().trim();
  const found = choices.filter(({ value, words }) => `${value} ${words}`.toLowerCase().includes(wanted));
  const { isOpen, getToggleButtonProps, getInputProps, getMenuProps, getItemProps } = useCombobox<Choice>({
    items: found,
    inputValue: search,
    selectedItem: null,
    defaultHighlightedIndex: 0,
    itemToString: (choice) => choice?.value ?? '',
    stateReducer: (state, action) => pickerChanges(state, action, found.length - 1),
    onSelectedItemChange: ({ selectedItem }) => selectedItem && onPick(selectedItem.value),
    onIsOpenChange: (now) => {
      if (now.isOpen) return;
      find('');
      if (now.type !== InputBlur) button.current?.focus();
    },
  });
  return (
    <div className={styles.picker}>
      <button
        {...getToggleButtonProps({ ref: button, tabIndex: 0 })}
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
      >
        {name} <ChevronDown aria-hidden />
      </button>
      <div className={styles.panel} role="dialog" aria-label={name} hidden={!isOpen}>
        <input
          {...getInputProps({
            'aria-label': name,
            onChange: (event) => find(event.currentTarget.value),
            onKeyDown: (event) => isForList(event, KEYS) && event.stopPropagation(),
          })}
          {...(found.length === 0 && { 'aria-activedescendant': undefined })}
          placeholder="Search, or use the arrow keys"
          spellCheck={false}
        />
        <div {...getMenuProps({ 'aria-label': name, onMouseDown: keepFocus })} className={styles.list}>
          {isOpen &&
            groupsOf(found).map(([group, members]) => (
              <div key={group} role="group" aria-label={group}>
                {group !== '' && <p aria-hidden>{group}</p>}
                {members.map((choice) => (
                  <div key={choice.value} {...getItemProps({ item: choice })} className={styles.choice}>
                    <span className="mono">{choice.value}</span>
                    <span>{choice.detail}</span>
                  </div>
                ))}
              </div>
            ))}
        </div>
        {found.length === 0 && <p className={styles.none}>Nothing fits. Take a letter away.</p>}
      </div>
    </div>
  );
}

/** A page is six rows and ends at the ends of the list. Enter closes the list only where it picks something. */
function pickerChanges(
  state: UseComboboxState<Choice>,
  action: UseComboboxStateChangeOptions<Choice>,
  last: number,
): Partial<UseComboboxState<Choice>> {
  const at = state.highlightedIndex;
  if (action.type === InputKeyDownPageDown) return { highlightedIndex: Math.min(last, at + 6) };
  if (action.type === InputKeyDownPageUp) return { highlightedIndex: Math.max(0, at - 6) };
  return action.type === InputKeyDownEnter && last < 0 ? state : listChanges(state, action);
}

function groupsOf(choices: readonly Choice[]): [string, readonly Choice[]][] {
  return [...Map.groupBy(choices, ({ group = '' }) => group)];
}
