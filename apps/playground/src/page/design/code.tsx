import type { ReactNode } from 'react';
import styles from './code.module.css';

// Texts first, since what looks like a word inside one is none. A word before a colon is the name of a field.
const tokens =
  /("(?:[^"\\]|\\.)*")(?=:)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|\b(import|from|export|const|await|async|return|new|class|constructor|private|readonly|type|true|false|null)\b(?!:)|(-?\b\d+(?:\.\d+)?\b)/g;

/** A piece of code or JSON, with its texts and its words in colours of their own. */
export function Code({ text, wrap = false }: { text: string; wrap?: boolean }) {
  return (
    // It scrolls sideways, so the keyboard must be able to reach it.
    <pre className={`${styles.code} ${wrap ? styles.wrapped : ''}`} tabIndex={0}>
      <code>{coloured(text)}</code>
    </pre>
  );
}

function coloured(text: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(tokens)) {
    const [token, ...kinds] = match;
    const kind = kinds.findIndex((found) => found !== undefined);
    parts.push(
      text.slice(end, match.index),
      <span key={match.index} className={classes[kind]}>
        {token}
      </span>,
    );
    end = match.index + token.length;
  }
  parts.push(text.slice(end));
  return parts;
}

const classes = [styles.name, styles.text, styles.word, styles.figure];
