import { ChattiError } from './chatti-error.ts';

/**
 * An option is missing or wrong. Thrown when a client is made, or at a call whose own options are wrong; nothing
 * left the machine. The message names the option and never repeats the value of a key.
 */
export class ConfigurationError extends ChattiError {
  override name = 'ConfigurationError';
  /** The option's name, such as `baseUrl`. */
  readonly option: string;

  constructor(option: string, message: string, cause?: unknown) {
    super(`${option}: ${message}`, { outcome: 'not_sent', cause });
    this.option = option;
  }
}
