import { useSearchParams } from 'wouter';
import { Room } from '../design/room.tsx';
import { Segmented } from '../design/segmented.tsx';
import styles from './reference.module.css';

const documents = [
  { value: 'chatti', name: 'API V1' },
  { value: 'sandbox', name: 'Sandbox' },
] as const;

/** Both OpenAPI documents in a viewer, which can also call the sandbox. */
export function Reference() {
  const [search, setSearch] = useSearchParams();
  const name = search.get('document') === 'sandbox' ? 'sandbox' : 'chatti';
  return (
    <Room
      title="API reference"
      hint="Generated from the contract, served from this computer"
      layout="fill"
      actions={
        <>
          <Segmented
            label="Document"
            options={documents}
            value={name}
            onChange={(value) => setSearch(value === 'chatti' ? {} : { document: value }, { replace: true })}
          />
          <a className={styles.file} href={`/openapi/${name}.json`} target="_blank" rel="noopener">
            JSON
          </a>
        </>
      }
    >
      <iframe key={name} className={styles.viewer} src={`/viewer/?document=${name}`} title="API reference" />
    </Room>
  );
}
