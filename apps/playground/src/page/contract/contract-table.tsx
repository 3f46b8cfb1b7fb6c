import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import table from '../design/table.module.css';
import { documentQuery, itemSchema } from './documents.ts';
import type { JsonSchema } from './documents.ts';
import styles from './contract-table.module.css';
import { labelOf } from './form-fields.ts';
import { ContractValue } from './contract-value.tsx';

interface ContractTableProps<T extends object> {
  /** The row that lists, such as `optOuts.list`: its columns and their comments are those of the contract. */
  readonly row: string;
  /** What the table is of, for those who hear the page. */
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** Columns that are not worth their width. */
  readonly without?: readonly string[];
  /** Columns that are drawn otherwise. */
  readonly cells?: Readonly<Record<string, (item: T) => ReactNode>>;
  /** Buttons at the end of an item's line. */
  readonly actions?: (item: T) => ReactNode;
}

/** A list whose columns are the fields of the contract. */
export function ContractTable<T extends object>(props: ContractTableProps<T>) {
  const { row, label, items, keyOf, without = [], cells = {}, actions } = props;
  const { data: document } = useQuery(documentQuery('chatti'));
  if (!document) return null;
  const columns = Object.entries(itemSchema(document, row).properties ?? {}).filter(
    ([name]) => !without.includes(name),
  );
  return (
    // It scrolls sideways, so the keyboard must be able to reach it.
    <div className={styles.frame} tabIndex={0} role="region" aria-label={label}>
      <table className={table.table}>
        <thead>
          <tr>
            {columns.map(([name, { description }]) => (
              <th key={name} scope="col" title={description?.replaceAll('`', '')}>
                {labelOf(name)}
              </th>
            ))}
            {actions && (
              <th scope="col" className={styles.actions}>
                <span className="aloud">What can be done</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={keyOf(item)}>
              {columns.map(([name, schema]) => (
                <td key={name}>{cells[name]?.(item) ?? <Value item={item} name={name} schema={schema} />}</td>
              ))}
              {actions && <td className={styles.actions}>{actions(item)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ item, name, schema }: { item: object; name: string; schema: JsonSchema }) {
  // A column is named after a field, and a field that is missing has no value.
  return <ContractValue value={(item as Readonly<Record<string, unknown>>)[name]} schema={schema} />;
}
