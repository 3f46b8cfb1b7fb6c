import { randomUUID } from 'node:crypto';
import type { Recording } from '@chatti/sandbox';
import type { SavedRecording } from '../../info.ts';

/** How many recordings are kept; the oldest goes first. */
const limit = 20;

interface Kept {
  readonly about: SavedRecording;
  readonly recording: Recording;
}

/** The recordings that were saved or loaded, for as long as the playground runs. */
export class RecordingShelf {
  readonly #kept = new Map<string, Kept>();

  /** Newest first. */
  list(): SavedRecording[] {
    return Array.from(this.#kept.values(), ({ about }) => about).toReversed();
  }

  /** Keeps one under a name. */
  add(name: string, recording: Recording): SavedRecording {
    const about = {
      id: randomUUID(),
      name,
      saved_at: new Date().toISOString(),
      steps: recording.steps.length,
      requests: recording.steps.filter((step) => step.do === 'request').length,
    };
    this.#kept.set(about.id, { about, recording });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > limit && oldest !== undefined) this.#kept.delete(oldest);
    return about;
  }

  /** One of them; undefined where it is gone. */
  get(id: string): Kept | undefined {
    return this.#kept.get(id);
  }

  /** Forgets one. */
  delete(id: string): void {
    this.#kept.delete(id);
  }
}
