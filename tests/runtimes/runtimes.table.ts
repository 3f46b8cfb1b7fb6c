import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { startChromium } from '../browser/chromium.ts';
import { webGlobals } from '../client/web-globals.ts';
import type { CoreProject } from './core-project.ts';
import type { Place, Told } from './program.ts';
import { runProcess } from './run-process.ts';
import { runWorkerd } from './run-workerd.ts';
import type { Runtime } from './runtime.ts';

const machine = `${process.platform}-${process.arch}`;

/** The package with a runtime's binary for this machine. */
function packageFor(packages: Readonly<Record<string, string>>): string | undefined {
  return packages[machine];
}

const workerd = packageFor({
  'linux-x64': '@cloudflare/workerd-linux-64',
  'linux-arm64': '@cloudflare/workerd-linux-arm64',
  'darwin-x64': '@cloudflare/workerd-darwin-64',
  'darwin-arm64': '@cloudflare/workerd-darwin-arm64',
});
const bun = packageFor({
  'linux-x64': '@oven/bun-linux-x64',
  'linux-arm64': '@oven/bun-linux-aarch64',
  'darwin-x64': '@oven/bun-darwin-x64',
  'darwin-arm64': '@oven/bun-darwin-aarch64',
});
const deno = packageFor({
  'linux-x64': '@deno/linux-x64-glibc',
  'linux-arm64': '@deno/linux-arm64-glibc',
  'darwin-x64': '@deno/darwin-x64',
  'darwin-arm64': '@deno/darwin-arm64',
});

/** Every runtime in which core is run. */
export const RUNTIMES: readonly Runtime[] = [
  {
    name: 'Node.js',
    provesConnects: true,
    run: (project, place) => runProcess(project, place, [process.execPath]),
  },
  { name: 'a vm context with web globals only', run: runInVm },
  { name: 'Chromium', isBrowser: true, repeatsByItself: true, run: runInChromium },
  {
    name: 'workerd',
    binary: { name: workerd, version: '1.20261117.1' },
    run: (project, place) => runWorkerd(project, place, `node_modules/${workerd ?? ''}/bin/workerd`),
  },
  {
    name: 'Bun',
    binary: { name: bun, version: '1.4.5' },
    run: (project, place) =>
      runProcess(project, place, [join(project.folder, `node_modules/${bun ?? ''}/bin/bun`), 'run']),
  },
  {
    name: 'Deno',
    binary: { name: deno, version: '2.9.6' },
    // No permission but the network: not the environment, not the disk.
    run: (project, place) =>
      runProcess(project, place, [
        join(project.folder, `node_modules/${deno ?? ''}/deno`),
        'run',
        '--quiet',
        '--no-prompt',
        '--node-modules-dir=manual',
        '--allow-net=127.0.0.1',
      ]),
  },
];

async function runInVm(project: CoreProject, place: Place): Promise<Told> {
  const context = createContext({ ...webGlobals });
  runInContext(await project.bundle('iife'), context);
  // As text, since objects of another context are never equal to ours.
  const told = await runInContext(`program.run(${JSON.stringify(place)}).then(JSON.stringify)`, context);
  return JSON.parse(String(told)) as Told;
}

async function runInChromium(project: CoreProject, place: Place): Promise<Told> {
  const browser = await startChromium();
  try {
    const page = await browser.newPage();
    await page.goto(place.pageUrl);
    await page.addScriptTag({ content: await project.bundle('iife') });
    return await page.evaluate(`program.run(${JSON.stringify(place)})`);
  } finally {
    await browser.close();
  }
}
