import type { ReactNode } from 'react';
import { Component, useEffect, useRef } from 'react';
import { useLiveness } from '../api/live.ts';
import controls from '../design/controls.module.css';
import { Empty } from '../design/empty.tsx';
import { Room } from '../design/room.tsx';

interface RoomBoundaryProps {
  /** The address of the room: at another one it is tried again. */
  readonly place: string;
  readonly children: ReactNode;
}

/** Keeps the rail in its place where a room cannot be loaded or breaks. */
export class RoomBoundary extends Component<RoomBoundaryProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override componentDidUpdate(before: RoomBoundaryProps): void {
    if (this.state.isBroken && before.place !== this.props.place) this.setState({ isBroken: false });
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

/** Says why there is no room, and opens it by itself where the playground comes back. */
function Broken() {
  const liveness = useLiveness();
  const wasLost = useRef(false);
  useEffect(() => {
    if (liveness === 'lost') wasLost.current = true;
    // A browser may remember that a script could not be loaded for as long as the page is open.
    else if (liveness === 'live' && wasLost.current) location.reload();
  }, [liveness]);
  return (
    <Room title="Not shown">
      <Empty title="This room cannot be shown">
        {liveness === 'lost'
          ? 'The playground does not answer. Start it again in its terminal: this room opens by itself then.'
          : 'Something is wrong in the page, and nothing was sent by it. '}
        {liveness !== 'lost' && (
          <button type="button" className={controls.button} onClick={() => location.reload()}>
            Load the page anew
          </button>
        )}
      </Empty>
    </Room>
  );
}
