import { useState } from 'react';
import { Route, Switch } from 'wouter';
import styles from './app.module.css';
import { Compose } from './compose/compose.tsx';
import { firstDraft } from './compose/draft.ts';
import { Inbox } from './inbox/inbox.tsx';
import { Nowhere } from './shell/nowhere.tsx';
import { Rail } from './shell/rail.tsx';
import { useShortcuts } from './shell/use-shortcuts.ts';

/** The page: the rail, and the room that the address names. */
export function App() {
  // Kept here, so that what is written outlives a look into the inbox.
  const [draft, setDraft] = useState(firstDraft);
  useShortcuts();
  return (
    <div className={styles.frame}>
      <Rail />
      <main className={styles.room}>
        <Switch>
          <Route path="/">
            <Compose draft={draft} onChange={setDraft} />
          </Route>
          <Route path="/inbox/:id?">{({ id }) => <Inbox id={id} />}</Route>
          <Route>
            <Nowhere />
          </Route>
        </Switch>
      </main>
    </div>
  );
}
