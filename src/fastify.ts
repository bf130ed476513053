import type { ErrorHandlerOptions } from './core/options.ts';
import { NotFound } from './error/classes.ts';
import { createFastifyHandler, type FastifyReplyLike, type FastifyRequestLike } from './hosts/fastify-handler.ts';

export type { ErrorHandlerOptions } from './core/options.ts';
export type { FastifyReplyLike, FastifyRequestLike } from './hosts/fastify-handler.ts';

export type FastifyErrorHandler = (error: unknown, request: FastifyRequestLike, reply: FastifyReplyLike) => void;

/**
 * Creates the error handler of a Fastify 5 app, for `setErrorHandler`.
 *
 * @param options see {@link ErrorHandlerOptions}.
 * @throws OptionError where the options are wrong.
 * @example
 * app.setErrorHandler(errorHandler());
 * app.setNotFoundHandler(notFoundHandler());
 */
export function errorHandler(options?: ErrorHandlerOptions): FastifyErrorHandler {
  const handle = createFastifyHandler(options);
  return function failwellErrorHandler(error, request, reply) {
    handle(error, request, reply);
  };
}

/** Creates the handler of `setNotFoundHandler`: a 404 that goes the way of every other error. */
export function notFoundHandler(): () => never {
  return function failwellNotFound() {
    throw new NotFound();
  };
}
