import type { CreateOptOut, OptOut } from '@chatti/core/contract';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { call } from '../api/call.ts';
import { useRow } from '../api/use-row.ts';
import { ContractForm } from '../contract/contract-form.tsx';
import { ContractTable } from '../contract/contract-table.tsx';
import controls from '../design/controls.module.css';
import { Empty } from '../design/empty.tsx';
import { Note } from '../design/note.tsx';
import { Pager } from '../design/pager.tsx';
import { Room } from '../design/room.tsx';
import split from '../design/split.module.css';

const optOutsQuery = (page: number) =>
  queryOptions({
    queryKey: ['optOuts', page],
    queryFn: ({ signal }) => call('optOuts', 'list', { page }, signal),
    placeholderData: keepPreviousData,
  });

/** Who must not be written to, and why. */
export function OptOuts() {
  const [page, setPage] = useState(1);
  // Counted, so that the form is empty again after each success.
  const [made, setMade] = useState(0);
  const { data, error } = useQuery(optOutsQuery(page));
  const create = useRow('optOuts', (input: CreateOptOut) => call('optOuts', 'create', input));
  const remove = useRow('optOuts', (number: string) => call('optOuts', 'delete', { number }));
  return (
    <Room title="Opt-outs" hint="Numbers that get no more messages of this account" layout="fill">
      <div className={split.split}>
        <div className={split.list}>
          {error && <Note tone="bad">{error.message} What is shown here may be old.</Note>}
          {remove.error && (
            <Note tone="bad" role="alert">
              Nothing was changed. {remove.error.message}
            </Note>
          )}
          {data?.total === 0 && (
            <Empty title="Nobody has opted out">
              Send a text with <code>{'{OptOutURL}'}</code> and follow its link, reply STOP to a message in
              the <Link href="/inbox">inbox</Link>, or opt a number out here.
            </Empty>
          )}
          {data && data.total > 0 && (
            <>
              <ContractTable
                row="optOuts.list"
                label="Opt-outs"
                items={data.data}
                keyOf={({ number }) => number ?? ''}
                cells={{ message_id: MessageLink }}
                actions={({ number }) => (
                  <button
                    type="button"
                    className={`${controls.button} ${controls.small}`}
                    disabled={number === null}
                    onClick={() => number !== null && remove.mutate(number)}
                  >
                    Take back
                  </button>
                )}
              />
              <Pager page={data} onChange={setPage} />
            </>
          )}
        </div>
        <aside className={split.panel} aria-label="Opt a number out">
          <h2>Opt a number out</h2>
          <p className={split.quiet}>
            Its next message is refused, and scheduled ones fail. What a recipient did by link or keyword,
            only the recipient can take back, by writing START.
          </p>
          <ContractForm
            key={made}
            document="chatti"
            row="optOuts.create"
            action="Opt out"
            problem={create.error?.problem}
            isPending={create.isPending}
            // The form's fields are those of the row, and the row checks them once more.
            onSubmit={(input) =>
              create.mutate(input as unknown as CreateOptOut, { onSuccess: () => setMade(made + 1) })
            }
          />
        </aside>
      </div>
    </Room>
  );
}

function MessageLink({ message_id: id }: OptOut) {
  if (id === null) return undefined;
  return (
    <Link href={`/inbox/${encodeURIComponent(id)}`} className="mono">
      {id}
    </Link>
  );
}
