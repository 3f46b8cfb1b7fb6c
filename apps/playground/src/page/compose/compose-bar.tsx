import type { Road } from '../api/queries.ts';
import controls from '../design/controls.module.css';
import { Segmented } from '../design/segmented.tsx';
import styles from './compose-bar.module.css';

const roads: readonly { value: Road; name: string; hint: string }[] = [
  { value: 'core', name: 'core', hint: 'createChatti() of @chatti/core, called directly' },
  { value: 'nest', name: 'NestJS', hint: 'the client that ChattiModule injects' },
  { value: 'express', name: 'Express', hint: 'the client that chatti() puts on the request' },
];

const sendKeys = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘↵' : 'Ctrl ↵';

interface ComposeBarProps {
  readonly road: Road;
  readonly onRoad: (road: Road) => void;
  readonly onPreview: () => void;
  readonly isPreviewing: boolean;
  /** How many messages a send is. */
  readonly count: number;
  readonly isSending: boolean;
  /** Whether messages reach phones and cost money. */
  readonly isReal: boolean;
  /** Whether the next press sends. Asked of real messages only. */
  readonly isArmed: boolean;
  /** What it costs in all, where that is known. */
  readonly price: string | undefined;
}

/** The road that the message takes, and the buttons. */
export function ComposeBar(props: ComposeBarProps) {
  const { road, onRoad, onPreview, isPreviewing, isSending, isReal, isArmed } = props;
  return (
    <div className={styles.bar}>
      <h1 className="aloud">Compose</h1>
      <Segmented label="The road this message takes" options={roads} value={road} onChange={onRoad} />
      <p className={styles.road}>{roads.find(({ value }) => value === road)?.hint}</p>
      <button
        type="button"
        className={controls.button}
        aria-disabled={isPreviewing}
        onClick={() => !isPreviewing && onPreview()}
      >
        Preview on server
      </button>
      <button
        type="submit"
        className={`${controls.primary} ${isReal ? styles.real : ''}`}
        data-armed={isArmed ? true : undefined}
        aria-disabled={isSending}
      >
        <span aria-live={isReal ? 'assertive' : undefined}>{isSending ? 'Sending' : nameOf(props)}</span>
        <kbd aria-hidden>{sendKeys}</kbd>
      </button>
    </div>
  );
}

function nameOf({ count, isReal, isArmed, price }: ComposeBarProps): string {
  const messages = `${count === 0 ? '' : `${count} `}${isReal ? 'real ' : ''}${count > 1 ? 'messages' : 'message'}`;
  if (!isArmed) return `Send ${messages}`;
  return `Press again to send ${messages}${price === undefined ? '' : `, ${price}`}`;
}
