import type { ErrorHandlerOptions } from './core/options.ts';
import { NotFound } from './error/classes.ts';
import { createFetchHandler, toLines } from './hosts/fetch-handler.ts';
import { readProperty, readString } from './http/safe-read.ts';

export type { ErrorHandlerOptions } from './core/options.ts';

/** The members of a Hono context that are touched. */
export interface HonoContext {
  readonly req: { readonly raw: Request };
  get res(): Response;
  set res(response: Response | undefined);
}

export type HonoErrorHandler = (error: unknown, context: HonoContext) => Response;

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

/**
 * Creates the error handler of a Hono 4 app, for `app.onError`. Hono hands it Errors only; a thrown string or null
 * rejects `app.fetch` before any handler sees it.
 *
 * @param options see {@link ErrorHandlerOptions}.
 * @throws OptionError where the options are wrong.
 * @example
 * app.onError(errorHandler());
 * app.notFound(notFoundHandler());
 */
export function errorHandler(options?: ErrorHandlerOptions): HonoErrorHandler {
  const handle = createFetchHandler(options);
  return function failwellErrorHandler(error, context) {
    const prior = toLines(context.res.headers);
    clearPrior(context);
    return handle(error, context.req.raw, prior, { request: context, route: () => readPath(context) });
  };
}

/** Creates the handler of `app.notFound`: a 404 that goes the way of every other error. */
export function notFoundHandler(): (context: HonoContext) => never {
  return function failwellNotFound() {
    throw new NotFound();
  };
}
