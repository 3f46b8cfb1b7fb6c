import type { CoreProject } from './core-project.ts';
import type { Place, Told } from './program.ts';

/** The binary of a runtime, as npm has it. */
export interface Binary {
  /** The package, which holds the binary itself and needs no install script; undefined where there is none for this machine. */
  readonly name: string | undefined;
  readonly version: string;
}

/** A runtime that runs the program on the packed core. */
export interface Runtime {
  readonly name: string;
  /** What must be installed for it; left out for what is here anyway. */
  readonly binary?: Binary;
  /** Whether visitors could read the key there. */
  readonly isBrowser?: boolean;
  /**
   * Whether it, and not the client, may repeat a request on a connection that was reset. Nothing that runs in it can keep
   * it from doing so.
   */
  readonly repeatsByItself?: boolean;
  /** Whether its error codes are taken as proof that nothing was sent. */
  readonly provesConnects?: boolean;
  /** Runs the program once. */
  run(project: CoreProject, place: Place): Promise<Told>;
}
