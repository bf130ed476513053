import type { ErrorHandlerOptions } from './core/options.ts';
import { createFetchHandler, toLines } from './hosts/fetch-handler.ts';

export type { ErrorHandlerOptions } from './core/options.ts';

/**
 * Answers a failure of a Web `Request`. `priorHeaders` are those of a response that was begun and given up: what must not
 * stay (validators, freshness, codings) is left out, CORS, Vary and cookies are kept.
 */
export type FetchErrorHandler = (error: unknown, request: Request, priorHeaders?: Headers) => Response;

/**
 * Creates the error handler of anything that speaks Web `Request` and `Response`: Next, Bun, Deno, Workers.
 *
 * @param options see {@link ErrorHandlerOptions}.
 * @throws OptionError where the options are wrong.
 * @example
 * const fail = errorHandler();
 * export async function GET(request: Request): Promise<Response> {
 *   try {
 *     return await orders(request);
 *   } catch (error) {
 *     return fail(error, request);
 *   }
 * }
 */
export function errorHandler(options?: ErrorHandlerOptions): FetchErrorHandler {
  const handle = createFetchHandler(options);
  return function failwellErrorHandler(error, request, priorHeaders) {
    return handle(error, request, toLines(priorHeaders));
  };
}
