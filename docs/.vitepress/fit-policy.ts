import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes pages fit a content security policy that allows neither inline scripts nor style attributes. */
interface PolicyFit {
  /** A page with its inline scripts in files, at their places: they still run before the page is drawn. */
  transform(html: string): string;
  /** Writes the files. */
  write(outDir: string): Promise<void>;
}

const inlineScript = /<script(?![^>]*\ssrc=)([^>]*)>([^]*?)<\/script>/g;
const tag = /<[a-z][^<>]*>/gi;

/** The fit for the pages of a site below `base`. */
export function fitPolicy(base: string): PolicyFit {
  const files = new Map<string, string>();
  const moved = (_: string, attributes: string, code: string): string => {
    const name = `${createHash('sha256').update(code).digest('hex').slice(0, 8)}.js`;
    files.set(name, code);
    return `<script${attributes} src="${base}assets/${name}"></script>`;
  };
  return {
    transform: (html) =>
      html.replace(inlineScript, moved).replace(tag, (text) => text.replace(/\sstyle="[^"]*"/, '')),
    async write(outDir) {
      const folder = join(outDir, 'assets');
      await mkdir(folder, { recursive: true });
      await Promise.all(Array.from(files, ([name, code]) => writeFile(join(folder, name), code)));
    },
  };
}
