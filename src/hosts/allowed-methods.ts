import { isToken } from '../http/fields.ts';

/** What a request that nobody answered gets, given the methods of the routes that match its path. */
export type MethodVerdict = 'unknown-path' | 'refuse' | 'describe';

/**
 * Adds the methods of one route. GET implies HEAD, as both routers have it.
 *
 * A route for every method is a middleware that has let the request pass: it says nothing of what the target supports.
 * It is told by CONNECT, which Node never hands to a request listener, so that nobody writes such a route by itself.
 * Express's `_all` is no method (router.all, route.all).
 */
export function addRouteMethods(allowed: Set<string>, methods: readonly string[]): void {
  const names = methods.map((method) => method.toUpperCase());
  if (names.includes('CONNECT')) return;
  for (const name of names) {
    if (name !== '_ALL' && isToken(name)) allowed.add(name);
  }
  if (allowed.has('GET')) allowed.add('HEAD');
}

/** OPTIONS alone is no resource: `app.options('*', cors())` matches every path there is. */
function hasResource(allowed: ReadonlySet<string>): boolean {
  return [...allowed].some((method) => method !== 'OPTIONS');
}

/**
 * ME-1. A route of the request's own method that let the request pass said "not here": that is a 404, and a 405 would
 * name the method it refuses. OPTIONS asks for the list, so it gets it (RFC 9110 section 9.3.7), as Express and
 * @koa/router answer it where nothing stands in their way.
 */
export function judgeMethod(method: string, allowed: ReadonlySet<string>): MethodVerdict {
  if (!hasResource(allowed) || allowed.has(method)) return 'unknown-path';
  return method === 'OPTIONS' ? 'describe' : 'refuse';
}

/**
 * The members of Allow. OPTIONS is among them only where the app has a route for it: both routers leave their own answer
 * to OPTIONS out of the list, RFC 9110 section 10.2.1 lets a server choose what it advertises, and so a 405 and the answer
 * to OPTIONS name the same methods.
 */
export function toAllowList(allowed: ReadonlySet<string>): readonly string[] {
  return [...allowed].sort();
}
