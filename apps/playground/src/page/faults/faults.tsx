import { Room } from '../design/room.tsx';
import { ClockPanel } from './clock-panel.tsx';
import { FaultsPanel } from './faults-panel.tsx';
import styles from './faults.module.css';
import { PacePanel } from './pace-panel.tsx';
import { ResetPanel } from './reset-panel.tsx';

/** What goes wrong in the sandbox, and what time it is there. */
export function FaultsRoom() {
  return (
    <Room title="Faults and clock" hint="What goes wrong in the sandbox, and what time it is there">
      <div className={styles.room}>
        <FaultsPanel />
        <div className={styles.column}>
          <ClockPanel />
          <PacePanel />
          <ResetPanel />
        </div>
      </div>
    </Room>
  );
}
