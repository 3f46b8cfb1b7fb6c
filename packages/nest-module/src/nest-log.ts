import type { Log } from '@chatti/core/plugins';
import { Logger } from '@nestjs/common';

/** Nest's logger as core's logger plugin writes to it: what it calls `info` is Nest's `log`. */
export function nestLog(context: string): Log {
  const logger = new Logger(context);
  return {
    debug: (line) => logger.debug(line),
    info: (line) => logger.log(line),
    warn: (line) => logger.warn(line),
    error: (line) => logger.error(line),
  };
}
