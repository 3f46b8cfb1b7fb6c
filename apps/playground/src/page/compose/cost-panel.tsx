import { useState } from 'react';
import controls from '../design/controls.module.css';
import { figure } from '../design/figure.ts';
import { Note } from '../design/note.tsx';
import { basisSentence, doubtSentences } from './cost-sentences.ts';
import styles from './cost-panel.module.css';
import type { CostLine, Left } from './cost.ts';
import { writeMoney } from './money.ts';
import type { CostAnswer, KnownCost } from './use-cost.ts';

interface CostPanelProps extends Pick<CostAnswer, 'cost' | 'error' | 'askAgain'> {
  /** Takes recipients out of the list. */
  readonly onLeaveOut: (numbers: readonly string[]) => void;
}

/** What a message to many costs in all, and who does not get it. */
export function CostPanel({ cost, error, askAgain, onLeaveOut }: CostPanelProps) {
  const again = (
    <button type="button" className={`${controls.button} ${controls.small}`} onClick={askAgain}>
      Ask again
    </button>
  );
  if (error)
    return (
      <Note tone="bad">
        The server gave no price. {error.message} Nothing was sent by the question. {again}
      </Note>
    );
  if (!cost) return null;
  return (
    <section className={styles.cost} aria-label="Cost" aria-busy={cost.isOld}>
      <h2>
        Cost{cost.currency !== '' && ` in ${cost.currency}`} <span>{basisSentence(cost)}</span>
      </h2>
      {doubtSentences(cost).map((sentence) => (
        <p key={sentence} className={cost.isShort ? styles.short : styles.doubt}>
          {sentence}
        </p>
      ))}
      {cost.stopped && <p>{again}</p>}
      <div className={styles.sheet}>
        <CostTable cost={cost} />
        {cost.left.length > 0 && (
          <ul>
            {cost.left.map((left) => (
              <LeftLine key={left.code} left={left} onLeaveOut={onLeaveOut} />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

/** How many countries are listed before somebody asks for all. */
const shownLines = 6;

function CostTable({ cost }: { cost: KnownCost }) {
  const [all, showAll] = useState(false);
  const lines = all ? cost.lines : cost.lines.slice(0, shownLines);
  const rest = cost.lines.length - lines.length;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Country</th>
          <th scope="col">Recipients</th>
          <th scope="col">Segments each</th>
          <th scope="col">Price each</th>
          <th scope="col">Subtotal</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.place.key} line={line} />
        ))}
        {rest > 0 && (
          <tr>
            <td colSpan={5}>
              <button type="button" onClick={() => showAll(true)}>
                Show {figure(rest)} more {rest === 1 ? 'country' : 'countries'}
              </button>
            </td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">In all</th>
          <td>{figure(cost.priced + cost.unpriced)}</td>
          <td colSpan={2}>
            {figure(cost.segments)} {cost.segments === 1 ? 'segment' : 'segments'}
          </td>
          <td>{writeMoney(cost.total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Line({ line: { place, count, segments, price, subtotal } }: { line: CostLine }) {
  return (
    <tr>
      <th scope="row">
        {place.name} <code>{place.countries.slice(0, 4).join(' ')}</code>
      </th>
      <td>{figure(count)}</td>
      <td>{segments ?? '–'}</td>
      <td>{price ?? '–'}</td>
      <td>{subtotal ? writeMoney(subtotal) : 'no price'}</td>
    </tr>
  );
}

/** How many recipients of one reason are named. */
const named = 4;

function LeftLine({ left, onLeaveOut }: { left: Left } & Pick<CostPanelProps, 'onLeaveOut'>) {
  const { code, sentence, to } = left;
  return (
    <li>
      <p>
        <strong>Would be refused: {figure(to.length)}</strong> {sentence} <code>{code}</code>
        <span className={styles.numbers}>
          {to.slice(0, named).join(', ')}
          {to.length > named && ` and ${figure(to.length - named)} more`}
        </span>
      </p>
      <button type="button" className={`${controls.button} ${controls.small}`} onClick={() => onLeaveOut(to)}>
        Leave {to.length === 1 ? 'it' : 'them'} out
      </button>
    </li>
  );
}
