import { Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { useLive } from './api/live.ts';
import styles from './app.module.css';
import { AllRooms } from './shell/all-rooms.tsx';
import { Nowhere } from './shell/nowhere.tsx';
import { Rail } from './shell/rail.tsx';
import { RealBanner } from './shell/real-banner.tsx';
import { RoomBoundary } from './shell/room-boundary.tsx';
import { ROOMS } from './shell/rooms.table.tsx';
import { SandboxOnly } from './shell/sandbox-only.tsx';
import { useRoomsAhead } from './shell/use-rooms-ahead.ts';
import { useShortcuts } from './shell/use-shortcuts.ts';

/** The page: the rail, and the room that the address names. */
export function App() {
  useShortcuts();
  useLive();
  useRoomsAhead();
  const [place] = useLocation();
  return (
    <div className={styles.frame}>
      <Rail />
      <div className={styles.rest}>
        <RealBanner />
        <main className={styles.room}>
          <RoomBoundary place={place}>
            <Suspense>
              <Switch>
                {ROOMS.map(({ path, page: Page, sandboxOnly }) => (
                  <Route key={path} path={path}>
                    {sandboxOnly ? (
                      <SandboxOnly>
                        <Page />
                      </SandboxOnly>
                    ) : (
                      <Page />
                    )}
                  </Route>
                ))}
                <Route path="/rooms">
                  <AllRooms />
                </Route>
                <Route>
                  <Nowhere />
                </Route>
              </Switch>
            </Suspense>
          </RoomBoundary>
        </main>
      </div>
    </div>
  );
}
