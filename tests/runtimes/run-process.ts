import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { CoreProject } from './core-project.ts';
import type { Place, Told } from './program.ts';

const execute = promisify(execFile);

/** Runs the program in a process that finds core in `node_modules` itself, and reads what it printed. */
export async function runProcess(
  project: CoreProject,
  place: Place,
  [program = '', ...options]: readonly string[],
): Promise<Told> {
  const text = `import { run } from './program.mjs';\nconsole.log(JSON.stringify(await run(${JSON.stringify(place)})));\n`;
  const file = await project.write('main.mjs', text);
  const { stdout, stderr } = await execute(program, [...options, file], {
    cwd: project.folder,
    timeout: 60_000,
  });
  if (stderr !== '') throw new Error(`it complained: ${stderr}`);
  // The program prints nothing else.
  return JSON.parse(stdout) as Told;
}
