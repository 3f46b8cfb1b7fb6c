import { Code } from '../design/code.tsx';
import { figure } from '../design/figure.ts';
import styles from './traffic.module.css';

interface PayloadProps {
  /** The line before the headers. */
  readonly first: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly bytes: number;
}

/** Headers and body, as they went over the wire; secrets are replaced before they get here. */
export function Payload({ first, headers, body, bytes }: PayloadProps) {
  return (
    <div className={styles.payload}>
      <p className="mono">{first}</p>
      <dl className={styles.headers}>
        {Object.entries(headers).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {body !== null && <Code text={pretty(body)} wrap />}
      {bytes > 0 && <p className={styles.quiet}>{figure(bytes)} bytes</p>}
    </div>
  );
}

/** JSON with its lines; what is none, as it came. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
