import { gzipSync } from 'node:zlib';
import { build, type OutputFile } from 'esbuild';

/** Bundles a program as an application of Node would be, with what it loads later in files of its own. */
export async function bundle(program: string, resolveDir: string): Promise<readonly OutputFile[]> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir, loader: 'js' },
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

/** The gzipped bytes of the program and of all that it imports when it starts; what it may load later is left out. */
export function staticBytes(files: readonly OutputFile[]): number {
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

/** The gzipped bytes of everything, also of what is loaded later. */
export function allBytes(files: readonly OutputFile[]): number {
  return files.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}
