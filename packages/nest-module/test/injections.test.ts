import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { Inject, Injectable, type Type } from '@nestjs/common';
import { expect, it } from 'vitest';

const source = new URL('../src/', import.meta.url);

/** Every class of the package that Nest makes. */
async function madeByNest(): Promise<Type[]> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  const modules = await Promise.all(
    files.map((file) => import(new URL(file, source).href) as Promise<Record<string, unknown>>),
  );
  const made = modules.flatMap((one) => Object.values(one)).filter((value) => isMadeByNest(value));
  return [...new Set(made)];
}

function isMadeByNest(value: unknown): value is Type {
  return typeof value === 'function' && Reflect.hasMetadata('__injectable__', value);
}

/** The constructor parameters without `@Inject`, which Nest would quietly leave undefined: this build has no types for it. */
function missing(type: Type): string[] {
  const marked: unknown = Reflect.getMetadata('self:paramtypes', type);
  // Nest's own list of what `@Inject` said.
  const indices = new Set(((marked ?? []) as { index: number }[]).map(({ index }) => index));
  const optional: unknown = Reflect.getMetadata('optional:paramtypes', type) ?? [];
  return Array.from({ length: type.length }, (_, index) => index)
    .filter((index) => !indices.has(index) && !(Array.isArray(optional) && optional.includes(index)))
    .map((index) => `${type.name}[${index}]`);
}

it('every constructor parameter of a class that Nest makes has @Inject', async () => {
  const types = await madeByNest();
  expect(types.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'CallsUnderWay',
    'ChattiExceptionFilter',
    'ChattiHealthIndicator',
    'ChattiValidationPipe',
    'Registration',
    'WebhookReceiver',
  ]);
  expect(types.flatMap(missing)).toEqual([]);
});

it('and this test would see a missing one', () => {
  @Injectable()
  class Forgetful {
    readonly values: readonly unknown[];
    constructor(@Inject('a') a: unknown, b: unknown) {
      this.values = [a, b];
    }
  }
  expect(missing(Forgetful)).toEqual(['Forgetful[1]']);
});
