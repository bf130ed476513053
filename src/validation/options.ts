import { aFunction, anObject, checkOptions, either, OptionError, type RuleTable } from '../core/check-options.ts';
import { isErrorLike, readString } from '../http/safe-read.ts';
import { type Check, createCheck } from './check.ts';
import { type AjvClass, type AjvInstance, compileSchema } from './load-ajv.ts';
import { isCompiled, isSchema, isStandardSchema, type Part, type Schema } from './schemas.ts';
import { aValidationStatus } from './to-validation-error.ts';

/** Options of `validate`. Checked once, when the middleware is created. */
export interface ValidateOptions {
  /** 422 (RFC 9110 section 15.5.21), or 400. Default: 422. */
  readonly status?: 422 | 400;
  /**
   * Ajv's class, from which instances are made that coerce the strings of query, params and headers, fill in defaults and
   * find all issues; or an instance of your own, used as it is for every part. Default: the class of the package `ajv`
   * that the application has installed. Not needed for other schemas than JSON Schema.
   */
  readonly ajv?: AjvClass | AjvInstance;
  /** Prepares the instances made here: `(ajv) => addFormats(ajv)`. Keep one function for all middlewares: they share. */
  readonly setUp?: (ajv: never) => unknown;
}

const optionTable: RuleTable & { readonly [Name in keyof ValidateOptions]-?: RuleTable[string] } = {
  status: aValidationStatus,
  ajv: either(anObject, aFunction),
  setUp: aFunction,
};

const aSchema = { must: 'a JSON Schema, a compiled schema or a Standard Schema', holds: isSchema };
const schemaTable: RuleTable & { readonly [Name in Part]: RuleTable[string] } = {
  body: aSchema,
  query: aSchema,
  params: aSchema,
  headers: aSchema,
};

/** In the order in which issues are told. */
const parts: readonly Part[] = ['params', 'query', 'headers', 'body'];

function compile(part: Part, schema: Schema, options: ValidateOptions): Check {
  if (isStandardSchema(schema) || isCompiled(schema)) return createCheck(part, schema);
  try {
    return createCheck(part, compileSchema(schema, part !== 'body', options));
  } catch (cause) {
    const why = isErrorLike(cause) ? (readString(cause, 'message') ?? '') : '';
    const problem = new OptionError('FAILWELL_OPTION_TYPE', `"${part}" must be a schema that compiles: ${why}`);
    problem.cause = cause;
    throw problem;
  }
}

/**
 * Checks schemas and options, and compiles what is not compiled yet.
 *
 * @throws OptionError where one of them is wrong.
 */
export function prepareChecks(
  schemas: Readonly<Partial<Record<Part, unknown>>>,
  options: ValidateOptions,
): readonly (readonly [Part, Check])[] {
  checkOptions(schemas, schemaTable);
  checkOptions(options, optionTable);
  return parts
    .filter((part) => schemas[part] !== undefined)
    .map((part) => [part, compile(part, schemas[part] as Schema, options)] as const);
}
