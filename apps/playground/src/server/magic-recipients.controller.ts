import { MAGIC_RECIPIENTS } from '@chatti/sandbox';
import { Controller, Get } from '@nestjs/common';
import type { MagicNumber } from '../info.ts';

/** The numbers of the sandbox whose end is decided. */
@Controller('api/magic-recipients')
export class MagicRecipientsController {
  /** Every one of them, by number. */
  @Get()
  list(): readonly MagicNumber[] {
    return Object.entries(MAGIC_RECIPIENTS).map(([number, { outcome, refusal }]) => ({
      number,
      outcome,
      refused: refusal !== undefined,
    }));
  }
}
