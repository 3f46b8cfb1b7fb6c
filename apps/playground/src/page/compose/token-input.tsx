import { X } from 'lucide-react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ControlProps } from '../design/field.tsx';
import styles from './token-input.module.css';
import { shownTokens } from './shown-tokens.ts';

/** One piece of a list. */
export interface Token {
  readonly text: string;
  /** Why it is wrong, in a few words. */
  readonly fault?: string | undefined;
}

interface TokenInputProps {
  readonly control: ControlProps;
  readonly tokens: readonly Token[];
  /** What is being written behind the tokens. */
  readonly pending: string;
  readonly placeholder?: string | undefined;
  readonly inputMode?: 'tel' | 'text';
  readonly onPending: (text: string) => void;
  /** What is written is to become tokens. */
  readonly onCommit: (text: string) => void;
  readonly onRemove: (index: number) => void;
}

/**
 * A list that is written piece by piece or pasted as a whole. Backspace and the left arrow lead from the text into the
 * list, where the arrows go on and Delete takes a piece away.
 */
export function TokenInput(props: TokenInputProps) {
  const { control, tokens, pending, placeholder, inputMode = 'text', onPending, onCommit, onRemove } = props;
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [isWhole, showWhole] = useState(false);
  const shown = shownTokens(tokens, isWhole);
  const hidden = tokens.length - shown.length;

  const buttons = (): HTMLElement[] => [
    ...(box.current?.querySelectorAll<HTMLElement>('[data-token]') ?? []),
  ];
  const goTo = (place: number): void => (buttons()[place] ?? input.current)?.focus();
  const remove = (index: number, place: number): void => {
    flushSync(() => onRemove(index));
    // Its neighbour, or the text where none is left: at once, so that what is typed next is not lost.
    goTo(Math.min(place, buttons().length - 1));
  };
  const onKeyInToken = (event: KeyboardEvent<HTMLElement>, index: number, place: number): void => {
    const steps: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => goTo(Math.max(0, place - 1)),
      ArrowRight: () => goTo(place + 1),
      Home: () => goTo(0),
      End: () => input.current?.focus(),
      Escape: () => input.current?.focus(),
      Backspace: () => remove(index, Math.max(0, place - 1)),
      Delete: () => remove(index, place),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  };
  const onKeyInText = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey && pending.trim() !== '') {
      event.preventDefault();
      onCommit(pending);
    } else if (['Backspace', 'ArrowLeft'].includes(event.key) && selectionStart === 0 && selectionEnd === 0) {
      if (tokens.length === 0) return;
      event.preventDefault();
      goTo(shown.length - 1);
    }
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    // An input would drop the lines, and with them the ends of the numbers.
    const pasted = event.clipboardData.getData('text');
    if (!/[\r\n]/.test(pasted)) return;
    event.preventDefault();
    onCommit(`${pending}${pasted}`);
  };

  return (
    <div
      ref={box}
      className={styles.box}
      data-invalid={control['aria-invalid'] ? true : undefined}
      onMouseDown={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        input.current?.focus();
      }}
    >
      {shown.map(({ token, index }, place) => (
        <span key={`${index} ${token.text}`} className={token.fault ? styles.wrong : styles.token}>
          <span>{token.text}</span>
          {token.fault && <em>{token.fault}</em>}
          <button
            type="button"
            data-token
            // One stop for Tab: the arrows do the rest.
            tabIndex={place === shown.length - 1 ? 0 : -1}
            aria-label={`Remove ${token.text}`}
            onClick={() => remove(index, place)}
            onKeyDown={(event) => onKeyInToken(event, index, place)}
          >
            <X aria-hidden />
          </button>
        </span>
      ))}
      {hidden > 0 && (
        <button type="button" className={styles.more} onClick={() => showWhole(true)}>
          and {hidden} more
        </button>
      )}
      <input
        {...control}
        ref={input}
        value={pending}
        placeholder={tokens.length === 0 ? placeholder : undefined}
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onPending(event.target.value)}
        onBlur={() => pending.trim() !== '' && onCommit(pending)}
        onKeyDown={onKeyInText}
        onPaste={onPaste}
      />
    </div>
  );
}
