import { isArray, readProperty, readString } from '../http/safe-read.ts';
import { invalidText } from './issues.ts';

/**
 * Our own words for what Ajv and Zod found, from their codes and limits. Both let a schema's author put the rejected
 * value into the text, and neither passes the value on to compare the text with.
 */

/** Ajv's keywords whose texts are made of the schema alone, and are shown as Ajv writes them. */
const ajvKeywords: ReadonlySet<string> = new Set([
  'additionalItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'const',
  'contains',
  'dependencies',
  'dependentRequired',
  'discriminator',
  'enum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'false schema',
  'format',
  'formatExclusiveMaximum',
  'formatExclusiveMinimum',
  'formatMaximum',
  'formatMinimum',
  'if',
  'items',
  'maxContains',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minContains',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'not',
  'nullable',
  'oneOf',
  'pattern',
  'propertyNames',
  'required',
  'type',
  'unevaluatedItems',
  'unevaluatedProperties',
  'uniqueItems',
]);

export function isAjvKeyword(keyword: unknown): boolean {
  return typeof keyword === 'string' && ajvKeywords.has(keyword);
}

function limit(issue: unknown, key: string): string | undefined {
  const value = readProperty(issue, key);
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string'
    ? String(value)
    : undefined;
}

const units: Readonly<Record<string, string>> = {
  string: ' characters',
  array: ' items',
  set: ' items',
  map: ' entries',
  file: ' bytes',
};

function bound(issue: unknown, key: 'minimum' | 'maximum', words: string): string {
  const value = limit(issue, key);
  const kind = readString(issue, 'origin') ?? readString(issue, 'type') ?? '';
  const strictly = readProperty(issue, 'inclusive') === false ? (key === 'minimum' ? 'more than' : 'less than') : words;
  const unit = Object.hasOwn(units, kind) ? units[kind] : '';
  return value === undefined || kind === 'date'
    ? `is too ${key === 'minimum' ? 'small' : 'large'}`
    : `must ${unit === '' ? 'be' : 'have'} ${strictly} ${value}${unit}`;
}

type Words = (issue: unknown) => string | undefined;

/** The name of a type or format in a schema; anything that does not look like one is not repeated. */
function word(issue: unknown, key: string): string | undefined {
  const found = readString(issue, key);
  return found !== undefined && /^[A-Za-z][\w -]{0,40}$/.test(found) ? found : undefined;
}

const notOne: Words = () => 'is not one of the allowed values';
const extra: Words = () => 'has members that are not allowed';

/** Zod 3 and 4 by `code`. */
const zodWords: Readonly<Record<string, Words>> = {
  invalid_type: (issue) => {
    const expected = word(issue, 'expected');
    return expected === undefined ? undefined : `must be of type ${expected}`;
  },
  too_small: (issue) => bound(issue, 'minimum', 'at least'),
  too_big: (issue) => bound(issue, 'maximum', 'at most'),
  invalid_format: (issue) => `must be a valid ${word(issue, 'format') ?? 'text'}`,
  invalid_string: (issue) => `must be a valid ${word(issue, 'validation') ?? 'text'}`,
  invalid_value: notOne,
  invalid_enum_value: notOne,
  invalid_literal: notOne,
  invalid_union_discriminator: notOne,
  invalid_union: () => 'has none of the allowed forms',
  not_multiple_of: (issue) => {
    const divisor = limit(issue, 'divisor') ?? limit(issue, 'multipleOf');
    return divisor === undefined ? undefined : `must be a multiple of ${divisor}`;
  },
  unrecognized_keys: extra,
  invalid_key: () => 'has an invalid key',
  invalid_element: () => 'has an invalid element',
  invalid_date: () => 'must be a valid date',
  not_finite: () => 'must be finite',
};

export function zodText(issue: unknown): string {
  const code = readString(issue, 'code') ?? '';
  return (Object.hasOwn(zodWords, code) ? zodWords[code]?.(issue) : undefined) ?? invalidText;
}

/** Codes that only Zod has, so that the rule can be named. */
export function isZodIssue(issue: unknown): boolean {
  const code = readString(issue, 'code');
  return (
    code !== undefined && (Object.hasOwn(zodWords, code) || code === 'custom') && isArray(readProperty(issue, 'path'))
  );
}
