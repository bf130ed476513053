export type { Issue } from './normalize/issues.ts';
export type { AjvClass, AjvInstance } from './validation/load-ajv.ts';
export type { ValidateOptions } from './validation/options.ts';
export type {
  CompiledSchema,
  JsonSchema,
  Part,
  Schema,
  Schemas,
  StandardResult,
  StandardSchema,
} from './validation/schemas.ts';
export { toValidationError, type ValidationErrorOptions } from './validation/to-validation-error.ts';
export { type Validated, type ValidationMiddleware, validate } from './validation/validate.ts';
