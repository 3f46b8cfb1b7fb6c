import { mediaTypeOf } from '@chatti/core/rules';
import { fileTypeFromBuffer } from 'file-type';
import { MEDIA_MIMES } from './media-mimes.table.ts';

/** How far into a file the header of a PDF may begin (ISO 32000-1, Annex H.3, note 13). */
const pdfHeaderWithin = 1024;

/** The most that the detector may read at once: what it looks for lies near the beginning. */
const maxBufferSize = 1_000_000;

/**
 * Whether a file's first bytes are those of the kind that its extension names. False for an extension that MMS does
 * not support.
 */
export async function isGenuineMedia(filename: string, bytes: Uint8Array): Promise<boolean> {
  const type = mediaTypeOf(filename);
  if (type === undefined) return false;
  const detected = await detect(bytes);
  if (detected !== undefined) return MEDIA_MIMES[type]?.includes(detected) ?? false;
  // Two genuine forms that the detector does not know.
  if (type === 'application/pdf') return isPdfAfterJunk(bytes);
  return type === 'text/vcard' && isVcard(bytes);
}

async function detect(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(bytes, { maxBufferSize }))?.mime;
  } catch {
    // A file that the detector cannot get through is of no kind that it knows.
    return undefined;
  }
}

/** A PDF after some bytes of a printer or a mail gateway; never after markup or a script. */
function isPdfAfterJunk(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, pdfHeaderWithin + 8)).toString('latin1');
  const at = head.search(/%PDF-[12]\.\d/);
  const junk = head.slice(0, Math.max(0, at));
  return at >= 0 && at <= pdfHeaderWithin && !junk.includes('<') && !junk.startsWith('#!');
}

/** A vCard in any case, after a byte order mark or empty lines (RFC 6350: names are case-insensitive). */
function isVcard(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 256));
  return /^\s{0,64}BEGIN:VCARD\r?\n/i.test(head);
}
