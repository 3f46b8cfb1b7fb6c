import { PROBLEMS } from '@chatti/core/contract';
import { FAULTS } from '@chatti/sandbox';
import { Controller, Get } from '@nestjs/common';
import type { FaultKind } from '../info.ts';

/** The faults that can be ordered, for the page to pick from. */
@Controller('api/fault-kinds')
export class FaultKindsController {
  /** Those of the wire, and then the problems of the contract by their codes. */
  @Get()
  list(): FaultKind[] {
    const wire = Object.entries(FAULTS).map(([fault, what]) => ({ fault, what }));
    const problems = Object.entries(PROBLEMS).map(([fault, { status, message }]) => ({
      fault,
      what: `${status}: ${message}`,
    }));
    return [...wire.filter(({ fault }) => fault !== 'ok'), ...problems];
  }
}
