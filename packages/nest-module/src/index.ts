export type {
  ChattiClientOptions,
  ChattiFactoryOptions,
  ChattiModuleAsyncOptions,
  ChattiModuleExtras,
  ChattiModuleOptions,
  ChattiOptionsFactory,
  ContractPlugin,
  ModuleHabits,
  OwnClient,
  OwnContract,
} from './chatti-module-options.ts';
export type { InputSchema, InputValidator, StandardIssue } from './http/chatti-validation-pipe.ts';
export type { RequestWithUrl } from './http/own-page-urls.ts';
export type { HandledEvent, HandlerDecorator, OnChattiEventOptions } from './webhooks/on-chatti-event.ts';
export type { WebhooksOptions, WebhooksPlace } from './webhooks/webhooks-options.ts';
export type { EventOf } from '@chatti/core/webhooks';
export { ChattiExceptionFilter } from './http/chatti-exception-filter.ts';
export { ChattiModule } from './chatti-module.ts';
export { ChattiValidationPipe } from './http/chatti-validation-pipe.ts';
export { getChattiToken } from './chatti-token.ts';
export { InjectChatti } from './inject-chatti.ts';
export { InvalidInputException } from './http/invalid-input-exception.ts';
export { OnChattiEvent } from './webhooks/on-chatti-event.ts';
export { withOwnPageUrls } from './http/own-page-urls.ts';
