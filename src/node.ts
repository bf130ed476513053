import type { ErrorHandlerOptions } from './core/options.ts';
import { createNodeHandler } from './hosts/node-handler.ts';
import type { NodeRequest, NodeResponse } from './send/node-types.ts';

export type { ErrorHandlerOptions } from './core/options.ts';
export { handleServerErrors, type ServerErrorOptions } from './hosts/server-errors.ts';
export type { NodeRequest, NodeResponse } from './send/node-types.ts';

/** Answers a failure of a node:http or node:http2 request. */
export type ErrorHandler = (error: unknown, request: NodeRequest, response: NodeResponse) => void;

/**
 * Creates the error handler of a node:http or node:http2 server.
 *
 * @param options see {@link ErrorHandlerOptions}.
 * @throws OptionError where the options are wrong.
 * @example
 * const fail = errorHandler({ logger: pino() });
 * createServer(async (req, res) => {
 *   try {
 *     await handle(req, res);
 *   } catch (error) {
 *     fail(error, req, res);
 *   }
 * });
 */
export function errorHandler(options?: ErrorHandlerOptions): ErrorHandler {
  const handle = createNodeHandler(options);
  return function failwellErrorHandler(error, request, response) {
    handle(error, request, response);
  };
}
