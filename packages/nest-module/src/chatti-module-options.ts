import type { Chatti, ChattiOptions, ClientOptions, Contract, Next } from '@chatti/core';
import type { LoggerOptions } from '@chatti/core/plugins';
import type { ConfigurableModuleAsyncOptions } from '@nestjs/common';
import type { WebhooksOptions, WebhooksPlace } from './webhooks/webhooks-options.ts';

/** A client that the app has made itself. It stays the app's: the module adds nothing to it. */
export interface OwnClient {
  /** The client to inject, of `createChatti` or `createClient`. */
  readonly client: Pick<Chatti, 'request'> & {
    /** The client with another place to go to: for tests. */
    withOptions(options: Pick<ChattiOptions, 'apiKey' | 'baseUrl' | 'fetch'>): object;
  };
}

/** A client of a contract of the app's own, made by `createClient`; injected as `Client<typeof contract>`. */
export interface OwnContract extends Omit<ClientOptions, 'plugins'> {
  /** The contract, of `defineContract`. */
  readonly contract: Contract;
  /** Habits around every call, outermost first: each a `Plugin`, or a `Plugin<typeof contract>`. */
  readonly plugins?: readonly ContractPlugin[] | undefined;
}

/** A plugin, whatever contract it is written for. */
export interface ContractPlugin {
  /** Told in the error when the plugin fails. */
  readonly name: string;
  /** Runs around a call. Resolves with the call's result. */
  wrap(call: never, next: Next): Promise<unknown>;
}

/** What the module adds to a client. */
export interface ModuleHabits {
  /**
   * Writes a line for each call, retry and warning to Nest's logger, without numbers and texts unless its options
   * ask for them. Default false.
   */
  readonly logger?: boolean | LoggerOptions | undefined;
}

/** What a client is made of: the options of `createChatti`, a contract of one's own, or a client that exists. */
export type ChattiClientOptions = (ChattiOptions & ModuleHabits) | (OwnContract & ModuleHabits) | OwnClient;

/** What a factory of `ChattiModule.forRootAsync` gives. */
export type ChattiFactoryOptions = ChattiClientOptions & {
  /** Receives the webhooks of this client; `path` may stand here or beside the factory. */
  readonly webhooks?: WebhooksOptions | undefined;
};

/** What is said where the module is imported, and cannot come from a factory. */
export interface ChattiModuleExtras {
  /** Whether every module can inject the client without importing this one. Default false. */
  readonly isGlobal?: boolean | undefined;
  /** The client's name, where there are several; see `@InjectChatti(name)`. */
  readonly name?: string | undefined;
}

/** Options of `ChattiModule.forRoot`. */
export type ChattiModuleOptions = ChattiClientOptions &
  ChattiModuleExtras & {
    /** Receives the webhooks of this client, for methods with `@OnChattiEvent`. Default: none. */
    readonly webhooks?: (WebhooksOptions & WebhooksPlace) | undefined;
  };

/** Options of `ChattiModule.forRootAsync`: one of `useFactory`, `useClass` and `useExisting`. */
export interface ChattiModuleAsyncOptions
  extends ConfigurableModuleAsyncOptions<ChattiFactoryOptions, 'createChattiOptions'>, ChattiModuleExtras {
  /**
   * Where webhooks arrive. Secrets and the rest come from the factory; `asController` has to stand here, since Nest
   * wants to know all controllers before it runs a factory.
   */
  readonly webhooks?: WebhooksPlace | undefined;
}

/** A class that gives the options, for `useClass` and `useExisting`. */
export interface ChattiOptionsFactory {
  /** The options of one client. */
  createChattiOptions(): ChattiFactoryOptions | Promise<ChattiFactoryOptions>;
}
