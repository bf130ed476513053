import { isObject, readProperty } from '../http/safe-read.ts';

/** Parts of a request that can be checked. */
export type Part = 'body' | 'query' | 'params' | 'headers';

/** A schema of any library that speaks Standard Schema 1: Zod, Valibot, ArkType, … */
export interface StandardSchema<Value = unknown> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown, ...rest: never[]) => StandardResult | Promise<StandardResult>;
    // Only here is the type of the values; nothing is there at run time.
    readonly types?: { readonly input: unknown; readonly output: Value } | undefined;
  };
}

/** What Standard Schema answers: `issues` where something is wrong, else the value. */
export interface StandardResult {
  readonly value?: unknown;
  readonly issues?: readonly unknown[] | undefined;
}

/** A function that Ajv has compiled; it holds its findings in `errors`. */
export interface CompiledSchema<Value = unknown> {
  // biome-ignore lint/suspicious/noExplicitAny: Ajv's own guard takes any
  (data: any): data is Value;
  errors?: unknown;
}

/** Keeps a Standard Schema of the wrong type from passing as a JSON Schema. */
interface NotStandard {
  readonly '~standard'?: never;
}

/** JSON Schema as Ajv takes it: an object literal, an object of whatever type, or a boolean. */
export type JsonSchema = (Readonly<Record<string, unknown>> & NotStandard) | (object & NotStandard) | boolean;

/** What can stand for a part of a request. */
export type Schema<Value = unknown> = StandardSchema<Value> | CompiledSchema<Value> | JsonSchema;

/** One schema a part. */
export type Schemas<Values> = { readonly [Name in keyof Values]: Schema<Values[Name]> };

export function isStandardSchema(schema: unknown): schema is StandardSchema {
  return typeof readProperty(readProperty(schema, '~standard'), 'validate') === 'function';
}

export function isCompiled(schema: unknown): schema is CompiledSchema {
  return typeof schema === 'function' && !isStandardSchema(schema);
}

export function isSchema(schema: unknown): schema is Schema {
  return typeof schema === 'boolean' || isObject(schema);
}
