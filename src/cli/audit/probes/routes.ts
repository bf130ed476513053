import { type Probe, toBytes } from '../probe.ts';
import type { Route } from '../route.ts';
import type { Target } from '../target.ts';
import { createPageProbe } from './pages.ts';

export function routeName({ method, path }: Pick<Route, 'method' | 'path'>): string {
  return `${method} ${path}`;
}

/** Safe and known to servers, and hardly any route has it: what a route says to it, it says to every method it lacks. */
const foreignMethod = 'PROPFIND';

export function foreignMethodName(path: string): string {
  return `${foreignMethod} ${path}`;
}

/** A GET is asked again by HEAD and by a browser; a method that may change something is sent once. */
function createRouteProbe(target: Target, route: Route): readonly Probe[] {
  const { method, path, expected } = route;
  const name = routeName(route);
  const fields = method === 'GET' || method === 'HEAD' ? [] : ['Content-Length: 0'];
  const first: Probe = {
    ...createPageProbe(target, { name, kind: 'route', method, path, fields }),
    ...(expected === undefined ? {} : { expected }),
  };
  if (method !== 'GET') return [first];
  return [
    first,
    createPageProbe(target, { name: `HEAD ${path}`, kind: 'route', method: 'HEAD', path, twin: name }),
    createPageProbe(target, { name: `${name} for a browser`, kind: 'route', path, fields: ['Accept: text/html'] }),
  ];
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

/** A proxy's form of the target names the same resource (RFC 9112 section 3.2.2). */
function createAbsoluteProbes(target: Target, path: string): readonly Probe[] {
  const name = `GET ${path} in origin-form`;
  const absolute = `${target.origin}${path}`;
  return [
    createPageProbe(target, { name, path }),
    { ...createPageProbe(target, { name: `GET ${path} in absolute-form`, path: absolute, twin: name }) },
  ];
}

/** What the user named: failing routes, and for each path a method that it does not have. */
export function createRouteProbes(target: Target, routes: readonly Route[]): readonly Probe[] {
  const paths = unique(routes.map(({ path }) => path));
  const firstGet = routes.find(({ method }) => method === 'GET')?.path;
  return [
    ...routes.flatMap((route) => createRouteProbe(target, route)),
    ...unique([target.basePath, ...paths]).map((path) =>
      createPageProbe(target, { name: foreignMethodName(path), kind: 'method', method: foreignMethod, path }),
    ),
    ...createAbsoluteProbes(target, firstGet ?? target.basePath),
  ];
}

/** Larger than the limit of any body parser that was left at its default (100 kB to 1 MiB). */
const largeBody = 4 * 1024 * 1024;
const firstBytes = 64 * 1024;

interface JsonRequest {
  readonly name: string;
  readonly fields: readonly string[];
  readonly body: string;
}

// None of these is valid JSON of a type that the route reads, so that nothing is created or changed.
const jsonRequests: readonly JsonRequest[] = [
  { name: 'malformed JSON', fields: ['Content-Type: application/json'], body: '{"failwell": audit' },
  { name: 'JSON that breaks off', fields: ['Content-Type: application/json'], body: '{"failwell":"audit' },
  { name: 'JSON that is no UTF-8 charset', fields: ['Content-Type: application/json; charset=x-failwell'], body: '{' },
  { name: 'unsupported media type', fields: ['Content-Type: application/x-failwell-audit'], body: 'failwell' },
  {
    name: 'unsupported content coding',
    fields: ['Content-Type: application/json', 'Content-Encoding: x-failwell'],
    body: 'failwell',
  },
];

/** Declares a large body, sends its beginning, and the rest only where no answer came. Never valid JSON. */
function createLargeProbe(target: Target, { method, path }: Route): Probe {
  const declared = ['Content-Type: application/json', `Content-Length: ${largeBody}`];
  const start = toBytes({
    method,
    path,
    host: target.host,
    fields: declared,
    body: '{"failwell":"'.padEnd(firstBytes, 'a'),
  });
  return {
    name: `${method} ${path}: body too large`,
    kind: 'json',
    method,
    path,
    version: '1.1',
    parts: [
      { bytes: start, methods: [method], patienceMs: 2_000 },
      { bytes: 'a'.repeat(largeBody - firstBytes), methods: [], only: 'unanswered' },
    ],
  };
}

/** Bodies that a route which reads JSON must refuse. */
export function createJsonProbes(target: Target, routes: readonly Route[]): readonly Probe[] {
  return routes.flatMap((route) => [
    ...jsonRequests.map(({ name, ...request }) =>
      createPageProbe(target, { name: `${routeName(route)}: ${name}`, kind: 'json', ...route, ...request }),
    ),
    createLargeProbe(target, route),
  ]);
}
