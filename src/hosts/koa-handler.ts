import type { ErrorHandlerOptions } from '../core/options.ts';
import { HttpError } from '../error/http-error.ts';
import { toJsonSafe } from '../http/json-safe.ts';
import { isErrorLike, readProperty, readString } from '../http/safe-read.ts';
import type { NodeRequest, NodeResponse } from '../send/node-types.ts';
import { createNodePipeline } from './node-handler.ts';

/** The members of a Koa context that are touched. */
export interface KoaContext {
  readonly req: NodeRequest;
  readonly res: NodeResponse;
  readonly app?: unknown;
  readonly status?: number;
  readonly body?: unknown;
  /** false: Koa leaves the response alone. */
  respond?: boolean | undefined;
}

/** The members of a Koa application that are touched. */
export interface KoaApp {
  // Koa's own type of `context` is an open record; this is all of it that is set.
  readonly context: { onerror: (this: never, error: never) => unknown };
  readonly middleware?: unknown[];
}

interface Emitter {
  listeners(event: string): readonly unknown[];
  emit(event: string, ...args: readonly unknown[]): unknown;
}

/** Listeners expect an Error, Koa's own among them; the text is the one that Koa makes. */
function toEmitted(thrown: unknown): HttpError {
  return new HttpError(500, `non-error thrown: ${JSON.stringify(toJsonSafe(thrown).value)}`, { cause: thrown });
}

/**
 * Koa's `error` event, for those who hook into it (Sentry, APMs). Koa's default listener prints and is passed over:
 * nothing is printed twice.
 */
function emitError(thrown: unknown, context: KoaContext): void {
  const app = context.app as Emitter | undefined;
  if (typeof readProperty(app, 'emit') !== 'function' || app === undefined) return;
  const printing = readProperty(app, 'onerror');
  if (!app.listeners('error').some((listener) => listener !== printing)) return;
  app.emit('error', isErrorLike(thrown) ? thrown : toEmitted(thrown), context);
}

function emitSafely(thrown: unknown, context: KoaContext): void {
  try {
    emitError(thrown, context);
  } catch {
    // A listener that throws changes nothing of the answer.
  }
}

/** What @koa/router leaves on the context. */
function readRoute(context: KoaContext): string | undefined {
  return readString(context, '_matchedRoute') ?? readString(context, 'routerPath');
}

/** Of `finish`: Node's own, and Koa's by on-finished. */
const finishListeners = 2;

/** The function that both ways of mounting call with a failure and its context. */
export function createKoaHandler(options?: ErrorHandlerOptions): (thrown: unknown, context: KoaContext) => void {
  const { handle } = createNodePipeline(options, finishListeners);
  return (thrown, context) => {
    context.respond = false; // Koa would answer after us
    const isNew = handle(thrown, context.req, context.res, {
      route: () => readRoute(context),
      requestLogger: () => readProperty(context, 'log'),
      quiet: () => readProperty(context.app, 'silent') === true,
      request: context,
      response: context.res,
    });
    if (isNew) emitSafely(thrown, context);
  };
}

/** Nobody has answered yet: Koa would send its own 404. */
export function isUnanswered(context: KoaContext): boolean {
  const isEmpty = context.status === 404 && (context.body === undefined || context.body === null);
  return isEmpty && context.respond !== false && !context.res.headersSent && !context.res.writableEnded;
}
