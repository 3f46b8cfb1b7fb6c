import type { DeliveryState as State } from '@chatti/sandbox';
import { Pill } from './pill.tsx';
import type { Tone } from './pill.tsx';

const tones: Readonly<Record<State, Tone>> = {
  pending: 'info',
  delivered: 'ok',
  failed: 'bad',
  disabled: 'bad',
  dropped: 'warn',
};

/** What has become of a delivery. */
export function DeliveryState({ state }: { state: State }) {
  return <Pill tone={tones[state]}>{state}</Pill>;
}
