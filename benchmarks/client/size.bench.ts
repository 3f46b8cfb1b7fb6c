// The claim: a program that only sends is smaller than with any peer, and so is what is installed.
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type OutputFile } from 'esbuild';

/** The smallest program that makes one call with each client. */
const programs: Readonly<Record<string, string>> = {
  '@chatti/core': `import { createChatti } from '@chatti/core'; await createChatti().messages.send({ to: '', body: '' });`,
  resend: `import { Resend } from 'resend'; await new Resend().emails.send({});`,
  openai: `import OpenAI from 'openai'; await new OpenAI().responses.create({});`,
  stripe: `import Stripe from 'stripe'; await new Stripe('').customers.create({});`,
  twilio: `import twilio from 'twilio'; await twilio('', '').messages.create({});`,
};

async function bundle(program: string): Promise<readonly OutputFile[]> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    outdir: 'out',
    platform: 'node',
    target: 'node22',
    write: false,
    logLevel: 'error',
  });
  return outputFiles;
}

/** The bytes of a file and of all that it imports when it starts; what it may load later is left out. */
function staticBytes(files: readonly OutputFile[]): number {
  const byName = new Map(files.map((file) => [file.path.replace(/.*[\\/]/, ''), file]));
  const wanted = new Set(['stdin.js']);
  for (const name of wanted) {
    const imports =
      byName
        .get(name)
        ?.text.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[^;"'()]*?from\s*)?["']\.\/([^"']+)["']/g) ?? [];
    for (const [, file] of imports) if (file) wanted.add(file);
  }
  let bytes = 0;
  for (const name of wanted) bytes += gzipSync(byName.get(name)?.contents ?? '', { level: 9 }).length;
  return bytes;
}

function allBytes(files: readonly OutputFile[]): number {
  return files.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}

/** The folder of an installed package, seen from another one. */
function folderOf(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(candidate)) return realpathSync(candidate);
    if (folder === dirname(folder)) return undefined;
  }
}

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
}

/** What a package brings into node_modules: its files and those of its dependencies, each once. */
function installed(
  name: string,
  from: string,
  seen = new Set<string>(),
): { bytes: number; packages: number } {
  const folder = folderOf(name, from);
  if (!folder || seen.has(folder)) return { bytes: 0, packages: 0 };
  seen.add(folder);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  // A package of this workspace lies there with its tests and tools: only what is published counts.
  const roots = folder.includes('node_modules')
    ? [folder]
    : (manifest.files ?? []).filter((file) => !file.startsWith('!')).map((file) => join(folder, file));
  const sum = { bytes: roots.reduce((bytes, root) => bytes + bytesIn(root), 0), packages: 1 };
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    const inner = installed(dependency, folder, seen);
    sum.bytes += inner.bytes;
    sum.packages += inner.packages;
  }
  return sum;
}

function bytesIn(path: string): number {
  const stat = statSync(path);
  if (stat.isFile()) return /\.test(?:-d|-data)?\.ts$/.test(path) ? 0 : stat.size;
  return readdirSync(path).reduce(
    (sum, name) => sum + (name === 'node_modules' ? 0 : bytesIn(join(path, name))),
    0,
  );
}

const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1).padStart(7)} KiB`;

console.log('A program that only sends, minified and gzipped; what is installed, with all dependencies');
console.log(
  `${''.padEnd(14)} ${'loaded'.padStart(11)} ${'in one file'.padStart(11)} ${'installed'.padStart(12)} packages`,
);
for (const [name, program] of Object.entries(programs)) {
  const files = await bundle(program);
  const { bytes, packages } = installed(name, import.meta.dirname);
  console.log(
    `${name.padEnd(14)} ${kib(staticBytes(files))} ${kib(allBytes(files))} ${kib(bytes)} ${packages}`,
  );
}
