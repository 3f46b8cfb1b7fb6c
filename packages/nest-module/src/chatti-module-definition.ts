import {
  ConfigurableModuleBuilder,
  type DynamicModule,
  type FactoryProvider,
  type Provider,
} from '@nestjs/common';
import { CallsUnderWay } from './calls-under-way.ts';
import { chattiFrom } from './chatti-from.ts';
import type { ChattiFactoryOptions, ChattiModuleExtras } from './chatti-module-options.ts';
import { getChattiToken } from './chatti-token.ts';
import { DETOUR, type Detour } from './detour.ts';
import { naming, readOptions } from './read-options.ts';
import { CLIENT_TOKEN, Registration } from './registration.ts';
import { Sealed } from './sealed.ts';
import { webhookController } from './webhooks/webhook-controller.ts';
import { RECEIVING, type Receiving, WebhookReceiver } from './webhooks/webhook-receiver.ts';
import { tryOut, webhookSettings } from './webhooks/webhook-settings.ts';
import type { WebhooksOptions, WebhooksPlace } from './webhooks/webhooks-options.ts';

/** For `forRoot` the whole of `webhooks`, for `forRootAsync` its place. */
interface Extras extends ChattiModuleExtras {
  readonly webhooks?: (WebhooksOptions & WebhooksPlace) | undefined;
}

// The builder takes the keys of this object for extras, so each has to be there.
const extras: Extras = { isGlobal: false, name: undefined, webhooks: undefined };

const built = new ConfigurableModuleBuilder<ChattiFactoryOptions>({ moduleName: 'Chatti' })
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createChattiOptions')
  .setExtras<Extras>(extras, define)
  .build();

/** The parent of `ChattiModule`, with `forRoot` and `forRootAsync`. */
export const { ConfigurableModuleClass } = built;

const detour = { token: DETOUR, optional: true };

function define(definition: DynamicModule, { isGlobal, name, webhooks }: Extras): DynamicModule {
  const token = getChattiToken(name);
  const client: FactoryProvider = {
    provide: token,
    useFactory: (options: Sealed<unknown>, calls: CallsUnderWay, found?: Detour) =>
      naming(name, async () =>
        chattiFrom(readOptions(options.open()).client, { name, calls, detour: found }),
      ),
    inject: [built.MODULE_OPTIONS_TOKEN, CallsUnderWay, detour],
  };
  return {
    ...definition,
    global: isGlobal === true,
    controllers: webhooks?.asController === true ? [webhookController(webhooks.path)] : [],
    providers: [
      ...(definition.providers ?? []).map(seal),
      client,
      CallsUnderWay,
      Registration,
      WebhookReceiver,
      { provide: CLIENT_TOKEN, useValue: token },
      receiving(name, webhooks),
    ],
    exports: [token],
  };
}

function receiving(name: string | undefined, beside: WebhooksOptions | undefined): FactoryProvider {
  return {
    provide: RECEIVING,
    useFactory: (options: Sealed<unknown>, found?: Detour) =>
      naming(name, async () => {
        const given = readOptions(options.open()).webhooks;
        const settings = webhookSettings(beside, given, found?.webhookSecret);
        await tryOut(settings);
        return new Sealed<Receiving>({ client: name, settings });
      }),
    inject: [built.MODULE_OPTIONS_TOKEN, detour],
  };
}

/** The provider of the options, which hold the key, with its value sealed. Others stay. */
function seal(provider: Provider): Provider {
  if (typeof provider === 'function' || provider.provide !== built.MODULE_OPTIONS_TOKEN) return provider;
  if ('useValue' in provider) {
    const sealed: unknown = new Sealed<unknown>(provider.useValue);
    return { provide: provider.provide, useFactory: () => sealed };
  }
  if (!('useFactory' in provider)) return provider;
  const { useFactory } = provider;
  return {
    ...provider,
    useFactory: async (...args: unknown[]) => new Sealed<unknown>(await useFactory(...args)),
  };
}
