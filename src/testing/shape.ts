import { isArray, isObject } from '../http/safe-read.ts';
import type { JsonSchema } from '../openapi/json-schema.ts';

/**
 * The keywords that the schemas of envelope and problem details use. A validator would be a dependency of everybody who
 * tests; a test here compares the verdicts with Ajv's.
 */
type Check = (value: unknown, limit: unknown, path: string) => readonly string[];

const typeNames: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: (value) => isObject(value) && !isArray(value),
  array: isArray,
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

const holds =
  (test: (value: never, limit: never) => boolean, words: (limit: unknown) => string): Check =>
  (value, limit, path) =>
    test(value as never, limit as never) ? [] : [`${path || 'the body'} must ${words(limit)}`];

/** Keywords that ask about texts or numbers say nothing of other values. */
const ofText = (test: (text: string, limit: never) => boolean, words: (limit: unknown) => string): Check =>
  holds((value: unknown, limit: never) => typeof value !== 'string' || test(value, limit), words);
const ofNumber = (test: (value: number, limit: number) => boolean, words: (limit: unknown) => string): Check =>
  holds((value: unknown, limit: number) => typeof value !== 'number' || test(value, limit), words);

function members(value: unknown): readonly (readonly [string, unknown])[] {
  return typeNames['object']?.(value) === true ? Object.entries(value as object) : [];
}

const checks: Readonly<Record<string, Check>> = {
  type: holds(
    (value, type: string) => typeNames[type]?.(value) === true,
    (type) => `be ${/^[aeio]/.test(String(type)) ? 'an' : 'a'} ${type}`,
  ),
  enum: holds(
    (value: unknown, allowed: readonly unknown[]) => allowed.includes(value),
    (allowed) => `be one of ${(allowed as readonly unknown[]).join(', ')}`,
  ),
  minimum: ofNumber(
    (value, limit) => value >= limit,
    (limit) => `not be below ${limit}`,
  ),
  maximum: ofNumber(
    (value, limit) => value <= limit,
    (limit) => `not be above ${limit}`,
  ),
  minLength: ofText(
    (text, limit: number) => [...text].length >= limit,
    () => 'not be empty',
  ),
  maxLength: ofText(
    (text, limit: number) => [...text].length <= limit,
    (limit) => `not be longer than ${limit}`,
  ),
  pattern: ofText(
    (text, pattern: string) => new RegExp(pattern, 'u').test(text),
    (pattern) => `match ${pattern}`,
  ),
  not: (value, schema, path) =>
    findShapeErrors(value, schema as JsonSchema, path).length > 0 ? [] : [`${path} must not be null`],
  required: (value, names, path) =>
    (names as readonly string[])
      .filter((name) => members(value).every(([one]) => one !== name))
      .map((name) => `${path}/${name} is missing`),
  properties: (value, schemas, path) =>
    members(value).flatMap(([name, member]) => {
      const schema = (schemas as Readonly<Record<string, JsonSchema>>)[name];
      return schema === undefined ? [] : findShapeErrors(member, schema, `${path}/${name}`);
    }),
  items: (value, schema, path) =>
    (isArray(value) ? value : []).flatMap((item, index) =>
      findShapeErrors(item, schema as JsonSchema, `${path}/${index}`),
    ),
  propertyNames: (value, schema, path) =>
    members(value)
      .filter(([name]) => findShapeErrors(name, schema as JsonSchema, path).length > 0)
      .map(([name]) => `${path}/${name} has a name that is not allowed`),
};

function findStrangers(value: unknown, schema: JsonSchema, path: string): readonly string[] {
  if (schema['additionalProperties'] !== false) return [];
  const known = Object.keys((schema['properties'] ?? {}) as object);
  return members(value)
    .filter(([name]) => !known.includes(name))
    .map(([name]) => `${path}/${name} does not belong there`);
}

/** What a schema has against a value, as sentences with JSON Pointers. */
export function findShapeErrors(value: unknown, schema: JsonSchema, path = ''): readonly string[] {
  const wrongType = schema['type'] === undefined ? [] : (checks['type']?.(value, schema['type'], path) ?? []);
  if (wrongType.length > 0) return wrongType;
  return [
    ...Object.entries(schema).flatMap(([keyword, limit]) => checks[keyword]?.(value, limit, path) ?? []),
    ...findStrangers(value, schema, path),
  ];
}
