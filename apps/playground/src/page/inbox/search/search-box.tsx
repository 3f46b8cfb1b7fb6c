import { useCombobox } from 'downshift';
import { Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';
import { isForList, keepFocus, listChanges } from '../../design/combobox.ts';
import { parseSearch } from './parse-search.ts';
import type { Piece } from './parse-search.ts';
import { suggest } from './suggest.ts';
import type { KnownValues, Suggestion } from './suggest.ts';
import styles from './search-box.module.css';
import { useTypedSearch } from './use-typed-search.ts';

interface SearchBoxProps {
  /** The text of the address. */
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** Values to offer, out of what is shown. */
  readonly known: KnownValues;
}

const { InputKeyDownEnter, ItemClick } = useCombobox.stateChangeTypes;

/** The one search box of the room: its text is the address. Tokens are drawn, and completed by keyboard. */
export function SearchBox({ search, onSearch, known }: SearchBoxProps) {
  const [text, type] = useTypedSearch(search, onSearch);
  const [caret, setCaret] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const drawing = useRef<HTMLDivElement>(null);
  const wanted = useRef<number>(undefined);
  const offers = suggest(text, caret, known);
  const { isOpen, highlightedIndex, getInputProps, getMenuProps, getItemProps } = useCombobox<Suggestion>({
    items: offers,
    inputValue: text,
    selectedItem: null,
    defaultHighlightedIndex: -1,
    itemToString: (offer) => offer?.search ?? '',
    // What was taken is a part of a search. The list stays open for the next part.
    stateReducer: (state, action) =>
      action.type === InputKeyDownEnter || action.type === ItemClick
        ? { highlightedIndex: -1 }
        : listChanges(state, action),
  });
  const isShown = isOpen && offers.length > 0;
  const marked = isShown ? offers[highlightedIndex] : undefined;
  const put = (next: string, nextCaret: number): void => {
    type(next);
    setCaret(nextCaret);
  };
  // Within the event, and not when the library tells of it: a key that follows at once finds the text as it is then.
  const take = (offer: Suggestion): void => {
    put(offer.search, offer.caret);
    wanted.current = offer.caret;
  };
  const press = (event: KeyboardEvent): void => {
    const keys = isShown ? ['ArrowDown', 'ArrowUp', 'Escape'] : ['ArrowDown'];
    if (isForList(event, marked ? [...keys, 'Enter'] : keys) && event.key === 'Enter' && marked) take(marked);
  };
  // Before the next key: the caret goes behind what was taken, and the drawing scrolls with the box.
  useLayoutEffect(() => {
    if (wanted.current !== undefined) box.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = undefined;
    if (drawing.current && box.current) drawing.current.scrollLeft = box.current.scrollLeft;
  });
  return (
    <form role="search" className={styles.search} onSubmit={(event) => event.preventDefault()}>
      <Search aria-hidden />
      <div className={styles.sheet}>
        <div ref={drawing} className={styles.drawing} aria-hidden>
          <Drawn text={text} />
        </div>
        <input
          {...getInputProps({
            ref: box,
            'aria-label': 'Search messages',
            onChange: ({ currentTarget: { value, selectionStart } }) =>
              put(value, selectionStart ?? value.length),
            onKeyDown: press,
          })}
          {...(!marked && { 'aria-activedescendant': undefined })}
          type="text"
          aria-expanded={isShown}
          autoCapitalize="off"
          spellCheck={false}
          maxLength={1000}
          placeholder='Search: words, "a phrase", to: from: status: is: has: segments: encoding: after: before: reference:'
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onScroll={(event) =>
            drawing.current && (drawing.current.scrollLeft = event.currentTarget.scrollLeft)
          }
        />
      </div>
      <kbd aria-hidden>/</kbd>
      <ul
        {...getMenuProps({ 'aria-label': 'Suggestions', onMouseDown: keepFocus })}
        className={styles.offers}
        hidden={!isShown}
      >
        {isOpen &&
          offers.map((offer) => (
            <li key={offer.text} {...getItemProps({ item: offer, onClick: () => take(offer) })}>
              <code>{offer.text}</code> <span>{offer.about}</span>
            </li>
          ))}
      </ul>
    </form>
  );
}

/** The text once more, with its tokens and phrases marked. The text in the box itself is not drawn. */
function Drawn({ text }: { text: string }) {
  const pieces = parseSearch(text);
  return pieces.map((piece, index) => (
    <span key={piece.start}>
      {text.slice(pieces[index - 1]?.end ?? 0, piece.start)}
      <span className={classOf(piece)}>{text.slice(piece.start, piece.end)}</span>
    </span>
  ));
}

function classOf({ term, fault }: Piece): string | undefined {
  if (fault !== undefined) return styles.wrong;
  if (term?.kind === 'token') return styles.token;
  return term !== undefined && /\s/.test(term.value) ? styles.phrase : undefined;
}
