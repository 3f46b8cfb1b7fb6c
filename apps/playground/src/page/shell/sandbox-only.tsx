import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { infoQuery } from '../api/queries.ts';
import controls from '../design/controls.module.css';
import { Empty } from '../design/empty.tsx';
import { useBackToSandbox } from './real-banner.tsx';

/** A room that is about the sandbox alone: it says so while messages go elsewhere. */
export function SandboxOnly({ children }: { children: ReactNode }) {
  const { data: info } = useQuery(infoQuery);
  const back = useBackToSandbox();
  if (info?.connection.is_sandbox !== false) return children;
  return (
    <Empty title="This room is about the sandbox">
      A real server shows nobody its journal, its clock or its faults.{' '}
      <button type="button" className={controls.button} onClick={() => back.mutate()}>
        Back to the sandbox
      </button>
    </Empty>
  );
}
