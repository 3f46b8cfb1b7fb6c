import { ConfigurationError } from '@chatti/core';

/**
 * The injection token of a client: that of the one client, or of the client of a name. What `@InjectChatti()`
 * injects; use it where a token is needed, such as in `inject` of a factory or in `overrideProvider` of a test.
 *
 * @throws `ConfigurationError` for an empty name, which is most often a setting that is missing.
 * @example
 * ```ts
 * Test.createTestingModule({ imports: [AppModule] }).overrideProvider(getChattiToken()).useValue(fake);
 * ```
 */
export function getChattiToken(name?: string): string {
  if (name === '') throw new ConfigurationError('name', 'is empty; leave it out for the one client');
  return name === undefined ? 'Chatti' : `Chatti:${name}`;
}
