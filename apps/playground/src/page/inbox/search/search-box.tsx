import { Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useId, useLayoutEffect, useRef, useState } from 'react';
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

/** The one search box of the room: its text is the address. Tokens are drawn, and completed by keyboard. */
export function SearchBox({ search, onSearch, known }: SearchBoxProps) {
  const [text, type] = useTypedSearch(search, onSearch);
  const [caret, setCaret] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const box = useRef<HTMLInputElement>(null);
  const drawing = useRef<HTMLDivElement>(null);
  const wanted = useRef<number>(undefined);
  const list = useId();
  const offers = isOpen ? suggest(text, caret, known) : [];
  const put = (next: string, nextCaret: number): void => {
    type(next);
    setCaret(nextCaret);
    setAt(-1);
  };
  const take = (offer: Suggestion): void => {
    put(offer.search, offer.caret);
    wanted.current = offer.caret;
  };
  const press = (event: KeyboardEvent): void => {
    const offer = offers[at];
    const act = keyAction(event.key, { isOpen: offers.length > 0, offer });
    if (act === undefined) return;
    event.preventDefault();
    if (act === 'take' && offer) take(offer);
    if (act === 'close') setOpen(false);
    if (act === 'down' || act === 'up') {
      setOpen(true);
      setAt(
        offers.length === 0
          ? -1
          : (at + (act === 'down' ? 1 : offers.length) + (at < 0 && act === 'up' ? 1 : 0)) % offers.length,
      );
    }
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
          ref={box}
          type="text"
          role="combobox"
          aria-label="Search messages"
          aria-expanded={offers.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={offers[at] ? `${list}-${at}` : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={1000}
          placeholder='Search: words, "a phrase", to: from: status: is: has: segments: encoding: after: before: reference:'
          value={text}
          onChange={(event) => {
            put(event.target.value, event.target.selectionStart ?? event.target.value.length);
            setOpen(true);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onScroll={(event) =>
            drawing.current && (drawing.current.scrollLeft = event.currentTarget.scrollLeft)
          }
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={press}
        />
      </div>
      <kbd aria-hidden>/</kbd>
      <ul
        id={list}
        role="listbox"
        aria-label="Suggestions"
        className={styles.offers}
        hidden={offers.length === 0}
      >
        {offers.map((offer, index) => (
          <li
            key={offer.text}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            // The box keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(offer)}
          >
            <code>{offer.text}</code> <span>{offer.about}</span>
          </li>
        ))}
      </ul>
    </form>
  );
}

type Act = 'take' | 'close' | 'up' | 'down';

/** What a key means to the suggestions; undefined where it means what it means everywhere. */
function keyAction(
  key: string,
  { isOpen, offer }: { isOpen: boolean; offer: Suggestion | undefined },
): Act | undefined {
  if (key === 'ArrowDown') return 'down';
  if (key === 'ArrowUp' && isOpen) return 'up';
  if (key === 'Enter' && offer) return 'take';
  return key === 'Escape' && isOpen ? 'close' : undefined;
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
