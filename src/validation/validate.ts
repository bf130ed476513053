import { prepareChecks, type ValidateOptions } from './options.ts';
import { express, koa, readValues, runChecks } from './run.ts';
import type { Part, Schemas } from './schemas.ts';

/** A middleware of Express (and connect) and of Koa: it tells them apart by their arguments. */
export interface ValidationMiddleware<Values> {
  (request: object, response: unknown, next: (error?: unknown) => void): void | Promise<void>;
  (context: object, next: () => Promise<unknown>): Promise<void>;
  /** The typed values of a request (Express) or a context (Koa) that has passed; the same object as `validated`. */
  readonly valuesOf: (target: object) => Values;
}

/** What a middleware adds to Express's request and to `ctx.state`: `Request & Validated<typeof check>`. */
export interface Validated<Middleware extends { readonly valuesOf: (target: object) => unknown }> {
  validated: ReturnType<Middleware['valuesOf']>;
}

/** `next` is called once, and what it throws is not taken for a failed check. */
function runExpress(run: () => void | Promise<void>, next: (error?: unknown) => void): void | Promise<void> {
  let pending: void | Promise<void>;
  try {
    pending = run();
  } catch (thrown) {
    return next(thrown);
  }
  return pending === undefined ? next() : pending.then(() => next(), next);
}

/**
 * Creates a middleware that checks parts of a request and throws one 422 (or 400) for all that is wrong with them, with a
 * pointer and the part in each of its details. Mount it after the body parser.
 *
 * The typed values are in `req.validated` (Express) and `ctx.state.validated` (Koa); `req.query` and the others stay as
 * they are, for Express 5 makes a new query at each reading. With JSON Schema, defaults are filled in and the strings of
 * query, params and headers become what the schema says; defaults of the body are written into the body itself. Names of
 * headers are in lower case.
 *
 * @param schemas a JSON Schema (compiled here by Ajv, an optional peer), a function compiled by Ajv, or a Standard Schema
 * (Zod, Valibot, ArkType, …) for each part to be checked.
 * @param options see {@link ValidateOptions}.
 * @throws OptionError where a schema does not compile or an option is wrong.
 * @example
 * const check = validate<{ body: Order; query: { dryRun: boolean } }>({ body: orderSchema, query: querySchema });
 * app.post('/orders', express.json(), check, (req, res) => {
 *   const { body, query } = check.valuesOf(req);
 * });
 */
export function validate<Values extends Partial<Record<Part, unknown>>>(
  schemas: Schemas<Values>,
  options: ValidateOptions = {},
): ValidationMiddleware<Values> {
  const checks = prepareChecks(schemas, options);
  const status = options.status ?? 422;
  function failwellValidate(target: object, second: unknown, third?: unknown): void | Promise<void> {
    if (typeof third === 'function')
      return runExpress(() => runChecks(express, target, checks, status), third as (error?: unknown) => void);
    return runKoa(target, second as () => Promise<unknown>);
  }
  async function runKoa(context: object, next: () => Promise<unknown>): Promise<void> {
    await runChecks(koa, context, checks, status);
    await next();
  }
  return Object.assign(failwellValidate, { valuesOf: readValues }) as unknown as ValidationMiddleware<Values>;
}
