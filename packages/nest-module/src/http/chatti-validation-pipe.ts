import { ConfigurationError, type InputIssue } from '@chatti/core';
import { explainIssues } from '@chatti/core/contract';
import { type ArgumentMetadata, Injectable, Optional, type PipeTransform } from '@nestjs/common';
import { InvalidInputException } from './invalid-input-exception.ts';

/** A schema of core, such as `sendMessageSchema`, or of any library that follows Standard Schema. */
export interface InputSchema<Out = unknown> {
  /** What is used of it. */
  readonly '~standard': InputValidator<Out>;
}

/** What is used of a Standard Schema. */
export interface InputValidator<Out> {
  /** The name of its library. */
  readonly vendor: string;
  /** Gives what it makes of a value, or what is wrong with it. */
  validate(value: unknown): Checked<Out> | Promise<Checked<Out>>;
}

type Checked<Out> =
  | { readonly value: Out; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** One thing that is wrong with a value. */
export interface StandardIssue {
  /** What is wrong. */
  readonly message: string;
  /** Where. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/**
 * Checks a body, a query or parameters by a schema, and hands on what it makes of them: numbers in E.164, pages as
 * numbers. Core has a ready-made schema for the input of every call, and each is a Standard Schema: on Nest 12
 * `@Body({ schema: sendMessageSchema })` says the same to a pipe without a schema.
 *
 * What is wrong is thrown as an {@link InvalidInputException}: 400, with path, code and rule of each field, and no value.
 *
 * @example
 * ```ts
 * @Post('messages')
 * send(@Body(new ChattiValidationPipe(sendMessageSchema)) input: Parsed<SendMessage>) {
 *   return this.chatti.messages.send(input);
 * }
 *
 * @Get('messages')
 * list(@Query(new ChattiValidationPipe(listMessagesSchema)) query: Parsed<ListMessages>) {
 *   return this.chatti.messages.list(query);
 * }
 * ```
 */
@Injectable()
export class ChattiValidationPipe<Out = unknown> implements PipeTransform<unknown, Promise<Out>> {
  readonly #schema: InputSchema<Out> | undefined;

  /**
   * @param schema What to check by. Without one, what the parameter's decorator says (`{ schema }`, Nest 12); a
   * parameter that says nothing goes through as it is.
   * @throws `ConfigurationError` for what is no schema.
   */
  constructor(@Optional() schema?: InputSchema<Out>) {
    if (schema !== undefined && typeof schema['~standard']?.validate !== 'function') {
      throw new ConfigurationError('schema', 'is no Standard Schema');
    }
    this.#schema = schema;
  }

  /** @throws {@link InvalidInputException} */
  async transform(value: unknown, metadata?: ArgumentMetadata): Promise<Out> {
    const schema = this.#schema ?? schemaOf<Out>(metadata);
    // Without a schema `Out` is unknown.
    if (schema === undefined) return value as Out;
    const checked = await schema['~standard'].validate(value ?? {});
    if (checked.issues === undefined) return checked.value;
    throw new InvalidInputException(issuesOf(schema, checked.issues));
  }
}

/** Nest 12 hands on the `schema` of a parameter's decorator; Nest 11 has none. */
function schemaOf<Out>(metadata: object | undefined): InputSchema<Out> | undefined {
  if (metadata === undefined || !('schema' in metadata)) return undefined;
  // A Standard Schema by its type in Nest 12.
  return metadata.schema as InputSchema<Out> | undefined;
}

function issuesOf(schema: InputSchema, issues: readonly StandardIssue[]): InputIssue[] {
  // The issues of valibot say more than the standard asks for.
  if (schema['~standard'].vendor === 'valibot')
    return explainIssues(issues as Parameters<typeof explainIssues>[0]);
  return issues.map(({ path = [], message }) => ({ path: textOf(path), code: 'invalid', message }));
}

function textOf(path: NonNullable<StandardIssue['path']>): string {
  let text = '';
  for (const step of path) {
    const key = typeof step === 'object' ? step.key : step;
    text += typeof key === 'number' ? `[${key}]` : `${text && '.'}${String(key)}`;
  }
  return text;
}
