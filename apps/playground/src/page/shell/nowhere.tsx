import { Link } from 'wouter';
import { Empty } from '../design/empty.tsx';
import { useTitle } from './use-title.ts';

/** An address that names no room. */
export function Nowhere() {
  useTitle('Not found');
  return (
    <Empty title="There is no room at this address">
      <Link href="/">Write a message</Link> or <Link href="/inbox">look into the inbox</Link>.
    </Empty>
  );
}
