import type { Message, Page } from '@chatti/core/contract';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './envelope.module.css';

const shown = ['total', 'item_count', 'current_page', 'per_page', 'first_item', 'last_item'] as const;

/** The documented list envelope, by the names it has on the wire, and the way to its other pages. */
export function Envelope({ page }: { page: Page<Message> }) {
  return (
    <div className={styles.envelope}>
      <dl>
        {shown.map((name) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{page[name] ?? 'null'}</dd>
          </div>
        ))}
      </dl>
      <nav aria-label="Pages">
        <PageLink to={page.prev_page_url === null ? undefined : page.current_page - 1}>
          <ChevronLeft aria-hidden /> prev
        </PageLink>
        <PageLink to={page.next_page_url === null ? undefined : page.current_page + 1}>
          next <ChevronRight aria-hidden />
        </PageLink>
      </nav>
    </div>
  );
}

function PageLink({ to, children }: { to: number | undefined; children: ReactNode }) {
  // A link that leads nowhere is none.
  if (to === undefined) return <span>{children}</span>;
  return <Link href={to === 1 ? '/inbox' : `/inbox?page=${to}`}>{children}</Link>;
}
