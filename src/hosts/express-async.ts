import { InternalServerError } from '../error/classes.ts';
import { isObject, readProperty } from '../http/safe-read.ts';
import { registrars } from './express-registrars.ts';

type Next = (error?: unknown) => void;
// Express's handlers differ in the types of their arguments; what is passed in comes back with its own type.
type AnyHandler = (...args: never[]) => unknown;

/**
 * Express takes a falsy value for "no error" and `'route'` and `'router'` for "skip": the client of `throw null` would get
 * a 404. Such values arrive as an error around them.
 */
function toNextValue(thrown: unknown): unknown {
  const isSwallowed = !thrown || thrown === 'route' || thrown === 'router';
  return isSwallowed ? new InternalServerError(`a handler threw ${String(thrown)}`, { cause: thrown }) : thrown;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return isObject(value) && typeof readProperty(value, 'then') === 'function';
}

function callSafely(handler: AnyHandler, self: unknown, args: readonly unknown[], next: Next): unknown {
  const fail = (thrown: unknown): void => next(toNextValue(thrown));
  try {
    const result: unknown = Reflect.apply(handler, self, args);
    return isThenable(result) ? Promise.resolve(result).then(undefined, fail) : result;
  } catch (thrown) {
    fail(thrown);
    return undefined;
  }
}

/** Express tells an error middleware by its four parameters, so a wrapper has four where the handler has four. */
function wrap(handler: AnyHandler): AnyHandler {
  if (handler.length !== 4) {
    return function failwellAsync(this: unknown, request: unknown, response: unknown, next: Next, ...more: unknown[]) {
      return callSafely(handler, this, [request, response, next, ...more], next);
    };
  }
  return function failwellAsync(
    this: unknown,
    first: unknown,
    second: unknown,
    third: unknown,
    fourth: unknown,
    ...more: unknown[]
  ) {
    // (request, response, next, value) of router.param has four too, and is called with a fifth argument, the name.
    const next = more.length === 0 ? fourth : third;
    return callSafely(handler, this, [first, second, third, fourth, ...more], next as Next);
  };
}

/** What asyncHandler() made: wrapped once is enough, by whomever. */
const wrappers: WeakSet<object> = new WeakSet();

/**
 * Wraps a handler of Express 4 so that a rejected promise reaches the error handler; in Express 4 and 5 also so that a
 * thrown `null`, `undefined`, `''`, `0`, `false`, `NaN` or `'route'` does, which Express takes for no error.
 * Error middlewares (four parameters) and callbacks of `router.param` are wrapped too. Name and properties of the handler
 * stay readable.
 */
export function asyncHandler<Handler extends AnyHandler>(handler: Handler): Handler {
  if (wrappers.has(handler)) return handler;
  const wrapped = wrap(handler);
  wrappers.add(wrapped);
  // Layers are named after their handlers in traces; what hangs on a handler is for those who look at the routes.
  Object.defineProperty(wrapped, 'name', { value: handler.name, configurable: true });
  Object.assign(wrapped, handler);
  return wrapped as Handler;
}

/** A router or app is mounted as it is; everything else that is a function is a handler. */
function wrapArgument(argument: unknown): unknown {
  if (Array.isArray(argument)) return argument.map(wrapArgument);
  const isRouter = typeof readProperty(argument, 'handle') === 'function';
  return typeof argument === 'function' && !isRouter ? asyncHandler(argument as AnyHandler) : argument;
}

/**
 * Makes a router or app of Express 4 wrap every handler that is registered from now on with {@link asyncHandler}, those of
 * `route()` and `param()` included. Returns the same router.
 *
 * @example
 * const router = asyncRouter(express.Router());
 * router.get('/orders/:id', async (req, res) => res.json(await findOrder(req.params.id)));
 */
export function asyncRouter<Router extends object>(router: Router): Router {
  let isRegistering = false; // router.get() calls router.route() itself, and has wrapped already
  for (const name of registrars) {
    const register = readProperty(router, name);
    if (typeof register !== 'function') continue;
    const value = function registerAsync(this: unknown, ...args: unknown[]): unknown {
      const isOutermost = !isRegistering;
      isRegistering = true;
      try {
        const result: unknown = Reflect.apply(register, this, args.map(wrapArgument));
        return name === 'route' && isOutermost && isObject(result) ? asyncRouter(result) : result;
      } finally {
        if (isOutermost) isRegistering = false;
      }
    };
    Object.defineProperty(router, name, { value, configurable: true, writable: true });
  }
  return router;
}
