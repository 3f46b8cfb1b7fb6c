import { Inject } from '@nestjs/common';
import { getChattiToken } from './chatti-token.ts';

/**
 * Injects the client of `ChattiModule`, or the client of that name where there are several.
 *
 * Every parameter needs it: a client is an interface, so Nest cannot find it by its type.
 *
 * @example
 * ```ts
 * constructor(@InjectChatti() chatti: Chatti, @InjectChatti('marketing') marketing: Chatti) {}
 * ```
 */
export function InjectChatti(name?: string): PropertyDecorator & ParameterDecorator {
  return Inject(getChattiToken(name));
}
