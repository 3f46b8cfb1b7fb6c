import { useQuery } from '@tanstack/react-query';
import { Inbox, SquarePen } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import { infoQuery, messagesQuery } from '../api/queries.ts';
import { RequestError, UNREACHABLE } from '../api/request.ts';
import { CopyButton } from '../design/copy-button.tsx';
import styles from './rail.module.css';

/** The way to every room, and what the playground is connected to. */
export function Rail() {
  const { data: info } = useQuery(infoQuery);
  const { data: messages, error } = useQuery(messagesQuery(1));
  return (
    <header className={styles.rail}>
      <p className={styles.name}>
        <img src="/mark.svg" alt="" width="22" height="22" /> Chatti playground
      </p>
      <nav aria-label="Rooms">
        <Room href="/" path="/" icon={<SquarePen aria-hidden />} name="Compose">
          <kbd aria-hidden>C</kbd>
        </Room>
        <Room href="/inbox" path="/inbox/:id?" icon={<Inbox aria-hidden />} name="Inbox">
          {messages && (
            <span>
              {figure(messages.total)} <span className="aloud">messages</span>
            </span>
          )}
        </Room>
      </nav>
      <section className={styles.sandbox} aria-label="Sandbox">
        {info && (
          <div className={styles.card}>
            <span>Base URL</span>
            <strong title={info.sandbox.base_url}>{info.sandbox.base_url.replace(/^https?:\/\//, '')}</strong>
            <CopyButton text={info.sandbox.base_url} name="Copy URL" />
            <CopyButton text={info.sandbox.api_key} name="Copy key" />
          </div>
        )}
        <p className={error ? styles.lost : styles.connected}>
          {error ? `${silentOf(error)} does not answer` : 'Sandbox: no phone rings'}
        </p>
      </section>
    </header>
  );
}

function silentOf(error: Error): string {
  return error instanceof RequestError && error.problem.code === UNREACHABLE ? 'Playground' : 'Sandbox';
}

interface RoomProps {
  readonly href: string;
  /** The addresses of the room. */
  readonly path: string;
  readonly icon: ReactNode;
  readonly name: string;
  readonly children: ReactNode;
}

function Room({ href, path, icon, name, children }: RoomProps) {
  const [here] = useRoute(path);
  return (
    <Link href={href} className={styles.room} aria-current={here ? 'page' : undefined}>
      {icon}
      <span className={styles.label}>{name}</span>
      {children}
    </Link>
  );
}

/** A number as the page writes it: thin groups of three. */
function figure(value: number | null): string {
  return (value ?? 0).toLocaleString('en').replaceAll(',', '\u202f');
}
