import { arrayItems, isObject, readProperty, readString } from '../http/safe-read.ts';
import type { ValidateFunction } from './call-options.ts';

/** The reply broke its schema. Pointers and keywords only: the values are the upstream's. */
export class ReplySchemaError extends Error {
  readonly violations: readonly Violation[];
  constructor(violations: readonly Violation[]) {
    super(
      `the reply does not match its schema: ${violations.map(({ pointer, keyword }) => `${pointer} ${keyword}`).join(', ')}`,
    );
    this.name = 'ReplySchemaError';
    this.violations = violations;
  }
}

export interface Violation {
  /** JSON Pointer in its fragment form: `#/orders/0/id`. */
  readonly pointer: string;
  /** The keyword of the schema that was broken, such as `required`. */
  readonly keyword: string;
}

const maxViolations = 20;
const compiled: WeakMap<object, ValidateFunction> = new WeakMap();

async function loadAjv(
  schema: object,
): Promise<new (options: object) => { compile(schema: object): ValidateFunction }> {
  const is2020 = /2020-12/.test(readString(schema, '$schema') ?? '');
  try {
    const module = is2020 ? (await import('ajv/dist/2020.js')).Ajv2020 : (await import('ajv')).Ajv;
    return module as never;
  } catch (cause) {
    throw new TypeError('"schema" needs Ajv: install the package "ajv", or give a compiled validate function', {
      cause,
    });
  }
}

async function toValidate(schema: object | ValidateFunction): Promise<ValidateFunction> {
  if (typeof schema === 'function') return schema as ValidateFunction;
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const Ajv = await loadAjv(schema);
  const validate = new Ajv({ allErrors: false, strict: false, validateFormats: false }).compile(schema);
  compiled.set(schema, validate);
  return validate;
}

function toViolation(error: unknown): Violation {
  return { pointer: `#${readString(error, 'instancePath') ?? ''}`, keyword: readString(error, 'keyword') ?? 'invalid' };
}

function toViolations(errors: unknown): readonly Violation[] {
  return arrayItems(errors, maxViolations).filter(isObject).map(toViolation);
}

/**
 * Checks a reply.
 *
 * @throws ReplySchemaError where it does not match.
 */
export async function checkReply(data: unknown, schema: object | ValidateFunction): Promise<void> {
  const validate = await toValidate(schema);
  const outcome: unknown = await validate(data);
  if (outcome !== false) return;
  throw new ReplySchemaError(toViolations(readProperty(validate, 'errors')));
}
