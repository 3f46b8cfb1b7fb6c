import { Empty } from '../../design/empty.tsx';

/** Says that only the sandbox shows something. */
export function NotReal({ what }: { what: string }) {
  return (
    <Empty title="Only in the sandbox">
      A real server shows nobody {what}. JSON tells what it does say of the message.
    </Empty>
  );
}
