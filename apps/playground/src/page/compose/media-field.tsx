import { X } from 'lucide-react';
import type { DragEvent } from 'react';
import { useId, useRef, useState } from 'react';
import controls from '../design/controls.module.css';
import { currentDraft } from './draft.ts';
import styles from './media-field.module.css';
import { Thumbnail } from './media-view.tsx';
import type { DraftFile } from './media.ts';
import { ACCEPTED, bytesOf, KINDS, MAX_FILE_BYTES, MAX_FILES, readMediaUrl, sizeText } from './media.ts';
import { letGo, readFiles } from './read-file.ts';

interface MediaFieldProps {
  readonly media: readonly DraftFile[];
  readonly fault: string | undefined;
  readonly onChange: (media: readonly DraftFile[]) => void;
}

/** The files of the message: dropped, picked, or named by their address. */
export function MediaField({ media, fault, onChange }: MediaFieldProps) {
  const id = useId();
  const [refused, refuse] = useState<readonly string[]>([]);
  const [isOver, over] = useState(false);
  const add = async (files: readonly File[]): Promise<void> => {
    const read = await readFiles(files, media);
    // What was read may have taken a while.
    onChange([...currentDraft().media, ...read.added]);
    refuse(read.refused);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    over(false);
    void add([...event.dataTransfer.files]);
  };
  const remove = (file: DraftFile): void => {
    letGo(file);
    refuse([]);
    onChange(media.filter((one) => one !== file));
  };
  return (
    <div
      className={styles.field}
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-about`}
    >
      <p id={`${id}-label`} className={styles.label}>
        Media
      </p>
      <div
        className={styles.drop}
        data-over={isOver ? true : undefined}
        onDragOver={(event) => {
          event.preventDefault();
          over(true);
        }}
        onDragLeave={() => over(false)}
        onDrop={onDrop}
      >
        {media.map((file) => (
          <Chip key={file.id} file={file} onRemove={() => remove(file)} />
        ))}
        <PickFiles onPick={(files) => void add(files)} isFirst={media.length === 0} />
      </div>
      <p id={`${id}-about`} className={fault === undefined ? styles.hint : styles.fault}>
        {fault ?? aboutFiles(media)}
      </p>
      {refused.length > 0 && (
        <ul className={styles.fault} role="alert">
          {refused.map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
      <ByUrl media={media} onAdd={(file) => onChange([...media, file])} />
    </div>
  );
}

function aboutFiles(media: readonly DraftFile[]): string {
  if (media.length === 0) return `Up to ${MAX_FILES} files, ${sizeText(MAX_FILE_BYTES)} together.`;
  const files = media.length === 1 ? '1 file' : `${media.length} files`;
  return `${files} of ${MAX_FILES}, ${sizeText(bytesOf(media))} of ${sizeText(MAX_FILE_BYTES)}.`;
}

function Chip({ file, onRemove }: { file: DraftFile; onRemove: () => void }) {
  return (
    <span className={styles.chip}>
      <span className={styles.thumbnail}>
        <Thumbnail file={file} />
      </span>
      <span className={styles.name}>
        {file.filename}
        <small>{file.kind === 'file' ? sizeText(file.size) : 'by its address'}</small>
      </span>
      <button type="button" aria-label={`Remove ${file.filename}`} onClick={onRemove}>
        <X aria-hidden />
      </button>
    </span>
  );
}

function PickFiles({ onPick, isFirst }: { onPick: (files: readonly File[]) => void; isFirst: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={ACCEPTED}
        aria-label="Files to send"
        onChange={({ currentTarget }) => {
          onPick([...(currentTarget.files ?? [])]);
          // The same file can be picked again after it was removed.
          currentTarget.value = '';
        }}
      />
      <button type="button" className={styles.pick} onClick={() => input.current?.click()}>
        <b>{isFirst ? 'Drop a file, or pick one' : 'Add another'}</b>
        {isFirst && <span>{KINDS}</span>}
      </button>
    </>
  );
}

function ByUrl({ media, onAdd }: { media: readonly DraftFile[]; onAdd: (file: DraftFile) => void }) {
  const [isOpen, open] = useState(false);
  const [url, write] = useState('');
  const [why, say] = useState<string>();
  const add = (): void => {
    const read = readMediaUrl(url, media);
    if (typeof read === 'string') return say(read);
    onAdd(read);
    write('');
    say(undefined);
  };
  if (!isOpen)
    return (
      <button type="button" className={styles.link} onClick={() => open(true)}>
        Add a file by its address
      </button>
    );
  return (
    <div className={styles.url}>
      <input
        autoFocus
        type="url"
        aria-label="Address of a file"
        aria-invalid={why !== undefined}
        placeholder="https://…/photo.jpg"
        autoComplete="off"
        value={url}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          add();
        }}
      />
      <button type="button" className={controls.button} onClick={add}>
        Add
      </button>
      {why !== undefined && (
        <p className={styles.fault} role="alert">
          {why}
        </p>
      )}
    </div>
  );
}
