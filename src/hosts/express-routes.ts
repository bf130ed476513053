import { isArray, isObject, ownKeys, readInteger, readObject, readProperty } from '../http/safe-read.ts';
import { addRouteMethods } from './allowed-methods.ts';
import { enterLayer, matchLayer, unknownShape } from './express-layers.ts';

/** Layers looked at for one request, and how deep routers may be nested; an app beyond that gets 404 for 405. */
const maxLayers = 20_000;
const maxDepth = 64;

/** The property by which a handler is found again among the layers; a string key, which the wrappers of APMs copy. */
export const placeKey = 'failwellPlace';

/** Where the survey must come by: the handler that asks, with this much of the path taken before it. */
export interface Place {
  readonly mark: object;
  readonly base: string;
}

export interface Survey {
  /** Methods of all routes that match the path. */
  readonly allowed: ReadonlySet<string>;
  /** Whether the handler that asks was met: the router and the path are those of its request. */
  readonly isHere: boolean;
}

interface Walk {
  readonly place: Place;
  readonly allowed: Set<string>;
  isHere: boolean;
  layers: number;
}

/** One level of routers: what is left of the path there, and what was taken before. */
interface Level {
  readonly path: string;
  readonly base: string;
  readonly depth: number;
}

function visitRoute(layer: object, route: unknown, { path }: Level, walk: Walk): void {
  if (matchLayer(layer, path) === undefined) return;
  const methods = readObject(route, 'methods') ?? unknownShape();
  addRouteMethods(
    walk.allowed,
    ownKeys(methods).filter((name) => readProperty(methods, name) === true),
  );
}

function visitMounted(layer: object, handle: object, level: Level, walk: Walk): void {
  const isRouter = isArray(readProperty(handle, 'stack'));
  const isAsking = readProperty(handle, placeKey) === walk.place.mark;
  if (!isRouter && !isAsking) return; // a middleware, or a mounted app, which answers for itself
  const entry = enterLayer(layer, level.path);
  if (entry === undefined) return;
  const base = level.base + entry.taken;
  if (isAsking) walk.isHere ||= base === walk.place.base;
  else visitRouter(handle, { path: entry.rest, base, depth: level.depth + 1 }, walk);
}

function visitLayer(layer: unknown, level: Level, walk: Walk): void {
  const route = readProperty(layer, 'route');
  const handle = readProperty(layer, 'handle');
  if (!isObject(layer) || typeof handle !== 'function') unknownShape();
  else if (route === undefined) visitMounted(layer, handle, level, walk);
  else visitRoute(layer, route, level, walk);
}

function visitRouter(router: object, level: Level, walk: Walk): void {
  const stack = readProperty(router, 'stack');
  const length = readInteger(stack, 'length') ?? unknownShape();
  walk.layers += length;
  if (!isArray(stack) || level.depth > maxDepth || walk.layers > maxLayers) unknownShape();
  for (let index = 0; index < length; index += 1) visitLayer(readProperty(stack, index), level, walk);
}

/**
 * Collects the methods of the routes that match a path, in a router and the routers mounted in it. No handler of the app
 * is called and nothing is written, not even what a layer remembers of its last match.
 *
 * @throws TypeError where a router has an unknown shape, or more layers than a request is worth.
 */
export function surveyRoutes(router: object, path: string, place: Place): Survey {
  const walk: Walk = { place, allowed: new Set(), isHere: false, layers: 0 };
  visitRouter(router, { path, base: '', depth: 0 }, walk);
  return walk;
}
