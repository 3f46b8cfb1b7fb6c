import type { Media } from '@chatti/core/contract';
import { useQuery } from '@tanstack/react-query';
import { Paperclip } from 'lucide-react';
import { useState } from 'react';
import { infoQuery } from '../../api/queries.ts';
import { sizeText } from '../../compose/media.ts';
import { mediaKind, mediaPath } from './media-path.ts';
import styles from './thread.module.css';

/** A file of a message: shown where it is the sandbox's and a browser can show it, and named otherwise. */
export function MediaView({ file, isSandbox }: { file: Media; isSandbox: boolean }) {
  const { data: info } = useQuery(infoQuery);
  const [isBroken, setBroken] = useState(false);
  const path = isSandbox && info ? mediaPath(file.url ?? '', info.sandbox.base_url) : undefined;
  const kind = path === undefined || isBroken ? 'file' : mediaKind(file.content_type ?? '');
  const name = file.filename ?? 'file';
  const fail = (): void => setBroken(true);
  return (
    <figure className={styles.media}>
      {kind === 'image' && <img src={path} alt="" onError={fail} />}
      {kind === 'video' && <video src={path} controls preload="metadata" onError={fail} />}
      {kind === 'audio' && <audio src={path} controls preload="metadata" onError={fail} />}
      <figcaption>
        <Paperclip aria-hidden />{' '}
        {path === undefined ? (
          name
        ) : (
          <a href={path} download={name}>
            {name}
          </a>
        )}
        <span>
          {file.content_type}
          {file.size === null ? ', fetched by the platform' : `, ${sizeText(file.size)}`}
        </span>
      </figcaption>
    </figure>
  );
}
