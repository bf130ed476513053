import { isHttpDate, isUnsatisfiedRange } from '../../../http/fields.ts';
import type { Seen } from '../observation.ts';
import { listMembers } from '../received.ts';
import { anError, has, hasField, hasStatus, lines, members, type Rule, show, value } from '../rule.ts';

/** Who caches these on purpose does no harm: the answer stays the same for a while (RFC 9110 section 15.1, RFC 7725). */
const cacheable = [404, 405, 410, 414, 451, 501];
/** RFC 6585 sections 3 to 6. */
const neverStored = [428, 429, 431, 511];

/** What makes a cache keep the response (RFC 9111 section 3). */
function freshness(seen: Seen): string | undefined {
  const directives = listMembers(lines(seen, 'cache-control'));
  if (directives.includes('no-store')) return undefined;
  const found = directives.find((one) => one === 'public' || /^(?:s-maxage|max-age)="?[1-9]/.test(one));
  if (found !== undefined) return show(seen, 'Cache-Control');
  const isFresh = has(seen, 'expires') && Date.parse(value(seen, 'expires')) > Date.now();
  return isFresh && directives.length === 0 ? show(seen, 'Expires') : undefined;
}

/** Describe the representation of a success, or ask proxies and browsers to act on it. */
const leftOver: readonly string[] = [
  'etag',
  'last-modified',
  'accept-ranges',
  'content-disposition',
  'content-location',
  'content-range',
  'content-md5',
  'digest',
  'content-digest',
  'location',
  'refresh',
  'x-accel-redirect',
  'x-sendfile',
  'x-lighttpd-send-file',
  'sourcemap',
];

/** Where a field of the list is right on an error. */
function belongs(name: string, { response: { status } }: Seen): boolean {
  if (status === 412) return name === 'etag' || name === 'last-modified';
  return status === 416 && (name === 'content-range' || name === 'accept-ranges');
}

function saysWhen(seen: Seen): boolean {
  const { error, retry, retryAfter } = members(seen.content.json);
  return has(seen, 'retry-after') || [members(error)['retry'], retry, retryAfter].some((one) => one !== undefined);
}

export const cachingRules: readonly Rule[] = [
  {
    of: 'response',
    id: 'CA-1',
    level: 'MUST',
    source: 'RFC 6585 sections 3 to 6',
    title: '428, 429, 431 and 511 are not stored by caches',
    fix: 'Send Cache-Control: no-store with them.',
    applies: hasStatus(...neverStored),
    check: freshness,
  },
  {
    of: 'response',
    id: 'CA-3',
    level: 'POLICY',
    source: 'RFC 9111 section 3',
    title: 'An error that may pass is not made cacheable',
    fix: 'Take the Cache-Control and Expires of the abandoned response off before you answer the error.',
    applies: (seen) => anError(seen, []) && ![...cacheable, ...neverStored].includes(seen.response.status),
    check: freshness,
  },
  {
    of: 'response',
    id: 'CA-4',
    level: 'POLICY',
    source: 'RFC 9111 section 4.2.2; CloudFront and Cloudflare keep errors by default',
    title: 'An error says whether it may be cached',
    fix: 'Send Cache-Control: no-store with every error, or a max-age that you chose.',
    applies: anError,
    check: (seen) => (has(seen, 'cache-control') ? undefined : `${seen.response.status} without Cache-Control`),
  },
  {
    of: 'response',
    id: 'ST-1',
    level: 'POLICY',
    source: 'RFC 9110 sections 3.2 and 8',
    title: 'No field of the abandoned response is left on the error',
    fix: 'Take off what describes the success before you answer the error; failwell does.',
    applies: anError,
    check: (seen) => {
      const found = leftOver.find((name) => has(seen, name) && !belongs(name, seen));
      if (found !== undefined) return show(seen, found);
      const preloads = lines(seen, 'link').some((line) =>
        /rel="?(?:modulepreload|preload|prefetch|preconnect)/i.test(line),
      );
      return preloads ? show(seen, 'Link') : undefined;
    },
  },
  {
    of: 'response',
    id: 'ST-1a',
    level: 'MUST',
    source: 'RFC 9110 section 8.4',
    title: 'Content is in the coding that Content-Encoding names',
    fix: 'Take the Content-Encoding of the abandoned response off: no client can read the error.',
    applies: (seen) =>
      hasField('content-encoding')(seen, []) && seen.response.complete && seen.response.body.length > 0,
    check: (seen) => (seen.content.decoded ? undefined : `${show(seen, 'Content-Encoding')}, and the body is not`),
  },
  {
    of: 'response',
    id: 'ST-3',
    level: 'POLICY',
    source: 'RFC 9110 sections 11.7.1 and 14.4',
    title: 'Fields that belong to one status come with it alone',
    fix: 'Send Proxy-Authenticate only with 407: elsewhere it is what an upstream said to you.',
    applies: anError,
    check: (seen) => {
      return has(seen, 'proxy-authenticate') && seen.response.status !== 407
        ? show(seen, 'Proxy-Authenticate')
        : undefined;
    },
  },
  {
    of: 'response',
    id: 'RG-1',
    level: 'SHOULD',
    source: 'RFC 9110 section 15.5.17',
    title: 'A 416 says how long the resource is',
    fix: 'Send Content-Range: bytes */LENGTH; new RangeNotSatisfiable({ range: { unit, length } }) does.',
    applies: hasStatus(416),
    check: (seen) => {
      const range = value(seen, 'content-range');
      return isUnsatisfiedRange(range) ? undefined : range === '' ? 'no Content-Range' : show(seen, 'Content-Range');
    },
  },
  {
    of: 'response',
    id: 'RA-1',
    level: 'MUST',
    source: 'RFC 9110 section 10.2.3',
    title: 'Retry-After is a number of seconds or a date',
    fix: 'Write whole seconds, without sign, fraction or unit.',
    applies: (seen) => has(seen, 'retry-after'),
    check: (seen) => {
      const isValid = lines(seen, 'retry-after').every((line) => /^\d+$/.test(line) || isHttpDate(line));
      return isValid ? undefined : show(seen, 'Retry-After');
    },
  },
  {
    of: 'response',
    id: 'CT-12',
    level: 'SHOULD',
    source: 'RFC 9110 section 15.6',
    title: 'What passes says when: 429 and 503 have a Retry-After',
    fix: 'Send Retry-After, or say it in the body; failwell does both.',
    applies: (seen) => hasStatus(429, 503)(seen, []) && seen.probe.method !== 'HEAD',
    check: (seen) => (saysWhen(seen) ? undefined : `${seen.response.status} without Retry-After`),
  },
  {
    of: 'response',
    id: 'LC-1',
    level: 'MUST',
    source: 'RFC 8594 section 3, RFC 9745 section 2',
    title: 'Sunset is a date and Deprecation a structured Date',
    fix: 'Write Sunset with toUTCString(), and Deprecation as @ and the seconds since 1970.',
    applies: (seen) => has(seen, 'sunset') || has(seen, 'deprecation'),
    check: (seen) => {
      if (!lines(seen, 'sunset').every(isHttpDate)) return show(seen, 'Sunset');
      return lines(seen, 'deprecation').every((line) => /^@-?\d{1,15}$/.test(line))
        ? undefined
        : show(seen, 'Deprecation');
    },
  },
];
