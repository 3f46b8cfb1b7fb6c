import * as Tabs from '@radix-ui/react-tabs';
import { useEffect, useState } from 'react';
import type { Info } from '../../info.ts';
import type { Road } from '../api/queries.ts';
import controls from '../design/controls.module.css';
import { Code } from '../design/code.tsx';
import { CopyButton } from '../design/copy-button.tsx';
import { codeForCall, LANGUAGES } from './code-for-call.ts';
import type { Language } from './code-for-call.ts';
import styles from './code-panel.module.css';
import type { Draft } from './draft.ts';

const languageOfRoad: Readonly<Record<Road, Language>> = {
  core: 'TypeScript',
  nest: 'NestJS',
  express: 'Express',
};

interface CodePanelProps {
  readonly draft: Draft;
  readonly road: Road;
  readonly target: Info['sandbox'];
}

/** The code of exactly this call, to take along. */
export function CodePanel({ draft, road, target }: CodePanelProps) {
  const [language, setLanguage] = useState<Language>(languageOfRoad[road]);
  useEffect(() => setLanguage(languageOfRoad[road]), [road]);
  const code = codeForCall(language, draft, { baseUrl: target.base_url, apiKey: target.api_key });
  return (
    // The tabs are those of the list below, so the value is one of them.
    <Tabs.Root
      className={styles.panel}
      value={language}
      onValueChange={(value) => setLanguage(value as Language)}
    >
      <div className={styles.head}>
        <Tabs.List className={styles.tabs} aria-label="The code for this call">
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
          <Code text={code} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
