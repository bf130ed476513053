import { respond } from './raw-server.ts';
import { always, both, type RuleCase, when } from './rule-case.ts';

/** Caching, and the fields that a status must or must not have. */

export const cachingCases: readonly RuleCase[] = [
  both(
    'CA-1',
    { status: 429, set: { 'Cache-Control': 'public, max-age=60' }, add: ['Retry-After: 5'] },
    { status: 429 },
  ),
  both('CA-3', { status: 502, set: { 'Cache-Control': 'max-age=60' } }, { status: 502 }),
  both('CA-4', { set: { 'Cache-Control': undefined } }),
  both('ST-1', { add: ['ETag: "v1"'] }),
  both('ST-1a', { add: ['Content-Encoding: gzip'] }, { add: ['Content-Encoding: identity'] }),
  both('ST-3', { add: ['Proxy-Authenticate: Basic realm="x"'] }),
  both('RG-1', { status: 416, add: ['Content-Range: bytes */*'] }, { status: 416, add: ['Content-Range: bytes */42'] }),
  both('RA-1', { add: ['Retry-After: 1.5'] }, { add: ['Retry-After: 2'] }),
  both('CT-12', { status: 503 }, { status: 503, add: ['Retry-After: 2'] }),
  both('LC-1', { add: ['Deprecation: true'] }, { add: ['Deprecation: @1688169599'] }),
];

export const fieldCases: readonly RuleCase[] = [
  both('AU-1', { status: 401 }, { status: 401, add: ['WWW-Authenticate: Bearer'] }),
  both(
    'AU-2',
    { status: 401, add: ['WWW-Authenticate: Basic'] },
    { status: 401, add: ['WWW-Authenticate: Basic realm="a, b", Bearer'] },
  ),
  both('AU-4', { status: 407 }, { status: 407, add: ['Proxy-Authenticate: Basic realm="x"'] }),
  both(
    'AU-6',
    { status: 401, add: ['WWW-Authenticate: Bearer realm="x", error="invalid_token"'] },
    { status: 401, add: ['WWW-Authenticate: Bearer realm="x"'] },
  ),
  both('ME-1', { status: 405 }, { status: 405, add: ['Allow: GET, HEAD'] }),
  {
    id: 'ME-2a',
    probes: ['GET /fails', 'PROPFIND /fails'],
    routes: ['/fails'],
    broken: when(({ method }) => method === 'GET', { status: 500 }),
    kept: when(({ method }) => method === 'GET', { status: 500 }, { status: 405, add: ['Allow: GET'] }),
  },
  both('ME-2b', { status: 500 }, { status: 405, add: ['Allow: GET'] }, ['unknown method']),
  both('ME-3', { status: 426, add: ['Upgrade: h2c'] }, { status: 426, add: ['Upgrade: h2c', 'Connection: Upgrade'] }),
  {
    id: 'ME-5',
    probes: ['unknown path by TRACE'],
    broken: ({ head: text }) => respond({ set: { 'Content-Type': 'message/http' }, body: text }),
    kept: always(),
  },
  {
    ...both('MT-2', { status: 415 }, { status: 415, add: ['Accept-Encoding: gzip'] }, [
      'POST /json: unsupported content coding',
    ]),
    jsonRoutes: ['/json'],
  },
  {
    ...both('MT-3', { status: 415, add: ['Accept-Encoding: gzip'] }, { status: 415 }, [
      'POST /json: unsupported media type',
    ]),
    jsonRoutes: ['/json'],
  },
  both('LE-1', { status: 451 }, { status: 451, add: ['Link: <https://example.org/>; rel="blocked-by"'] }),
  both('CO-4', { status: 408 }, { status: 408, add: ['Connection: close'] }),
];

export const gatewayCases: readonly RuleCase[] = [
  both('PX-2', { add: ['Proxy-Status: my gateway'] }, { add: ['Proxy-Status: gateway;error=dns_error, "a, b"'] }),
  both(
    'PX-3',
    { add: ['Proxy-Status: gateway;error="dns_error"'] },
    { add: ['Proxy-Status: gateway; error=dns_error'] },
  ),
  both(
    'PX-7',
    { add: ['Proxy-Status: gateway;next-hop="db:5432"'] },
    { add: ['Proxy-Status: gateway;received-status=500'] },
  ),
];
