import { OptionError, show } from '../core/check-options.ts';
import { MethodNotAllowed, NotFound } from '../error/classes.ts';
import { arrayItems, isArray, isObject, readProperty, readString } from '../http/safe-read.ts';
import { addRouteMethods, judgeMethod, toAllowList } from './allowed-methods.ts';
import { isUnanswered, type KoaContext } from './koa-handler.ts';

/** The members of a router of @koa/router that are touched. */
export interface KoaRouter {
  readonly stack: readonly object[];
  match(path: string, method: string): unknown;
  routes(): unknown;
}

type Middleware = (context: KoaContext, next: () => Promise<unknown>) => Promise<void>;

/** Layers looked at for one request. */
const maxLayers = 20_000;

function checkRouter(value: unknown): void {
  const hasShape =
    isArray(readProperty(value, 'stack')) &&
    typeof readProperty(value, 'match') === 'function' &&
    typeof readProperty(value, 'routes') === 'function';
  if (hasShape) return;
  const must = 'a router of @koa/router (the router itself, not its routes())';
  throw new OptionError('FAILWELL_OPTION_TYPE', `"router" must be ${must}, was ${show(value)}`);
}

function readMethods(layer: unknown): readonly string[] {
  return arrayItems(readProperty(layer, 'methods'), maxLayers).filter((method) => typeof method === 'string');
}

/** A layer with methods, in the stack of one of the routers; layers of nested routers are copied into it. */
function isRoute(layer: unknown, routers: readonly KoaRouter[]): boolean {
  if (!isObject(layer) || readMethods(layer).length === 0) return false;
  return routers.some(({ stack }) => isArray(stack) && stack.includes(layer));
}

/**
 * The methods of the routes that matched, whatever router they belong to; none where no route of these routers matched.
 *
 * `context.matched` is what the routers found themselves: with host, prefix, and the path that koa-mount had cut.
 * `router.match(context.path)` would not know that cut.
 */
function findAllowed(context: KoaContext, routers: readonly KoaRouter[]): ReadonlySet<string> {
  const allowed = new Set<string>();
  const matched = arrayItems(readProperty(context, 'matched'), maxLayers);
  if (!matched.some((layer) => isRoute(layer, routers))) return allowed;
  for (const layer of matched) addRouteMethods(allowed, readMethods(layer));
  return allowed;
}

/** What notFoundHandler() throws: a 404 with nothing of its own to say. A handler's "no such order" stays what it is. */
function isPlainNotFound(thrown: unknown): boolean {
  return thrown instanceof NotFound && thrown.message === 'Not Found' && thrown.cause === undefined;
}

/** As allowedMethods() of @koa/router does. */
function answerOptions(context: KoaContext, allow: string): void {
  Reflect.set(context, 'status', 200);
  Reflect.set(context, 'body', '');
  context.res.setHeader('Allow', allow);
}

/**
 * Creates the middleware that throws a 405 with Allow where routes match the path, but none the method, and nobody else
 * answered. OPTIONS gets the list with 200. It replaces `router.allowedMethods()`; mount it after the `routes()`.
 *
 * Allow comes from the routes that matched, nested routers, prefixes and hosts included. Not counted: `router.all` and
 * `router.redirect`, and middlewares of the router.
 *
 * @param router the router whose `routes()` the app uses; a router nested in it needs no mention.
 * @param more further routers of the app.
 * @throws OptionError where one of them is not a router.
 * @example
 * app.use(router.routes());
 * app.use(methodNotAllowedHandler(router));
 */
export function methodNotAllowedHandler(router: KoaRouter, ...more: readonly KoaRouter[]): Middleware {
  const routers = [router, ...more];
  for (const one of routers) checkRouter(one);
  return async function failwellMethodNotAllowed(context, next) {
    // What is mounted later may answer; a notFoundHandler() mounted later may say that nobody did.
    let missing: unknown;
    try {
      await next();
      if (!isUnanswered(context)) return;
    } catch (thrown) {
      if (!isPlainNotFound(thrown)) throw thrown;
      missing = thrown;
    }
    const allowed = findAllowed(context, routers);
    const verdict = judgeMethod((readString(context, 'method') ?? '').toUpperCase(), allowed);
    if (verdict === 'refuse') throw new MethodNotAllowed({ allow: toAllowList(allowed) });
    if (verdict === 'describe') answerOptions(context, toAllowList(allowed).join(', '));
    else if (missing !== undefined) throw missing;
  };
}
