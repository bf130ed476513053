import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { toValidationError, validate } from '../../src/validation.ts';

const [, script] = process.argv;
afterEach(() => {
  process.argv[1] = script ?? '';
});

/** As in an application whose node_modules have no Ajv. */
function withoutAjv(): void {
  process.argv[1] = '/nowhere/app.js';
}

/** Everything that loads with an entry; Ajv must not be among it, statically or not. */
function importsOf(file: string, seen: Map<string, string> = new Map()): Map<string, string> {
  if (seen.has(file)) return seen;
  const source = readFileSync(file, 'utf8');
  seen.set(file, source);
  for (const [, name] of source.matchAll(/from '(\.[^']+)'/g)) importsOf(join(dirname(file), name ?? ''), seen);
  return seen;
}

test('nothing that loads with the entry imports Ajv, for it is optional', () => {
  const files = importsOf(join(import.meta.dirname, '../../src/validation.ts'));
  expect(files.size).toBeGreaterThan(10);
  for (const [file, source] of files) expect(source, file).not.toMatch(/(from|import|import\() ?'ajv/);
});

test('the converter and Standard Schemas work where there is no Ajv', () => {
  withoutAjv();
  expect(toValidationError([{ message: 'x', path: ['a'] }]).status).toBe(422);
  expect(() => validate({ body: z.object({}) })).not.toThrow();
});

test('JSON Schema without Ajv says at creation what to do', () => {
  withoutAjv();
  expect(() => validate({ body: {} })).toThrow(
    '"body" must be a schema that compiles: JSON Schema needs Ajv: install the package "ajv", or give its class or an instance in the option "ajv"',
  );
});

test('the class given by option is used where the application’s cannot be found', () => {
  withoutAjv();
  expect(() => validate({ body: {} }, { ajv: Ajv })).not.toThrow();
});

test('the Ajv of the application is found from its main script', () => {
  process.argv[1] = join(import.meta.dirname, 'app.js');
  expect(() => validate({ body: { type: 'object' } })).not.toThrow();
});
