import type { ErrorHandlerOptions } from './core/options.ts';
import { NotFound } from './error/classes.ts';
import { createKoaHandler, isUnanswered, type KoaApp, type KoaContext } from './hosts/koa-handler.ts';
import { createOutermost } from './hosts/koa-middleware.ts';

export type { ErrorHandlerOptions } from './core/options.ts';
export type { KoaApp, KoaContext } from './hosts/koa-handler.ts';
export { methodNotAllowedHandler } from './hosts/koa-methods.ts';

export type KoaMiddleware = (context: KoaContext, next: () => Promise<unknown>) => Promise<void>;

/**
 * Creates a middleware that answers what later middlewares throw. Mount it first. Failures of a body stream and of Koa
 * itself do not pass through middlewares: {@link installErrorHandler} covers them too.
 *
 * @param options see {@link ErrorHandlerOptions}.
 * @throws OptionError where the options are wrong.
 */
export function errorHandler(options?: ErrorHandlerOptions): KoaMiddleware {
  const handle = createKoaHandler(options);
  return async function failwellErrorHandler(context, next) {
    try {
      await next();
    } catch (thrown) {
      handle(thrown, context);
    }
  };
}

const answered: unique symbol = Symbol('failwell.answered');
type Answerable = KoaContext & { [answered]?: true };

/**
 * Takes over `app.context.onerror`, so that every failure of the app is answered: of middlewares, of body streams, after
 * the headers are out, and `throw null`. The recommended way.
 *
 * @param app a Koa 2 or 3 application.
 * @param options see {@link ErrorHandlerOptions}.
 * @throws OptionError where the options are wrong.
 * @example
 * const app = new Koa();
 * installErrorHandler(app, { logger: pino() });
 */
export function installErrorHandler(app: KoaApp, options?: ErrorHandlerOptions): void {
  const handle = createKoaHandler(options);
  app.context.onerror = function failwellOnError(this: Answerable, thrown: unknown): void {
    // "No error", from a callback in Node's style and from Koa when a response has finished. What a middleware throws as
    // null is answered below.
    if (thrown === null || thrown === undefined) return;
    // Once more when the response closes: of an upload that was drained, of a stream that was cut. One failure, one record.
    if (this[answered] === true) return;
    this[answered] = true;
    handle(thrown, this);
  };
  // Outermost: the rejection it sees is the one that Koa gets, and the body the one that Koa sends.
  app.middleware?.unshift(createOutermost(handle));
}

/** Creates the middleware that turns a request nobody answered into a 404. Mount it after the error handler. */
export function notFoundHandler(): KoaMiddleware {
  return async function failwellNotFound(context, next) {
    await next();
    if (isUnanswered(context)) throw new NotFound();
  };
}
