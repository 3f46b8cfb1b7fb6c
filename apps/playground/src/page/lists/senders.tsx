import { alphaSenderSupport, countriesOfNumber, parsePhoneNumber, parseSender } from '@chatti/core/rules';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { call } from '../api/call.ts';
import { putDraft } from '../compose/draft.ts';
import { senderHint } from '../compose/sender-hint.ts';
import { ContractTable } from '../contract/contract-table.tsx';
import controls from '../design/controls.module.css';
import { Empty } from '../design/empty.tsx';
import { Field } from '../design/field.tsx';
import { Note } from '../design/note.tsx';
import { Pager } from '../design/pager.tsx';
import { Room } from '../design/room.tsx';
import split from '../design/split.module.css';

const sendersQuery = (page: number) =>
  queryOptions({
    queryKey: ['senders', page],
    queryFn: ({ signal }) => call('senders', 'list', { page }, signal),
    placeholderData: keepPreviousData,
  });

/** What messages can come from, and where that works. */
export function Senders() {
  const [page, setPage] = useState(1);
  const [, navigate] = useLocation();
  const { data, error } = useQuery(sendersQuery(page));
  const writeFrom = (from: string): void => {
    putDraft({ from });
    navigate('/');
  };
  return (
    <Room title="Senders" hint="Numbers and sender IDs of the account" layout="fill">
      <div className={split.split}>
        <div className={split.list}>
          {error && <Note tone="bad">{error.message} What is shown here may be old.</Note>}
          {data?.total === 0 && (
            <Empty title="The account has no sender">
              In the sandbox any sender works until some are set, in <Link href="/account">Account</Link>. On
              a real account, ask Chatti for one.
            </Empty>
          )}
          {data && data.total > 0 && (
            <>
              <ContractTable
                row="senders.list"
                label="Senders"
                items={data.data}
                keyOf={({ id }) => id}
                actions={({ value }) => (
                  <button
                    type="button"
                    className={`${controls.button} ${controls.small}`}
                    disabled={value === null}
                    onClick={() => value !== null && writeFrom(value)}
                  >
                    Write from it
                  </button>
                )}
              />
              <Pager page={data} onChange={setPage} />
            </>
          )}
        </div>
        <TrySender />
      </div>
    </Room>
  );
}

/** The rules alone, without a server: what a sender can and cannot do. */
function TrySender() {
  const [from, setFrom] = useState('Acme Shoes');
  const [to, setTo] = useState('+1 202 555 0100');
  return (
    <aside className={split.panel} aria-label="Try a sender">
      <h2>Would this sender work there?</h2>
      <p className={split.quiet}>By the rules of countries, before anything is sent.</p>
      <Field label="From" hint={senderHint(from, [to])}>
        {(control) => (
          <input
            {...control}
            value={from}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setFrom(event.target.value)}
          />
        )}
      </Field>
      <Field label="To" hint={placeOf(to)}>
        {(control) => (
          <input
            {...control}
            type="tel"
            className="mono"
            value={to}
            autoComplete="off"
            onChange={(event) => setTo(event.target.value)}
          />
        )}
      </Field>
      <Verdict from={from} to={to} />
    </aside>
  );
}

function Verdict({ from, to }: { from: string; to: string }) {
  const sender = parseSender(from);
  const number = parsePhoneNumber(to);
  const [country] = number === undefined ? [] : countriesOfNumber(number);
  if (!sender || country === undefined) return <Note tone="info">Fill in both to see whether it works.</Note>;
  if (sender.kind === 'number')
    return <Note tone="ok">A number works everywhere, and recipients can answer it.</Note>;
  const { status, asOf } = alphaSenderSupport(country);
  return (
    <Note tone={tones[status]}>
      {country}: {verdicts[status]}
      {asOf === null ? '' : `, as of ${asOf}`}.
    </Note>
  );
}

/** Where a number is. */
function placeOf(to: string): string {
  const number = parsePhoneNumber(to);
  if (number === undefined) return 'A number with its country code, such as +44 7700 900123.';
  return `${number} · ${countriesOfNumber(number).join(', ') || 'no country known'}`;
}

const tones = { supported: 'ok', registration: 'warn', unsupported: 'bad', unknown: 'info' } as const;

const verdicts = {
  supported: 'a sender ID is delivered as written, and nobody can answer it',
  registration: 'a sender ID has to be registered first',
  unsupported: 'no sender ID is delivered, use a number',
  unknown: 'nothing is known of sender IDs there',
} as const;
