import type { ErrorHandlerOptions } from './core/options.ts';
import { NotFound } from './error/classes.ts';
import { createKoaHandler, isUnanswered, type KoaApp, type KoaContext } from './hosts/koa-handler.ts';
import { createStreamKeeper } from './hosts/koa-streams.ts';

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
    // Koa also calls this when a response has finished, with null; a thrown null finds a response that has not begun.
    const isFinished = this.res.writableEnded || this.res.headersSent || this.res.destroyed === true;
    if ((thrown === null || thrown === undefined) && isFinished) return;
    // Once more when the response closes: of an upload that was drained, of a stream that was cut. One failure, one record.
    if (this[answered] === true) return;
    this[answered] = true;
    handle(thrown, this);
  };
  // Outermost, so that the body it sees is the one that Koa sends.
  app.middleware?.unshift(createStreamKeeper(handle));
}

/** Creates the middleware that turns a request nobody answered into a 404. Mount it after the error handler. */
export function notFoundHandler(): KoaMiddleware {
  return async function failwellNotFound(context, next) {
    await next();
    if (isUnanswered(context)) throw new NotFound();
  };
}
