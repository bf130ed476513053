import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { schemas } from '../../src/openapi/schemas.ts';

const folder = join(import.meta.dirname, '../../schemas');

// `npm run generate` is this file with --update.
describe('published schemas', () => {
  test.each(Object.entries(schemas))('schemas/%s.schema.json is what its source gives', async (name, schema) => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(join(folder, `${name}.schema.json`));
  });

  test('there are no others', () => {
    const names = Object.keys(schemas).map((name) => `${name}.schema.json`);
    expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
  });

  test.each(Object.entries(schemas))('%s is a valid schema of draft 2020-12, under a name of its own', (_, schema) => {
    const ajv = new Ajv2020({ strict: true, validateFormats: false });
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(() => ajv.compile(schema)).not.toThrow();
    expect(schema['$id']).toMatch(/^urn:failwell:schema:/);
  });

  test('nobody can change them for others', () => {
    const deep = (schemas.envelope['properties'] as { readonly error: { readonly required: string[] } }).error.required;
    expect(() => deep.push('x')).toThrow(TypeError);
  });
});
