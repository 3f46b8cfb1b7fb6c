import type { CreateWebhook, CreatedWebhook, UpdateWebhook, Webhook } from '@chatti/core/contract';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { call } from '../api/call.ts';
import { useRow } from '../api/use-row.ts';
import { ContractForm } from '../contract/contract-form.tsx';
import { ContractTable } from '../contract/contract-table.tsx';
import controls from '../design/controls.module.css';
import { CopyButton } from '../design/copy-button.tsx';
import { Empty } from '../design/empty.tsx';
import { Note } from '../design/note.tsx';
import { Pager } from '../design/pager.tsx';
import { Room } from '../design/room.tsx';
import split from '../design/split.module.css';

const webhooksQuery = (page: number) =>
  queryOptions({
    queryKey: ['webhooks', page],
    queryFn: ({ signal }) => call('webhooks', 'list', { page }, signal),
    placeholderData: keepPreviousData,
  });

/** Where events are posted to. */
export function Webhooks() {
  const [page, setPage] = useState(1);
  const [edited, setEdited] = useState<Webhook>();
  const { data, error } = useQuery(webhooksQuery(page));
  return (
    <Room title="Webhooks" hint="Where events are posted to" layout="fill">
      <div className={split.split}>
        <div className={split.list}>
          {error && <Note tone="bad">{error.message} What is shown here may be old.</Note>}
          {data?.total === 0 && (
            <Empty title="No event is posted anywhere">
              Make a webhook here with the address of your receiver. Its secret is shown once; what became of
              each delivery is in <Link href="/traffic/deliveries">Traffic</Link>.
            </Empty>
          )}
          {data && data.total > 0 && (
            <>
              <ContractTable
                row="webhooks.list"
                label="Webhooks"
                items={data.data}
                keyOf={({ id }) => id}
                without={['id', 'updated_at']}
                actions={(webhook) => <Actions webhook={webhook} onEdit={setEdited} />}
              />
              <Pager page={data} onChange={setPage} />
            </>
          )}
        </div>
        <aside className={split.panel} aria-label={edited ? 'Change a webhook' : 'Make a webhook'}>
          {edited ? <Edit key={edited.id} webhook={edited} onEnd={() => setEdited(undefined)} /> : <Create />}
        </aside>
      </div>
    </Room>
  );
}

function Actions({ webhook, onEdit }: { webhook: Webhook; onEdit: (webhook: Webhook) => void }) {
  const { id } = webhook;
  const test = useRow('deliveries', () => call('webhooks', 'test', { id }));
  const remove = useRow('webhooks', () => call('webhooks', 'delete', { id }));
  const small = `${controls.button} ${controls.small}`;
  return (
    <>
      <button type="button" className={small} onClick={() => test.mutate(undefined)} aria-live="polite">
        {test.isSuccess ? 'Posted' : 'Test'}
      </button>
      <button type="button" className={small} onClick={() => onEdit(webhook)}>
        Change
      </button>
      <button type="button" className={small} onClick={() => remove.mutate(undefined)}>
        Delete
      </button>
      {(test.error ?? remove.error) && <p role="alert">{(test.error ?? remove.error)?.message}</p>}
    </>
  );
}

function Create() {
  const create = useRow('webhooks', (input: CreateWebhook) => call('webhooks', 'create', input));
  const [made, setMade] = useState(0);
  return (
    <>
      <h2>Make a webhook</h2>
      {create.data && <Secret webhook={create.data} />}
      <ContractForm
        key={made}
        document="chatti"
        row="webhooks.create"
        initial={{ events: ['*'] }}
        action="Make the webhook"
        problem={create.error?.problem}
        isPending={create.isPending}
        onSubmit={(input) =>
          // The form's fields are those of the row, and the row checks them once more.
          create.mutate(input as unknown as CreateWebhook, { onSuccess: () => setMade(made + 1) })
        }
      />
    </>
  );
}

function Secret({ webhook }: { webhook: CreatedWebhook }) {
  return (
    <Note tone="ok" role="status">
      <span>{webhook.name} is made. Its signing secret is shown this once; give it to your receiver.</span>
      <CopyButton
        text={webhook.secret ?? ''}
        name="Copy the secret"
        className={`${controls.button} ${controls.small}`}
      />
    </Note>
  );
}

function Edit({ webhook, onEnd }: { webhook: Webhook; onEnd: () => void }) {
  const { id, name, url, events, active } = webhook;
  const update = useRow('webhooks', (input: UpdateWebhook) => call('webhooks', 'update', input));
  return (
    <>
      <h2>Change {name}</h2>
      <ContractForm
        document="chatti"
        row="webhooks.update"
        initial={{ name: name ?? '', url: url ?? '', events: events ?? [], active: active ?? true }}
        action="Save"
        problem={update.error?.problem}
        isPending={update.isPending}
        onSubmit={(input) =>
          // The form's fields are those of the row, and the row checks them once more.
          update.mutate({ ...(input as unknown as UpdateWebhook), id }, { onSuccess: onEnd })
        }
      />
      <button type="button" className={controls.button} onClick={onEnd}>
        Leave it as it is
      </button>
    </>
  );
}
