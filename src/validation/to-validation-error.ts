import { checkOptions, oneOf, type Rule, type RuleTable } from '../core/check-options.ts';
import { BadRequest, UnprocessableContent } from '../error/classes.ts';
import type { HttpError } from '../error/http-error.ts';
import { type Issue, maxIssues } from '../normalize/issues.ts';
import { normalize } from '../normalize/normalize.ts';
import { findIssues } from './find-issues.ts';

/** Options of `toValidationError`. */
export interface ValidationErrorOptions {
  /** 422 (RFC 9110 section 15.5.21), or 400. Default: 422. */
  readonly status?: 422 | 400;
  /** Part of the request that was checked, for each detail that does not name one itself. Default: none. */
  readonly in?: 'body' | 'query' | 'params' | 'headers' | 'cookies';
  /**
   * The value that was checked. Texts that a schema's author wrote for Zod, Valibot and others of Standard Schema are
   * shown then, where they quote nothing of it. Default: none, and such texts are replaced by ours.
   */
  readonly input?: unknown;
}

export const aValidationStatus: Rule = oneOf(422, 400);

const table: RuleTable & { readonly [Name in keyof ValidationErrorOptions]-?: RuleTable[string] } = {
  status: aValidationStatus,
  in: oneOf('body', 'query', 'params', 'headers', 'cookies'),
  input: { must: 'anything', holds: () => true },
};

const text = 'The request does not match the schema.';

/**
 * The error of a broken schema. Without a cause: messages of Joi and Yup quote the rejected value where a schema's author
 * wants it, and those of causes are in the record.
 */
export function createSchemaError(status: 422 | 400, issues: readonly Issue[]): HttpError {
  const StatusClass = status === 422 ? UnprocessableContent : BadRequest;
  const details = issues.slice(0, maxIssues);
  return new StatusClass(text, details.length === 0 ? {} : { details });
}

/** Names the part of the request in issues that do not name it. */
export function locate(issues: readonly Issue[], part: string | undefined): readonly Issue[] {
  return part === undefined ? issues : issues.map((issue) => ({ ...issue, in: issue.in ?? part }));
}

/**
 * Turns what a validator found into a 422 (or 400) whose `details` say where and why: `[{ pointer: '#/age', message: 'must
 * be >= 0', in: 'body' }]`, at most fifty. The rejected values stay out of it.
 *
 * @param source the error, the result or the list of issues of Ajv, Zod, Valibot, ArkType, any other Standard Schema, Joi,
 * Yup, express-validator, class-validator, TypeBox, superstruct, VineJS, mongoose and others. An error of something else
 * becomes what it is when it is thrown: 500, for a bug.
 * @param options see {@link ValidationErrorOptions}.
 * @throws OptionError where the options are wrong.
 * @example
 * const order = orderSchema.safeParse(req.body);
 * if (!order.success) throw toValidationError(order.error, { in: 'body', input: req.body });
 */
export function toValidationError(source: unknown, options: ValidationErrorOptions = {}): HttpError {
  checkOptions(options, table);
  const { status = 422, in: part, input } = options;
  const issues = findIssues(source, input);
  if (issues === undefined) return normalize(source, { role: 'gateway', validationStatus: status, map: [] }).error;
  return createSchemaError(status, locate(issues, part));
}
