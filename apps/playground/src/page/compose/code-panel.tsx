import * as Tabs from '@radix-ui/react-tabs';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Road } from '../api/queries.ts';
import controls from '../design/controls.module.css';
import { Code } from '../design/code.tsx';
import { CopyButton } from '../design/copy-button.tsx';
import { figure } from '../design/figure.ts';
import { codeForCall, LANGUAGES } from './code-for-call.ts';
import type { Language } from './code-for-call.ts';
import tabs from '../design/tabs.module.css';
import styles from './code-panel.module.css';
import type { CallInCode } from './curl-call.ts';
import { hasInlineFile } from './inline-files.ts';

const languageOfRoad: Readonly<Record<Road, Language>> = {
  core: 'TypeScript',
  nest: 'NestJS',
  express: 'Express',
};

/** The longest code that is shown, in characters: more would only be scrolled past. */
const shownLength = 12_000;

/** The code of exactly this call, to take along. */
export function CodePanel({ call, road }: { call: CallInCode; road: Road }) {
  const [language, setLanguage] = useState<Language>(languageOfRoad[road]);
  useEffect(() => setLanguage(languageOfRoad[road]), [road]);
  // A list of thousands takes its time to be written as code, and no key that is pressed waits for it.
  const later = useDeferredValue(call);
  const code = useMemo(() => codeForCall(language, later), [language, later]);
  const isCut = code.length > shownLength;
  return (
    // The tabs are those of the list below, so the value is one of them.
    <Tabs.Root
      className={styles.panel}
      value={language}
      onValueChange={(value) => setLanguage(value as Language)}
    >
      <div className={styles.head}>
        <Tabs.List className={tabs.tabs} aria-label="The code for this call">
          {LANGUAGES.map((name) => (
            <Tabs.Trigger key={name} value={name}>
              {name}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <CopyButton text={code} name="Copy" className={`${controls.button} ${controls.small}`} />
      </div>
      {LANGUAGES.map((name) => (
        <Tabs.Content key={name} value={name}>
          <Code text={isCut ? `${code.slice(0, shownLength)}…` : code} />
        </Tabs.Content>
      ))}
      <p className={styles.about}>
        {isCut && `Shown in part: Copy takes all ${figure(code.length)} characters. `}
        {hasInlineFile(call.fields) && 'Files are read from the folder that it runs in. '}
        {language === 'curl' && call.apiKey === undefined && (
          <>
            The key stays on the playground’s server: put it into <code>CHATTI_API_KEY</code>.
          </>
        )}
      </p>
    </Tabs.Root>
  );
}
