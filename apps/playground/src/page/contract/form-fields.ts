import type { JsonSchema } from './documents.ts';

/** What a form has for one field of a row's input. */
export interface FormField {
  readonly name: string;
  /** The name as a person writes it. */
  readonly label: string;
  /** The contract's own comment, as {@link ContractComment} draws it. */
  readonly hint: string | undefined;
  readonly kind: 'text' | 'number' | 'flag' | 'choice' | 'choices' | 'lines';
  readonly required: boolean;
  /** Whether null is a value of its own; it is what an empty field stands for then. */
  readonly nullable: boolean;
  /** What can be chosen, for `choice` and `choices`. */
  readonly options: readonly string[];
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly placeholder: string | undefined;
}

/** What is filled in, by the names of the fields. `choices` are a list, a flag is a boolean, all others are text. */
export type FormValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** The fields of a form, in the order of the contract. */
export function formFields(schema: JsonSchema): FormField[] {
  return Object.entries(schema.properties ?? {}).map(([name, given]) => {
    const { field, nullable } = withoutNull(given);
    const drawn = fieldOf(name, field);
    // A person leaves a field empty where a program says null.
    const hint = nullable ? drawn.hint?.replace(/\bnull\b/, 'empty') : drawn.hint;
    return { ...drawn, hint, nullable, required: schema.required?.includes(name) ?? false };
  });
}

/** A schema without the null that it allows. */
function withoutNull(schema: JsonSchema): { field: JsonSchema; nullable: boolean } {
  const other = schema.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  const [only] = other;
  if (!schema.anyOf || !only || other.length > 1) return { field: schema, nullable: false };
  return {
    field: { ...only, ...(schema.description && { description: schema.description }) },
    nullable: true,
  };
}

function fieldOf(name: string, field: JsonSchema): Omit<FormField, 'nullable' | 'required'> {
  return {
    name,
    label: labelOf(name),
    hint: field.description,
    kind: kindOf(field),
    options: field.enum ?? field.items?.enum ?? [],
    min: field.minimum,
    max: field.maximum ?? field.maxLength,
    placeholder: placeholderOf(field),
  };
}

/** `created_at` as a person writes it: `Created at`. */
export function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ').replaceAll(/\b(?:url|id|cors)\b/g, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the row takes: what is not filled in is left out. */
export function inputOf(fields: readonly FormField[], values: FormValues): Record<string, unknown> {
  const given = fields.map(({ name, kind, nullable }): [string, unknown] => {
    const value = values[name];
    if (typeof value !== 'string')
      return [name, Array.isArray(value) && value.length === 0 ? undefined : value];
    if (value.trim() === '') return [name, nullable ? null : undefined];
    if (kind === 'number') return [name, Number(value)];
    return [name, kind === 'lines' ? linesOf(value) : value];
  });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function linesOf(text: string): string[] {
  return text
    .split(/\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function kindOf(field: JsonSchema): FormField['kind'] {
  if (field.type === 'boolean') return 'flag';
  if (field.type === 'integer' || field.type === 'number') return 'number';
  if (field.type === 'array') return field.items?.enum ? 'choices' : 'lines';
  return field.enum ? 'choice' : 'text';
}

/** Formats that are known by an example: a URL, and a number in E.164. */
function placeholderOf({ format, pattern }: JsonSchema): string | undefined {
  if (format === 'uri') return 'https://';
  return pattern?.startsWith('^\\+') ? '+44 7700 900123' : undefined;
}
