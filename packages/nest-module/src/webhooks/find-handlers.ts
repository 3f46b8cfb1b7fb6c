import type { ChattiEvent } from '@chatti/core';
import { MetadataScanner, type ModulesContainer } from '@nestjs/core';
import { type HandlerMark, marksOf } from './on-chatti-event.ts';

/** One method that handles events of one type. */
export interface EventHandler extends HandlerMark {
  /** `Class.method`, for logs. */
  readonly label: string;
  handle(event: ChattiEvent): unknown;
}

type Modules = ReturnType<ModulesContainer['values']> extends Iterable<infer One> ? One : never;
type Wrapper = Modules['providers'] extends ReadonlyMap<unknown, infer One> ? One : never;

/**
 * Every handler of the app, in the order of its modules.
 *
 * @throws `Error` for a handler in a class that Nest makes anew for each request or each injection.
 */
export function findHandlers(modules: ModulesContainer): EventHandler[] {
  const seen = new Set<unknown>();
  const scanner = new MetadataScanner();
  return [...modules.values()]
    .flatMap(({ providers, controllers }) => [...providers.values(), ...controllers.values()])
    .flatMap((wrapper) => {
      const found = handlersOf(wrapper, scanner);
      if (found.length === 0) return found;
      // One object may be there under several tokens.
      const instance: unknown = wrapper.instance;
      if (seen.has(instance)) return [];
      seen.add(instance);
      return found;
    });
}

function handlersOf(wrapper: Wrapper, scanner: MetadataScanner): EventHandler[] {
  const isSingle = wrapper.isDependencyTreeStatic() && !wrapper.isTransient;
  const instance: unknown = wrapper.instance;
  const prototype: unknown = isSingle ? prototypeOf(instance) : wrapper.metatype?.prototype;
  if (typeof prototype !== 'object' || prototype === null) return [];
  return scanner.getAllMethodNames(prototype).flatMap((method) =>
    marksOf(prototype, method).map((mark): EventHandler => {
      const label = `${prototype.constructor.name}.${method}`;
      if (!isSingle) throw notSingle(label, prototype.constructor.name);
      return { ...mark, label, handle: (event) => call(instance, method, event) };
    }),
  );
}

function prototypeOf(instance: unknown): unknown {
  return typeof instance === 'object' && instance !== null ? Object.getPrototypeOf(instance) : undefined;
}

function call(instance: unknown, method: string, event: ChattiEvent): unknown {
  // The instance has the method, and the mark says which events it takes.
  return (instance as Record<string, (event: ChattiEvent) => unknown>)[method]?.(event);
}

function notSingle(label: string, name: string): Error {
  return new Error(
    `${label} cannot handle webhooks of Chatti: Nest makes a new ${name} for each request or injection (by its own ` +
      'scope, or by that of something it injects), and an event belongs to neither, so there is no instance to call. ' +
      `Put the handler into a provider of the default scope; where it needs a ${name}, let it resolve one with ModuleRef.`,
  );
}
