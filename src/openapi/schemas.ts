import { envelopeSchema, problemSchema } from './body-schemas.ts';
import { deepFreeze, type JsonSchema } from './json-schema.ts';
import { recordSchema } from './record-schema.ts';

/**
 * JSON Schemas (draft 2020-12) of what leaves a service: the envelope, problem details, and the record of a failure.
 * Published as `failwell/schemas/envelope.schema.json`, `problem.schema.json` and `record.schema.json`. Frozen.
 */
export const schemas: { readonly envelope: JsonSchema; readonly problem: JsonSchema; readonly record: JsonSchema } =
  deepFreeze({ envelope: envelopeSchema, problem: problemSchema, record: recordSchema });
