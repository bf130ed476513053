import type { Observation, Seen } from '../observation.ts';
import { listMembers } from '../received.ts';
import { always, anError, lines, type Rule, show, twinOf, value } from '../rule.ts';

/** Faults that the parser of the wire found, by the beginning of its words. */
function violation({ exchange }: Observation, ...starts: readonly string[]): string | undefined {
  return exchange.violations.find((one) => starts.some((start) => one.startsWith(start)));
}

const surplus = 'bytes after the last response';
const both = 'Transfer-Encoding and Content-Length together';

/** Differ from answer to answer, or belong to the connection. */
const volatile: ReadonlySet<string> = new Set([
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-type',
  'etag',
  'set-cookie',
  'server-timing',
  'x-request-id',
  'x-correlation-id',
  'traceparent',
  'tracestate',
  'x-response-time',
  'x-runtime',
  'age',
  'retry-after',
  'ratelimit',
  'report-to',
  'nel',
  'cf-ray',
  'x-amzn-trace-id',
  'content-security-policy',
]);

function comparable({ response }: Seen): readonly string[] {
  const names = response.fields.map(([name]) => name.toLowerCase());
  return [...new Set(names)].filter((name) => !volatile.has(name) && !name.startsWith('x-ratelimit-')).sort();
}

function differences(byHead: Seen, byGet: Seen): readonly string[] {
  const head = comparable(byHead);
  const get = comparable(byGet);
  return [
    ...get.filter((name) => !head.includes(name)).map((name) => `without ${name}`),
    ...head.filter((name) => !get.includes(name)).map((name) => `${name} only by HEAD`),
    ...get
      .filter((name) => head.includes(name) && value(byHead, name) !== value(byGet, name))
      .map((name) => show(byHead, name)),
  ];
}

const aHead = (seen: Seen, all: readonly Observation[]): boolean => {
  return seen.probe.method === 'HEAD' && twinOf(seen, all) !== undefined;
};

/** Below this, whoever wrote the body knew its length. */
const smallBody = 8 * 1024;

