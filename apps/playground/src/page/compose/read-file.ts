import { mediaTypeOf } from '@chatti/core/rules';
import type { DraftFile } from './media.ts';
import { refusalOf } from './media.ts';

/** What came of files that were dropped or picked. */
export interface ReadFiles {
  readonly added: readonly DraftFile[];
  /** Why others were left out, a sentence each. */
  readonly refused: readonly string[];
}

/** Reads files for a message that has some already. One that cannot be sent is not read. */
export async function readFiles(files: readonly File[], there: readonly DraftFile[]): Promise<ReadFiles> {
  const added: DraftFile[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const why = refusalOf(file, [...there, ...added]);
    if (why === undefined)
      await readFile(file).then(
        (read) => added.push(read),
        () => refused.push(`${file.name} cannot be read.`),
      );
    else refused.push(why);
  }
  return { added, refused };
}

async function readFile(file: File): Promise<DraftFile> {
  const type = mediaTypeOf(file.name) ?? '';
  // The name decides what is sent, so it decides also as what it is shown.
  const shown = URL.createObjectURL(new Blob([file], { type }));
  const content = await base64Of(file);
  return { kind: 'file', id: shown, filename: file.name, type, size: file.size, content, shown };
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      // A text, since that is how it is read.
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    });
    reader.addEventListener('error', () => reject(new Error('The file cannot be read.')));
    reader.readAsDataURL(file);
  });
}

/** Lets go of what a file was shown by. */
export function letGo(file: DraftFile): void {
  if (file.kind === 'file') URL.revokeObjectURL(file.shown);
}
