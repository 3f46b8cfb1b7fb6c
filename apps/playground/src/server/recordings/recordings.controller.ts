import { replayRecording } from '@chatti/sandbox';
import type { Recording } from '@chatti/sandbox';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  NotFoundException,
  Param,
  Post,
  Put,
  Res,
} from '@nestjs/common';
import type { Response } from 'express';
import type { LoadRecording, Replayed, SavedRecording } from '../../info.ts';
import { WORKPLACE } from '../connection.ts';
import type { Workplace } from '../connection.ts';
import { ProblemError } from '../http/problem.ts';

/** What happened in the sandbox: saved, loaded from a file, replayed. */
@Controller('api/recordings')
export class RecordingsController {
  readonly #workplace: Workplace;

  constructor(@Inject(WORKPLACE) workplace: Workplace) {
    this.#workplace = workplace;
  }

  /** Those that were saved or loaded, newest first. */
  @Get()
  list(): SavedRecording[] {
    return this.#workplace.recordings.list();
  }

  /** Saves what happened since the sandbox began. */
  @Post()
  @HttpCode(200)
  save(@Body() body: { name?: unknown } | undefined): SavedRecording {
    const { sandbox, recordings } = this.#workplace;
    return recordings.add(nameIn(body?.name), sandbox.recording());
  }

  /** Loads a recording that was saved as a file. It is looked at when it is replayed. */
  @Put()
  load(@Body() body: Partial<LoadRecording> | undefined): SavedRecording {
    return this.#workplace.recordings.add(nameIn(body?.name), demandRecording(body?.recording));
  }

  /** A recording as a file. */
  @Get(':id')
  file(@Param('id') id: string, @Res() response: Response): void {
    const { about, recording } = this.#find(id);
    const filename = `${about.name.replaceAll(/[^\w-]+/g, '-').slice(0, 60) || 'recording'}.json`;
    response.attachment(filename).type('application/json').send(JSON.stringify(recording));
  }

  /** Does it all once more in a sandbox of its own, and tells what came out otherwise. */
  @Post(':id/replay')
  @HttpCode(200)
  async replay(@Param('id') id: string): Promise<Replayed> {
    const { recording } = this.#find(id);
    const begun = performance.now();
    try {
      const differences = await replayRecording(recording);
      return { differences, took_ms: Math.round(performance.now() - begun) };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new ProblemError(400, 'no_recording', 'The file cannot be replayed: it is no whole recording.');
    }
  }

  /** Forgets one. */
  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id') id: string): void {
    this.#workplace.recordings.delete(id);
  }

  #find(id: string) {
    const found = this.#workplace.recordings.get(id);
    if (!found) throw new NotFoundException();
    return found;
  }
}

function nameIn(name: unknown): string {
  return typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 100) : 'Recording';
}

function demandRecording(recording: unknown): Recording {
  const isOne =
    typeof recording === 'object' &&
    recording !== null &&
    'format' in recording &&
    'steps' in recording &&
    Array.isArray(recording.steps);
  if (!isOne) throw new ProblemError(400, 'no_recording', 'The file is no recording of a sandbox.');
  // Its steps are looked at when they are replayed.
  return recording as unknown as Recording;
}
