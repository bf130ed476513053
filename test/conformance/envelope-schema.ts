import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/envelope.schema.json', import.meta.url), 'utf8'),
) as object;

// `format` is an annotation here: ajv-formats is not installed, and what the pattern says is enough.
const ajv = new Ajv2020({ strict: true, allErrors: true, validateFormats: false });
const validate = ajv.compile(schema);

/** What the published schema has against a body; empty for a valid envelope. */
export function findSchemaErrors(body: unknown): string[] {
  return validate(body) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`);
}
