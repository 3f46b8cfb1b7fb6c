import { ApiError, ConfigurationError, createChatti } from '@chatti/core';
import type { Chatti } from '@chatti/core';
import { Body, Controller, Delete, HttpCode, Inject, Put } from '@nestjs/common';
import type { NewConnection } from '../info.ts';
import { WORKPLACE } from './connection.ts';
import type { Workplace } from './connection.ts';
import { ProblemError } from './http/problem.ts';

/** Where messages are sent to. */
@Controller('api/connection')
export class ConnectionController {
  readonly #workplace: Workplace;

  constructor(@Inject(WORKPLACE) workplace: Workplace) {
    this.#workplace = workplace;
  }

  /** Sends to another server from now on, once its account could be read with the key. */
  @Put()
  @HttpCode(204)
  async connect(@Body() body: Partial<NewConnection> | undefined): Promise<void> {
    const connection = { baseUrl: body?.base_url ?? '', apiKey: body?.api_key ?? '' };
    await clientFor(connection).account.get().catch(asRefusedKey);
    await this.#workplace.connect(connection);
  }

  /** Sends to the sandbox again. */
  @Delete()
  @HttpCode(204)
  async disconnect(): Promise<void> {
    await this.#workplace.connect(undefined);
  }
}

const fieldOf: Readonly<Record<string, keyof NewConnection>> = { baseUrl: 'base_url', apiKey: 'api_key' };

/** A client's own check of base URL and key. Its message never repeats the key. */
function clientFor(connection: { baseUrl: string; apiKey: string }): Chatti {
  try {
    return createChatti(connection);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const field = fieldOf[error.option] ?? error.option;
    throw new ProblemError(400, 'validation_failed', 'No client can be made of this.', [
      { field, code: 'invalid', message: inForm(error.message.replace(`${error.option}: `, '')) },
    ]);
  }
}

/** A form has no options: what is said of them between brackets at the end is for programs. */
function inForm(message: string): string {
  return message.replace(/ \([^()]*\)$/, '');
}

function asRefusedKey(error: unknown): never {
  if (!(error instanceof ApiError) || error.status !== 401) throw error;
  throw new ProblemError(400, 'validation_failed', 'The server does not know this key.', [
    { field: 'api_key', code: 'unauthorised', message: 'is not known to the server' },
  ]);
}
