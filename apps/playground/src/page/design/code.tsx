import type { ElementContent } from 'hast';
import bash from 'highlight.js/lib/languages/bash';
import json from 'highlight.js/lib/languages/json';
import typescript from 'highlight.js/lib/languages/typescript';
import { createLowlight } from 'lowlight';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import styles from './code.module.css';

const lowlight = createLowlight({ bash, json, typescript });

/** Longer texts are shown in one colour: nobody reads them by it, and a browser would choke on the parts. */
const longest = 20_000;

/** A piece of code or JSON, with its texts and its words in colours of their own. */
export function Code({ text, wrap = false }: { text: string; wrap?: boolean }) {
  const parts = useMemo(() => (text.length > longest ? text : coloured(text)), [text]);
  return (
    // It scrolls sideways, so the keyboard must be able to reach it.
    <pre className={`${styles.code} ${wrap ? styles.wrapped : ''}`} tabIndex={0}>
      <code>{parts}</code>
    </pre>
  );
}

function coloured(text: string): ReactNode {
  return drawn(lowlight.highlight(languageOf(text), text).children as ElementContent[]);
}

function languageOf(text: string): 'bash' | 'json' | 'typescript' {
  if (/^\s*[[{"]/.test(text)) return 'json';
  return text.startsWith('curl ') ? 'bash' : 'typescript';
}

function drawn(nodes: readonly ElementContent[]): ReactNode {
  return nodes.map((node, index) => {
    if (node.type !== 'element') return node.type === 'text' ? node.value : null;
    // The order of the parts is all they are known by.
    return (
      <span key={index} className={classOf(node.properties['className'])}>
        {drawn(node.children)}
      </span>
    );
  });
}

const classes: Readonly<Record<string, string | undefined>> = {
  'hljs-string': styles.text,
  'hljs-attr': styles.name,
  'hljs-comment': styles.name,
  'hljs-meta': styles.name,
  'hljs-keyword': styles.word,
  'hljs-literal': styles.word,
  'hljs-built_in': styles.word,
  'hljs-number': styles.figure,
};

function classOf(names: unknown): string | undefined {
  return Array.isArray(names) ? names.map((name) => classes[String(name)]).find(Boolean) : undefined;
}
