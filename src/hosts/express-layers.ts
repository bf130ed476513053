import { arrayItems, isArray, isObject, readProperty, readString } from '../http/safe-read.ts';

/** What a layer takes of a path, and what is left for a router behind it. */
export interface Entry {
  readonly taken: string;
  readonly rest: string;
}

/** Patterns of one layer; each may be a user's array of paths. */
const maxPatterns = 1000;

/** Ends the whole survey: what cannot be read gives a 404, never a wrong Allow. */
export function unknownShape(): never {
  throw new TypeError('a router of an unknown shape');
}

/**
 * router 2 (Express 5): functions, without state but for a RegExp of the app with the flag g, which Express itself matches
 * every other time. `layer.match()` of 2.2 stores the params on the layer, so it is not called.
 */
function matchByFunctions(layer: object, matchers: readonly unknown[], path: string): string | undefined {
  if (readProperty(layer, 'slash') === true) return '';
  if (matchers.length > maxPatterns) return unknownShape();
  for (const matcher of arrayItems(matchers, maxPatterns)) {
    if (typeof matcher !== 'function') return unknownShape();
    const match: unknown = Reflect.apply(matcher, undefined, [path]);
    if (match) return readString(match, 'path') ?? unknownShape();
  }
  return undefined;
}

function execute(pattern: RegExp, path: string): RegExpExecArray | null {
  const { lastIndex } = pattern;
  pattern.lastIndex = 0;
  try {
    return RegExp.prototype.exec.call(pattern, path);
  } finally {
    pattern.lastIndex = lastIndex; // the app's own RegExp, maybe with the flag g
  }
}

/** Express 4: one RegExp. It decodes the params while it matches, so what cannot be decoded does not match. */
function matchByPattern(pattern: RegExp, path: string): string | undefined {
  if (readProperty(pattern, 'fast_slash') === true) return '';
  const match = execute(pattern, path);
  if (match === null) return undefined;
  for (const param of match.slice(1)) decodeURIComponent(param ?? '');
  return match[0];
}

/**
 * The part of the path that a layer of Express 4's router or of router 2.x takes; undefined where it does not match, or
 * where it cannot decode the path (`%zz`): Express answers that with 400 or passes it by.
 */
export function matchLayer(layer: object, path: string): string | undefined {
  const matchers = readProperty(layer, 'matchers');
  const pattern = readProperty(layer, 'regexp');
  try {
    if (isArray(matchers)) return matchByFunctions(layer, matchers, path);
    return isObject(pattern) ? matchByPattern(pattern as RegExp, path) : unknownShape();
  } catch (thrown) {
    if (readString(thrown, 'name') === 'URIError') return undefined;
    throw thrown;
  }
}

/** The path behind a mounted router or middleware, cut as Express cuts `req.url`. */
export function enterLayer(layer: object, path: string): Entry | undefined {
  const taken = matchLayer(layer, path);
  if (taken === undefined) return undefined;
  if (taken === '') return { taken, rest: path };
  const rest = path.slice(taken.length);
  const ends = isArray(readProperty(layer, 'matchers')) ? '/' : '/.';
  if (!path.startsWith(taken) || !ends.includes(rest.charAt(0))) return undefined;
  return { taken: taken.endsWith('/') ? taken.slice(0, -1) : taken, rest: rest.startsWith('/') ? rest : `/${rest}` };
}
