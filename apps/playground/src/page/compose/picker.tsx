import { ChevronDown } from 'lucide-react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
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

/** A button that opens a list to pick from, with a text that narrows it: a combobox, steered by the arrow keys. */
export function Picker({ name, choices, onPick }: PickerProps) {
  const [isOpen, open] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    open(false);
    button.current?.focus();
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): void => {
    if (!currentTarget.contains(relatedTarget)) open(false);
  };
  const pick = (value: string): void => {
    onPick(value);
    close();
  };
  return (
    <div className={styles.picker} onBlur={onBlur}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => open(!isOpen)}
      >
        {name} <ChevronDown aria-hidden />
      </button>
      {isOpen && <Choices name={name} choices={choices} onPick={pick} onClose={close} />}
    </div>
  );
}

interface ChoicesProps extends PickerProps {
  readonly onClose: () => void;
}

function Choices({ name, choices, onPick, onClose }: ChoicesProps) {
  const id = useId();
  const [search, find] = useState('');
  const [at, go] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const wanted = search.toLowerCase().trim();
  const found = choices.filter(({ value, words }) => `${value} ${words}`.toLowerCase().includes(wanted));
  const active = found[Math.min(at, found.length - 1)];
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const last = found.length - 1;
    const steps: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at >= last ? 0 : at + 1),
      ArrowUp: () => go(at <= 0 ? last : at - 1),
      PageDown: () => go(Math.min(last, at + 6)),
      PageUp: () => go(Math.max(0, at - 6)),
      Enter: () => active && onPick(active.value),
      Escape: onClose,
    };
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  };
  return (
    <div className={styles.panel} role="dialog" aria-label={name}>
      <input
        // It was opened to search in it.
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={active && `${id}-${active.value}`}
        aria-label={name}
        aria-autocomplete="list"
        placeholder="Search, or use the arrow keys"
        autoComplete="off"
        spellCheck={false}
        value={search}
        onChange={(event) => {
          find(event.target.value);
          go(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={id} role="listbox" aria-label={name} className={styles.list}>
        {groupsOf(found).map(([group, members]) => (
          <div key={group} role="group" aria-label={group}>
            {group !== '' && <p aria-hidden>{group}</p>}
            {members.map(({ value, detail }) => (
              <div
                key={value}
                id={`${id}-${value}`}
                role="option"
                aria-selected={value === active?.value}
                className={styles.choice}
                // The focus stays in the search, so that the list does not close before it is picked from.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onPick(value)}
              >
                <span className="mono">{value}</span>
                <span>{detail}</span>
              </div>
            ))}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>Nothing fits. Take a letter away.</p>}
    </div>
  );
}

function groupsOf(choices: readonly Choice[]): [string, readonly Choice[]][] {
  return [...Map.groupBy(choices, ({ group = '' }) => group)];
}
