import { MethodNotAllowed } from '../error/classes.ts';
import { readProperty, readString } from '../http/safe-read.ts';
import type { NodeRequest, NodeResponse } from '../send/node-types.ts';
import { judgeMethod, toAllowList } from './allowed-methods.ts';
import { placeKey, surveyRoutes } from './express-routes.ts';

type Next = (error?: unknown) => void;
type Handler = (request: NodeRequest, response: NodeResponse, next: Next) => void;

/** Cuts of `baseUrl` that are tried; each is one mounted router deeper. */
const maxCuts = 16;

const none: ReadonlySet<string> = new Set();

/** The whole path of a target in origin-form or absolute-form (RFC 9112 section 3.2), as the routes see it. */
function toRoutedPath(target: string): string {
  const [path] = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').split(/[?#]/, 1);
  return path === undefined || path === '' ? '/' : path;
}

/** The router of an app: Express 4 makes `_router` when it is first used and throws on `router`. */
function readRouter(app: unknown): object | undefined {
  const router = readProperty(app, '_router') ?? readProperty(app, 'router');
  return typeof router === 'function' ? router : undefined;
}

/**
 * `baseUrl` begins with the path at which the app itself is mounted, and its length cannot be known: it may be a pattern.
 * So each cut is a guess, the longest first; the survey tells whether it was right by coming past the handler.
 */
function listBases(baseUrl: string): readonly string[] {
  const cuts = [...baseUrl.matchAll(/\//g)].slice(0, maxCuts).map((slash) => slash.index);
  return [...cuts, baseUrl.length].map((cut) => baseUrl.slice(cut));
}

/** Express adds a slash where a mount path took all of the path; strict routes tell `/a` from `/a/`. */
function joinPath(base: string, path: string, original: string): string {
  return base !== '' && path === '/' && !original.endsWith('/') ? base : base + path;
}

function findAllowed(request: NodeRequest, mark: object): ReadonlySet<string> {
  const router = readRouter(readProperty(request, 'app'));
  const url = readString(request, 'url');
  if (router === undefined || url === undefined) return none;
  const path = toRoutedPath(url);
  const original = toRoutedPath(readString(request, 'originalUrl') ?? url);
  for (const base of listBases(readString(request, 'baseUrl') ?? '')) {
    const survey = surveyRoutes(router, joinPath(base, path, original), { mark, base });
    if (survey.isHere) return survey.allowed;
  }
  return none;
}

function findAllowedSafely(request: NodeRequest, mark: object): ReadonlySet<string> {
  try {
    return findAllowed(request, mark);
  } catch {
    return none; // an unknown router shape: 404, never a wrong Allow
  }
}

/** The answer that Express itself gives to OPTIONS, but not where a middleware stands after the routes, as this one does. */
function answerOptions(response: NodeResponse, allow: string): void {
  response.statusCode = 200;
  response.setHeader('Allow', allow);
  response.setHeader('Content-Type', 'text/plain');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.end(allow);
}

/**
 * Creates the middleware that answers 405 with Allow where routes of the app match the path, but none the method. Mount it
 * after all routes and before `notFoundHandler()`, without a path of its own or a wrapper around it. OPTIONS gets the list
 * with 200.
 *
 * Allow comes from the routes of Express 4 and 5 and of the routers mounted in the app, with their mount paths and
 * `strict` and `caseSensitive`. Not counted: `all` routes, paths that cannot be decoded, a mounted app (another `express()`
 * answers for itself, with a handler of its own) and what a middleware answers by itself. Where the routers cannot be read
 * the request goes on to the 404.
 *
 * @example
 * app.use(methodNotAllowedHandler());
 * app.use(notFoundHandler());
 * app.use(errorHandler());
 */
export function methodNotAllowedHandler(): Handler {
  const mark = {};
  function failwellMethodNotAllowed(request: NodeRequest, response: NodeResponse, next: Next): void {
    const allowed = findAllowedSafely(request, mark);
    const verdict = judgeMethod((readString(request, 'method') ?? '').toUpperCase(), allowed);
    if (verdict === 'refuse') next(new MethodNotAllowed({ allow: toAllowList(allowed) }));
    else if (verdict === 'describe' && !response.headersSent) answerOptions(response, toAllowList(allowed).join(', '));
    else next();
  }
  return Object.assign(failwellMethodNotAllowed, { [placeKey]: mark });
}
