import type { ErrorHandlerOptions } from './core/options.ts';
import { NotFound } from './error/classes.ts';
import { createNodePipeline } from './hosts/node-handler.ts';
import { readProperty, readString } from './http/safe-read.ts';
import type { NodeRequest, NodeResponse } from './send/node-types.ts';

export type { ErrorHandlerOptions } from './core/options.ts';
export { asyncHandler, asyncRouter } from './hosts/express-async.ts';
export { methodNotAllowedHandler } from './hosts/express-methods.ts';

/** Express's `next`. */
export type Next = (error?: unknown) => void;
/** An error middleware; Express tells it by its four parameters. */
export type ExpressErrorHandler = (error: unknown, request: NodeRequest, response: NodeResponse, next: Next) => void;
export type ExpressHandler = (request: NodeRequest, response: NodeResponse, next: Next) => void;

/** The route template, mount path included; the path itself would make every order its own metric. */
function readRoute(request: NodeRequest): string | undefined {
  const path = readString(readProperty(request, 'route'), 'path');
  return path === undefined ? undefined : `${readString(request, 'baseUrl') ?? ''}${path}`;
}

/**
 * Creates the error middleware of an Express 4 or 5 app. Mount it last.
 *
 * @param options see {@link ErrorHandlerOptions}.
 * @throws OptionError where the options are wrong.
 * @example
 * app.use(notFoundHandler());
 * app.use(errorHandler({ logger: pino() }));
 */
export function errorHandler(options?: ErrorHandlerOptions): ExpressErrorHandler {
  const { handle } = createNodePipeline(options);
  // Express counts the parameters: without `next` this would be an ordinary middleware.
  return function failwellErrorHandler(error, request, response, _next) {
    handle(error, request, response, {
      route: () => readRoute(request),
      requestLogger: () => readProperty(request, 'log'),
      request,
      response,
    });
  };
}

/**
 * Creates the middleware that turns a request nobody answered into a 404. Mount it after all routes and before the error
 * handler.
 */
export function notFoundHandler(): ExpressHandler {
  return function failwellNotFound(_request, response, next) {
    // A handler that streams and calls next() by habit has answered: no 404, and no cut of what is under way.
    if (response.headersSent) next();
    else next(new NotFound());
  };
}
