import { createChatti } from '@chatti/core';
import type { SandboxOptions } from '@chatti/sandbox';
import { type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { getChattiToken } from '../chatti-token.ts';
import { DETOUR } from '../detour.ts';
import { ChattiTesting } from './chatti-testing.ts';

/** Options of `ChattiTestingModule.forRoot`. */
export interface ChattiTestingOptions {
  /** The sandbox. Its clock stands still (`manual`) unless this says otherwise. */
  readonly sandbox?: SandboxOptions | undefined;
  /**
   * The names of clients to provide where the app's own `ChattiModule` is not imported, such as for one provider alone.
   * The client without a name is always provided.
   */
  readonly clients?: readonly string[] | undefined;
}

/**
 * Runs an app against a sandbox in the same process: no port, no key, no message that leaves it. Import it beside the
 * app's own module; every `ChattiModule` in it, also a client that the app has made itself, then goes to the sandbox,
 * with the plugins and habits it has. `app.get(ChattiTesting)` gives inbox, clock and the rest.
 *
 * The factories of `forRootAsync` run as ever, so the settings they insist on have to be there. A client can still be
 * replaced by `overrideProvider(getChattiToken(name))`.
 *
 * @example
 * ```ts
 * const module = await Test.createTestingModule({ imports: [AppModule, ChattiTestingModule.forRoot()] }).compile();
 * const app = await module.createNestApplication().init();
 * const { inbox } = app.get(ChattiTesting);
 * await app.get(Orders).ready('7');
 * expect(inbox.latest({ to: '+447700900123' })?.body).toBe('Your order 7 is ready.');
 * await app.close();
 * ```
 */
@Module({})
export class ChattiTestingModule {
  /** The module, with a sandbox of its own. */
  static forRoot({ sandbox = {}, clients = [] }: ChattiTestingOptions = {}): DynamicModule {
    const names = [undefined, ...clients];
    return {
      module: ChattiTestingModule,
      global: true,
      providers: [
        {
          provide: ChattiTesting,
          useFactory: (modules: ModulesContainer) => new ChattiTesting(sandbox, modules),
          inject: [ModulesContainer],
        },
        { provide: DETOUR, useExisting: ChattiTesting },
        ...names.map(clientOf),
      ],
      exports: [ChattiTesting, DETOUR, ...names.map(getChattiToken)],
    };
  }
}

function clientOf(name: string | undefined): FactoryProvider {
  return {
    provide: getChattiToken(name),
    useFactory: (testing: ChattiTesting) => createChatti(testing.optionsOf(name)),
    inject: [ChattiTesting],
  };
}