export const framingRules: readonly Rule[] = [
  {
    of: 'response',
    id: 'SL-5',
    level: 'MUST',
    source: 'RFC 9110 section 15',
    title: 'One request gets one final response, and nothing follows it',
    fix: 'End the response once; a second write, or a Content-Length shorter than the body, is read as the next response.',
    applies: ({ probe }) => probe.method !== 'HEAD' && probe.kind !== 'upload',
    check: (seen) => violation(seen, surplus),
  },
  {
    of: 'response',
    id: 'FR-1',
    level: 'SHOULD',
    source: 'RFC 9110 section 8.6',
    title: 'An error of known size has a Content-Length',
    fix: 'Send the body in one piece with its length in octets: res.end(body) instead of write() and end().',
    applies: (seen) => anError(seen, []) && lines(seen, 'content-length').length === 0,
    check: ({ response: { framing, body, complete } }) => {
      const isUnframed = (framing === 'chunked' || framing === 'close') && body.length > 0;
      return isUnframed && complete && body.length < smallBody ? `${body.length} octets without a length` : undefined;
    },
  },
  {
    of: 'response',
    id: 'FR-2',
    level: 'MUST',
    source: 'RFC 9112 section 6.2',
    title: 'Content-Length and Transfer-Encoding never come together',
    fix: 'Take Transfer-Encoding off before you answer an error: an inner and an outer recipient would cut it differently.',
    applies: always,
    check: (seen) => violation(seen, both),
  },
  {
    of: 'response',
    id: 'FR-3',
    level: 'MUST',
    source: 'RFC 9110 section 8.6, RFC 9112 section 7.1',
    title: 'The content is as long as its framing says',
    fix: 'Overwrite the Content-Length of the abandoned response with the octets of the error, and end every body.',
    applies: (seen) => anError(seen, []) && !seen.cut,
    check: (seen) => {
      const { framing, body, complete } = seen.response;
      const syntax = violation(
        seen,
        'Content-Length occurs',
        'invalid Content-Length',
        'malformed chunk',
        'a chunk',
        'unexpected Transfer',
      );
      if (syntax !== undefined) return syntax;
      if (complete || framing === 'close') return undefined;
      return framing === 'length'
        ? `${body.length} octets of ${value(seen, 'content-length')}`
        : 'the last chunk is missing';
    },
  },
  {
    of: 'response',
    id: 'FR-4',
    level: 'MUST',
    source: 'RFC 9112 section 6.1',
    title: 'HTTP/1.0 never gets a Transfer-Encoding',
    fix: 'Send a Content-Length, or close the connection after the content.',
    applies: ({ probe }) => probe.version === '1.0',
    check: (seen) => (lines(seen, 'transfer-encoding').length > 0 ? show(seen, 'Transfer-Encoding') : undefined),
  },
  {
    of: 'response',
    id: 'FR-5',
    level: 'MUST',
    source: 'RFC 9110 section 9.3.2',
    title: 'The answer to HEAD has no content',
    fix: 'Write no body when the method is HEAD; what follows the header section is read as the next response.',
    applies: ({ probe }) => probe.method === 'HEAD',
    check: (seen) => violation(seen, surplus),
  },
  {
    of: 'response',
    id: 'FR-6a',
    level: 'MUST',
    source: 'RFC 9110 section 8.6',
    title: 'A Content-Length of HEAD is that of GET',
    fix: 'Compute the length from the same body for HEAD and GET, or leave it out for HEAD.',
    applies: (seen, all) => aHead(seen, all) && lines(seen, 'content-length').length > 0,
    check: (seen, all) => {
      const byGet = twinOf(seen, all);
      if (byGet?.response.framing !== 'length' || byGet.response.status !== seen.response.status) return undefined;
      const [byHead, length] = [value(seen, 'content-length'), value(byGet, 'content-length')];
      return byHead === length ? undefined : `${byHead} by HEAD, ${length} by GET`;
    },
  },
  {
    of: 'response',
    id: 'FR-6b',
    level: 'SHOULD',
    source: 'RFC 9110 section 9.3.2',
    title: 'HEAD gets the status and the fields of GET',
    fix: 'Answer HEAD through the handler of GET and drop only the content.',
    applies: aHead,
    check: (seen, all) => {
      const byGet = twinOf(seen, all);
      if (byGet === undefined) return undefined;
      const [head, get] = [seen.response.status, byGet.response.status];
      if (head !== get) return `${head} by HEAD, ${get} by GET`;
      const found = differences(seen, byGet);
      return found.length === 0 ? undefined : found.join('; ');
    },
  },
  {
    of: 'response',
    id: 'FR-7',
    level: 'SHOULD',
    source: 'RFC 9110 sections 15.5 and 15.6',
    title: 'An error has content that explains it',
    fix: 'Send a body; for what Node answers itself (400, 408, 417, 431) use handleServerErrors(server) of failwell/node.',
    applies: (seen) => anError(seen, []) && seen.probe.method !== 'HEAD' && seen.response.complete,
    check: ({ response: { status, body } }) => (body.length > 0 ? undefined : `${status} without content`),
  },
  {
    of: 'response',
    id: 'FR-8',
    level: 'MUST',
    source: 'RFC 9112 section 6.3',
    title: 'A response without a length ends with the connection',
    fix: 'Send a Content-Length: without framing the client waits for a close that does not come.',
    applies: ({ response, cut }) => response.framing === 'close' && !cut,
    check: ({ response, exchange }) =>
      response.complete || exchange.serverClosed ? undefined : 'neither a length nor a close',
  },
  {
    of: 'response',
    id: 'FR-9',
    level: 'MUST',
    source: 'RFC 9110 section 6.5.1',
    title: 'No Trailer field announces trailers that the framing cannot carry',
    fix: 'Take the Trailer field of the abandoned response off.',
    applies: anError,
    check: (seen) => {
      if (lines(seen, 'trailer').length === 0 || seen.response.framing === 'chunked') return undefined;
      return show(seen, 'Trailer');
    },
  },
  {
    of: 'response',
    id: 'CO-2a',
    level: 'MUST',
    source: 'RFC 9112 section 9.6',
    title: 'Who announces Connection: close closes',
    fix: 'End the socket after the response that announced it.',
    applies: (seen) => listMembers(lines(seen, 'connection')).includes('close') && seen.probe.kind !== 'upload',
    check: ({ staysOpen }) => (staysOpen ? 'announced, and left open' : undefined),
  },
];
