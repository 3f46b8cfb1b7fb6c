import type { ChattiV1, CompleteMessage, MessageKey } from '@chatti/core/contract';
import { expectTypeOf, it } from 'vitest';
import type { Call } from '../call.ts';
import type { Handlers, HandlersOf } from './handlers.ts';

it('has a handler for every row of the contract, and no other', () => {
  expectTypeOf<keyof Handlers>().toEqualTypeOf<keyof ChattiV1>();
  expectTypeOf<keyof Handlers['messages']>().toEqualTypeOf<keyof ChattiV1['messages']>();
  expectTypeOf<keyof Handlers['webhooks']>().toEqualTypeOf<keyof ChattiV1['webhooks']>();
});

it('does not compile where one is missing', () => {
  expectTypeOf<Omit<Handlers, 'account'>>().not.toExtend<Handlers>();
  expectTypeOf<Omit<HandlersOf<'messages'>, 'cancel'>>().not.toExtend<HandlersOf<'messages'>>();
});

it('takes the checked input and owes the whole output', () => {
  expectTypeOf<HandlersOf<'messages'>['get']>().parameters.toEqualTypeOf<[MessageKey, Call]>();
  expectTypeOf<HandlersOf<'messages'>['get']>().returns.toEqualTypeOf<CompleteMessage>();
  expectTypeOf<() => Omit<CompleteMessage, 'segments'>>().not.toExtend<HandlersOf<'messages'>['get']>();
});
