import { type Probe, type ProbeKind, type RequestLike, toBytes } from '../probe.ts';
import type { Target } from '../target.ts';

/** Sent in fields that no error may show (ME-5). */
export const canary = 'failwell-canary-7f3a';
/** Sent in path and query: a page that shows it as markup lets anybody write scripts into it (CT-11). */
export const markup = '<failwell-audit>';

export const unknownPathName = 'unknown path';
export const unknownMethodName = 'unknown method';

/** A path that no application has. */
export function unknownPath({ basePath }: Target): string {
  return `${basePath}failwell-audit/no-such-page`;
}

interface PageRequest extends Omit<RequestLike, 'host'> {
  readonly name: string;
  readonly kind?: ProbeKind;
  readonly twin?: string;
}

export function createPageProbe(target: Target, { name, kind = 'path', twin, ...request }: PageRequest): Probe {
  const { method = 'GET', path, version = '1.1' } = request;
  const bytes = toBytes({ ...request, host: target.host });
  return {
    name,
    kind,
    method,
    path,
    version,
    parts: [{ bytes, methods: [method] }],
    ...(twin === undefined ? {} : { twin }),
  };
}

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** The same unknown path for readers of different formats: Accept by name of the probe. */
const readers: Readonly<Record<string, readonly string[]>> = {
  [unknownPathName]: ['Accept: */*'],
  'unknown path, no Accept': [],
  'unknown path for a browser': [`Accept: ${browser}`],
  'unknown path for a JSON client': ['Accept: application/json'],
  'unknown path for a problem+json client': ['Accept: application/problem+json'],
  'unknown path, HTML refused': ['Accept: text/html;q=0, */*'],
  'unknown path, only an image acceptable': ['Accept: image/png'],
};

function createPathRequests(path: string, basePath: string): readonly PageRequest[] {
  return [
    { name: 'unknown path by HEAD', method: 'HEAD', path, fields: ['Accept: */*'], twin: unknownPathName },
    { name: 'unknown path over HTTP/1.0', version: '1.0', path },
    {
      name: 'unknown path, If-None-Match',
      path,
      fields: ['If-None-Match: *', `If-Modified-Since: ${new Date(0).toUTCString()}`],
      twin: unknownPathName,
    },
    { name: 'unknown path, If-Match', path, fields: ['If-Match: "failwell-audit"'], twin: unknownPathName },
    { name: 'unknown path, Range', path, fields: ['Range: bytes=0-0'], twin: unknownPathName },
    {
      name: 'unknown path with markup',
      path: `${basePath}failwell-audit/${markup}?q=${markup}`,
      fields: [`Accept: ${browser}`],
    },
    { name: 'malformed percent-encoding', path: `${basePath}failwell-audit/%E0%A4%A` },
    { name: 'robots.txt', kind: 'robots', path: '/robots.txt' },
  ];
}

function createMethodRequests(path: string, basePath: string): readonly PageRequest[] {
  return [
    { name: 'unknown path by OPTIONS', kind: 'method', method: 'OPTIONS', path },
    {
      name: 'unknown path by TRACE',
      kind: 'method',
      method: 'TRACE',
      path,
      fields: [`Cookie: session=${canary}`, `Authorization: Bearer ${canary}`, `X-Failwell-Audit: ${canary}`],
    },
    // Many parsers refuse it before a handler could.
    { name: unknownMethodName, kind: 'parser', method: 'BREW', path: basePath },
  ];
}

/** Harmless requests for a path that does not exist: GET, HEAD, OPTIONS, TRACE, and a method that nobody has. */
export function createPageProbes(target: Target): readonly Probe[] {
  const path = unknownPath(target);
  return [
    ...Object.entries(readers).map(([name, fields]) => createPageProbe(target, { name, kind: 'accept', path, fields })),
    ...createPathRequests(path, target.basePath).map((request) => createPageProbe(target, request)),
    ...createMethodRequests(path, target.basePath).map((request) => createPageProbe(target, request)),
  ];
}
