import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigurableModuleClass } from './chatti-module-definition.ts';
import type { ChattiModuleAsyncOptions, ChattiModuleOptions } from './chatti-module-options.ts';

/**
 * Puts clients of the Chatti API into Nest's dependency injection: one, or several with a `name` each.
 * `@InjectChatti(name?)` injects them. With `webhooks` it receives events too, for methods with `@OnChattiEvent`.
 *
 * The options are checked when the app starts. Nest's container holds neither them nor the API key in a form that a
 * dump would show. A closing app waits, for up to 10 seconds, for the calls and deliveries that are under way.
 *
 * @example
 * ```ts
 * @Module({
 *   imports: [
 *     ConfigModule.forRoot(),
 *     ChattiModule.forRootAsync({
 *       isGlobal: true,
 *       inject: [ConfigService],
 *       useFactory: (config: ConfigService) => ({
 *         apiKey: config.getOrThrow('CHATTI_API_KEY'),
 *         baseUrl: config.getOrThrow('CHATTI_BASE_URL'),
 *       }),
 *     }),
 *   ],
 * })
 * export class AppModule {}
 * ```
 */
@Module({})
export class ChattiModule extends ConfigurableModuleClass {
  /**
   * Registers a client from options that are known at once. Without options it is made from the environment
   * variables `CHATTI_API_KEY` and `CHATTI_BASE_URL`.
   *
   * Each call makes a client: call it once for each name, and say `isGlobal` or import the module that exports it.
   */
  static override forRoot(options: ChattiModuleOptions = {}): DynamicModule {
    return super.forRoot(options);
  }

  /**
   * Registers a client from options that other providers give: `useFactory` with `inject`, `useClass` or
   * `useExisting` of a {@link ChattiOptionsFactory}. `name` and `isGlobal` stand beside the factory.
   */
  static override forRootAsync(options: ChattiModuleAsyncOptions): DynamicModule {
    return super.forRootAsync(options);
  }
}
