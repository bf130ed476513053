import { UsageError } from '../usage-error.ts';

/** A route that the user names: one that fails, or one that reads JSON. */
export interface Route {
  readonly method: string;
  readonly path: string;
  /** Status that it must answer; undefined where the user does not say. */
  readonly expected: number | undefined;
}

// A query may end in a number of its own (`?limit=200`): behind one, a status is written after a space.
const atEnd = /^(.*?) *=(\d+)$/;
const afterSpace = /^(\S*) +=(\d+)$/;

/**
 * Reads `/fails`, `POST /orders`, `/fails=502` or `/search?limit=0 =400`.
 *
 * @param fallback the method where none is written.
 * @throws UsageError where the text is none of these.
 */
export function parseRoute(text: string, fallback: 'GET' | 'POST'): Route {
  const [, method = fallback, rest = ''] = /^(?:([A-Z]+) +)?(.*)$/.exec(text.trim()) ?? [];
  const [, path = rest, digits] = (rest.includes('?') ? afterSpace : atEnd).exec(rest) ?? [];
  const expected = digits === undefined ? undefined : Number(digits);
  const isStatus = expected === undefined || (expected >= 100 && expected <= 599);
  if (!/^\/[\x21-\x7e]*$/.test(path) || !isStatus) {
    throw new UsageError(
      `"${text}" is no route. Routes look like /fails, "POST /orders", "/fails=502" or "/search?limit=0 =400"`,
    );
  }
  return { method, path, expected };
}

/**
 * Reads the routes of `--route`. One that is named twice is one; a status counts for both.
 *
 * @throws UsageError where two of them say different statuses.
 */
export function readRoutes(texts: readonly string[]): readonly Route[] {
  const routes = new Map<string, Route>();
  for (const route of texts.map((text) => parseRoute(text, 'GET'))) {
    const name = `${route.method} ${route.path}`;
    const expected = routes.get(name)?.expected;
    if (expected !== undefined && route.expected !== undefined && expected !== route.expected) {
      throw new UsageError(`--route ${name} is said to answer ${expected} and ${route.expected}; it is asked once`);
    }
    routes.set(name, { ...route, expected: route.expected ?? expected });
  }
  return [...routes.values()];
}

/**
 * Reads the routes of `--json-route`.
 *
 * @throws UsageError where one has a status: the bodies that are sent are refused for different reasons.
 */
export function readJsonRoutes(texts: readonly string[]): readonly Route[] {
  return texts.map((text) => {
    const route = parseRoute(text, 'POST');
    if (route.expected === undefined) return route;
    throw new UsageError(`--json-route takes no status: each body is refused for its own reason; "${text}" has one`);
  });
}
