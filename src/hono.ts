import type { ErrorHandlerOptions } from './core/options.ts';
import { NotFound } from './error/classes.ts';
import { createFetchHandler, toLines } from './hosts/fetch-handler.ts';
import { isObject, readProperty, readString } from './http/safe-read.ts';

export type { ErrorHandlerOptions } from './core/options.ts';

/** The members of a Hono context that are touched. */
export interface HonoContext {
  readonly req: { readonly raw: Request };
  get res(): Response;
  set res(response: Response | undefined);
}

export type HonoErrorHandler = (error: unknown, context: HonoContext) => Response;
export type HonoMiddleware = (context: HonoContext, next: () => Promise<void>) => Promise<void>;

/**
 * Hono merges the headers of the response that it has so far over the one that `onError` returns: a stale
 * `Cache-Control: public` would come back. They have been planned with; the merge must find nothing.
 */
function clearPrior(context: HonoContext): void {
  context.res = undefined;
}

function readPath(context: HonoContext): string | undefined {
  return readString(readProperty(context, 'req'), 'routePath');
}

/** @hono/node-server shows the Node request; other servers translate to HTTP/2 themselves. */
function isOverHttp2(context: HonoContext): boolean {
  return readProperty(readProperty(readProperty(context, 'env'), 'incoming'), 'httpVersionMajor') === 2;
}

/** H2-1: @hono/node-server hands them on, and Node refuses the whole response. */
function removeConnectionFields(headers: Headers): void {
  for (const name of ['connection', 'upgrade']) headers.delete(name);
}

/** What was thrown, by the Error that carries it past Hono's `instanceof Error`. */
const carried: WeakMap<object, unknown> = new WeakMap();

function unpack(error: unknown): unknown {
  return isObject(error) && carried.has(error) ? carried.get(error) : error;
}

/**
 * Creates the error handler of a Hono 4 app, for `app.onError`. Hono hands it Errors of its own realm only: mount
 * {@link nonErrorHandler} as well.
 *
 * @param options see {@link ErrorHandlerOptions}.
 * @throws OptionError where the options are wrong.
 * @example
 * app.onError(errorHandler());
 * app.notFound(notFoundHandler());
 * app.use(nonErrorHandler());
 */
export function errorHandler(options?: ErrorHandlerOptions): HonoErrorHandler {
  const handle = createFetchHandler(options);
  return function failwellErrorHandler(error, context) {
    const prior = toLines(context.res.headers);
    clearPrior(context);
    const response = handle(unpack(error), context.req.raw, prior, {
      request: context,
      route: () => readPath(context),
    });
    if (isOverHttp2(context)) removeConnectionFields(response.headers);
    return response;
  };
}

/**
 * Creates the middleware that brings to `app.onError` what Hono would not: a thrown string or null, and an Error of another
 * realm (node:vm, Jest). Without it they reject `app.fetch` and nothing formats the answer. Mount it first.
 */
export function nonErrorHandler(): HonoMiddleware {
  return async function failwellNonErrorHandler(_context, next) {
    try {
      await next();
    } catch (thrown) {
      if (thrown instanceof Error) throw thrown;
      const carrier = new Error('a value that is no Error was thrown');
      carried.set(carrier, thrown);
      throw carrier;
    }
  };
}

/** Creates the handler of `app.notFound`: a 404 that goes the way of every other error. */
export function notFoundHandler(): (context: HonoContext) => never {
  return function failwellNotFound() {
    throw new NotFound();
  };
}
