import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { commandsOf } from './commands-of.ts';
import * as programs from './programs.ts';
import { Project } from './project.ts';
import { Service, startSandbox } from './service.ts';

const { registry, tools, node22 } = inject('release');
const nodes = [
  ...(node22 === undefined ? [] : [{ node: 'Node 22', binary: node22 }]),
  { node: 'Node 24', binary: process.execPath },
];

const nest11 = { common: '11.2.10', core: '11.2.10', 'platform-express': '11.2.10' };
const nest12 = { common: '12.5.1', core: '12.5.1', 'platform-express': '12.5.1' };
const nest = (versions: Readonly<Record<string, string>>): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(versions).map(([name, version]) => [`@nestjs/${name}`, version])),
  'reflect-metadata': '0.2.2',
  rxjs: '7.8.2',
});

/** Each package alone, with what its own README has a user install beside it. */
const projects = [
  { title: 'core', name: '@chatti/core', beside: {}, program: programs.core },
  { title: 'the sandbox', name: '@chatti/sandbox', beside: {}, program: programs.sandbox },
  {
    title: 'the Nest module on Nest 11',
    name: '@chatti/nest-module',
    beside: nest(nest11),
    program: programs.nest,
  },
  {
    title: 'the Nest module on Nest 12',
    name: '@chatti/nest-module',
    beside: nest(nest12),
    program: programs.nest,
  },
  {
    title: 'the middleware on Express 4',
    name: '@chatti/express-middleware',
    beside: { express: '4.22.3' },
    program: programs.express,
  },
  {
    title: 'the middleware on Express 5',
    name: '@chatti/express-middleware',
    beside: { express: '5.3.0' },
    program: programs.express,
  },
] as const;

const alone = (name: string, beside: Readonly<Record<string, string>>): Promise<Project> =>
  Project.install({ dependencies: { [name]: '0.1.0', ...beside } }, registry);

let sandbox: Service;

beforeAll(async () => {
  sandbox = await startSandbox(tools);
});

afterAll(() => sandbox?.stop());

/** Runs the commands of a page that start one of our programs, as written but for a word that asks for its help. */
async function helpOf(page: string, project: Project): Promise<string> {
  const commands = commandsOf(page).filter((command) => command.startsWith('npx '));
  const told = commands.map((command) => {
    const [npx = '', ...rest] = command.split(/\s+/);
    // What is installed is run; nothing else is fetched.
    const env = { ...process.env, npm_config_yes: 'false' };
    return project.run(npx, [...rest, '--help'], { env, shell: process.platform === 'win32' });
  });
  return (await Promise.all(told)).join('\n');
}

describe.each(projects)('$title, alone in a clean project', ({ name, beside, program }) => {
  let project: Project;

  beforeAll(async () => {
    project = await alone(name, beside);
    await project.write('send.mjs', programs.asModule(program));
    await project.write('send.cjs', programs.asCommonJs(program));
  });

  afterAll(() => project?.remove());

  it.each(
    nodes.flatMap((one) => [
      { ...one, format: 'ESM', file: 'send.mjs' },
      { ...one, format: 'CommonJS', file: 'send.cjs' },
    ]),
  )('sends on $node from $format', async ({ binary, file }) => {
    const CHATTI_BASE_URL = sandbox.find(/Base URL\s+(\S+)/);
    const CHATTI_API_KEY = sandbox.find(/API key\s+(\S+)/);
    const env = { PATH: process.env.PATH, CHATTI_BASE_URL, CHATTI_API_KEY };
    expect((await project.run(binary, [file], { env })).trim()).toBe('sent');
  });

  it('has no other package of ours than it names', async () => {
    const listed = JSON.parse(await project.npm('ls', '--all', '--json')) as Tree;
    const needed = name === '@chatti/core' ? [name] : [name, '@chatti/core'];
    expect(Array.from(ours(listed)).toSorted()).toEqual(needed.toSorted());
  });
});

describe('the command of the sandbox', () => {
  it('is the one that its README tells', async () => {
    expect(await helpOf('packages/sandbox/README.md', new Project(tools))).toContain('Usage: chatti-sandbox');
  });
});

describe('the playground, alone in a clean project', () => {
  let project: Project;

  beforeAll(async () => {
    project = await alone('@chatti/playground', {});
  });

  afterAll(() => project?.remove());

  it('is started by the command that its README tells', async () => {
    expect(await helpOf('apps/playground/README.md', project)).toContain('Usage: chatti-playground');
  });

  it.each(nodes)('shows its page and takes a send on $node', async ({ binary }) => {
    const args = [
      'node_modules/@chatti/playground/dist/server/main.js',
      '--port',
      '0',
      '--sandbox-port',
      '0',
    ];
    const playground = await Service.start({ project, node: binary, args }, /No phone rings/);
    try {
      const page = await fetch(playground.find(/Playground\s+(\S+)/));
      expect(await page.text()).toContain('<!doctype html>');
      const headers = { 'x-api-key': playground.find(/Key\s+(\S+)/), 'content-type': 'application/json' };
      const body = JSON.stringify({ to: '+447700900123', from: 'Acme Shoes', body: 'Your order is ready.' });
      const reply = await fetch(`${playground.find(/Sandbox\s+(\S+)/)}/messages`, {
        method: 'POST',
        headers,
        body,
      });
      expect(await reply.json()).toMatchObject({ body: 'Your order is ready.' });
    } finally {
      await playground.stop();
    }
  });
});

/** A part of what `npm ls` tells. */
interface Tree {
  readonly dependencies?: Readonly<Record<string, Tree & { readonly version?: string }>>;
}

/** The names of our packages in a tree that are installed. */
function ours({ dependencies = {} }: Tree): ReadonlySet<string> {
  const found = Object.entries(dependencies).flatMap(([name, tree]) => [
    ...(name.startsWith('@chatti/') && tree.version !== undefined ? [name] : []),
    ...ours(tree),
  ]);
  return new Set(found);
}
