import { useQuery } from '@tanstack/react-query';
import { accountQuery, infoQuery } from '../api/queries.ts';
import { ContractComment } from '../contract/contract-comment.tsx';
import { ContractValue } from '../contract/contract-value.tsx';
import { documentQuery, outputSchema } from '../contract/documents.ts';
import { labelOf } from '../contract/form-fields.ts';
import { Note } from '../design/note.tsx';
import { Room } from '../design/room.tsx';
import split from '../design/split.module.css';
import styles from './account.module.css';
import { SettingsForm } from './settings-form.tsx';

/** The account that messages are sent from. */
export function AccountRoom() {
  const { data: account, error } = useQuery(accountQuery);
  const { data: info } = useQuery(infoQuery);
  const { data: document } = useQuery(documentQuery('chatti'));
  const fields = document ? Object.entries(outputSchema(document, 'account.get').properties ?? {}) : [];
  return (
    <Room title="Account" hint="What messages are sent from, and what is left to spend" layout="fill">
      <div className={split.split}>
        <div className={split.list} tabIndex={0} role="region" aria-label="Account">
          {error && <Note tone="bad">{error.message} What is shown here may be old.</Note>}
          {account && (
            <dl className={styles.facts}>
              {fields.map(([name, schema]) => (
                <div key={name}>
                  <dt>{labelOf(name)}</dt>
                  <dd>
                    {/* The fields are those of the answer, by the contract. */}
                    <ContractValue
                      value={(account as unknown as Record<string, unknown>)[name]}
                      schema={schema}
                    />
                    <p>
                      <ContractComment text={schema.description} />
                    </p>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </div>
        <aside className={split.panel} aria-label="Change the account">
          {info?.connection.is_sandbox === false ? (
            <p className={split.quiet}>A real account is changed by Chatti.</p>
          ) : (
            <SettingsForm />
          )}
        </aside>
      </div>
    </Room>
  );
}
