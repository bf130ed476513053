import { InternalServerError } from '../error/classes.ts';
import { isObject, readProperty } from '../http/safe-read.ts';

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
  try {
    const result: unknown = Reflect.apply(handler, self, args);
    return isThenable(result)
      ? Promise.resolve(result).then(undefined, (thrown: unknown) => next(toNextValue(thrown)))
      : result;
  } catch (thrown) {
    next(toNextValue(thrown));
    return undefined;
  }
}

/**
 * Wraps a handler of Express 4 so that a rejected promise reaches the error handler; in Express 4 and 5 also so that a
 * thrown `null`, `undefined`, `''`, `0`, `false`, `NaN` or `'route'` does, which Express takes for no error.
 * Error middlewares (four parameters) are wrapped too.
 */
export function asyncHandler<Handler extends AnyHandler>(handler: Handler): Handler {
  const wrapped =
    handler.length === 4
      ? function failwellAsync(
          this: unknown,
          error: unknown,
          request: unknown,
          response: unknown,
          next: Next,
        ): unknown {
          return callSafely(handler, this, [error, request, response, next], next);
        }
      : function failwellAsync(
          this: unknown,
          request: unknown,
          response: unknown,
          next: Next,
          ...more: unknown[]
        ): unknown {
          return callSafely(handler, this, [request, response, next, ...more], next);
        };
  return wrapped as unknown as Handler;
}

const registrars = [
  'all',
  'use',
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'options',
  'search',
  'propfind',
  'report',
] as const;

/** A router or app is mounted as it is; everything else that is a function is a handler. */
function wrapArgument(argument: unknown): unknown {
  if (Array.isArray(argument)) return argument.map(wrapArgument);
  const isRouter = typeof readProperty(argument, 'handle') === 'function';
  return typeof argument === 'function' && !isRouter ? asyncHandler(argument as AnyHandler) : argument;
}

/**
 * Makes a router or app of Express 4 wrap every handler that is registered from now on with {@link asyncHandler}.
 * Returns the same router.
 *
 * @example
 * const router = asyncRouter(express.Router());
 * router.get('/orders/:id', async (req, res) => res.json(await findOrder(req.params.id)));
 */
export function asyncRouter<Router extends object>(router: Router): Router {
  for (const name of registrars) {
    const register = readProperty(router, name);
    if (typeof register !== 'function') continue;
    Reflect.set(router, name, function registerAsync(this: unknown, ...args: unknown[]): unknown {
      // app.get('name') reads a setting.
      return Reflect.apply(
        register,
        this,
        args.length === 1 && typeof args[0] === 'string' ? args : args.map(wrapArgument),
      );
    });
  }
  return router;
}
