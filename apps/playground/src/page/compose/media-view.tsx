import { File as FileIcon, Film, Image as ImageIcon, Music } from 'lucide-react';
import type { DraftFile } from './media.ts';

const icons = [
  ['image/', ImageIcon],
  ['video/', Film],
  ['audio/', Music],
] as const;

/** A file in a small frame: itself where it can be seen, else a sign of its kind. A file by URL is not fetched. */
export function Thumbnail({ file }: { file: DraftFile }) {
  if (file.kind === 'file' && file.type.startsWith('image/')) return <img src={file.shown} alt="" />;
  const Icon = icons.find(([kind]) => file.type.startsWith(kind))?.[1] ?? FileIcon;
  return <Icon aria-hidden />;
}

/** A file as a phone shows it. */
export function MediaView({ file, className }: { file: DraftFile; className: string | undefined }) {
  if (file.kind === 'file') {
    if (file.type.startsWith('image/')) return <img src={file.shown} alt={file.filename} />;
    if (file.type.startsWith('video/')) return <video src={file.shown} controls aria-label={file.filename} />;
    if (file.type.startsWith('audio/')) return <audio src={file.shown} controls aria-label={file.filename} />;
  }
  return (
    <span className={className}>
      <Thumbnail file={file} /> {file.filename}
    </span>
  );
}
