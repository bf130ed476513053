import { isErrorStatus, statusTable } from '../../../error/status.ts';
import { anError, hasField, members, ofKind, type Rule, saysJson, twinOf } from '../rule.ts';

/** Names that a status had in an earlier RFC and still has in many servers, Node's among them. */
const olderPhrases: Readonly<Record<number, readonly string[]>> = {
  408: ['Request Time-out'],
  413: ['Payload Too Large', 'Request Entity Too Large'],
  414: ['Request-URI Too Long', 'Request-URI Too Large', 'URI Too Large'],
  416: ['Requested Range Not Satisfiable'],
  418: ["I'm a teapot", '(Unused)'],
  422: ['Unprocessable Entity'],
  504: ['Gateway Time-out'],
  505: ['HTTP Version not supported'],
};

/** The phrase of the status, in any case, or a name that it had in an earlier RFC; an empty one says nothing. */
export function isStandardPhrase(status: number, phrase: string): boolean {
  const known = statusTable.get(status);
  return phrase === '' || known === undefined || phrase.toLowerCase() === known.phrase.toLowerCase()
    ? true
    : (olderPhrases[status] ?? []).includes(phrase);
}

/** Where bodies of common shapes repeat the status: our envelope, problem details, Fastify, Boom, Nest. */
function statusesInBody(json: unknown): readonly unknown[] {
  const top = members(json);
  return [members(top['error'])['code'], top['status'], top['statusCode'], top['code']].filter(isErrorStatus);
}

export const statusRules: readonly Rule[] = [
  {
    of: 'response',
    id: 'SL-1',
    level: 'MUST',
    source: 'RFC 9110 section 15',
    title: 'The status line is well-formed and its status is 100 to 599',
    fix: 'Send an integer from 400 to 599 as the status of an error; failwell answers 500 for anything else.',
    applies: () => true,
    check: ({ response, exchange }) => {
      if (response.status > 599) return response.statusLine;
      return exchange.violations.find((violation) => violation.startsWith('malformed status line'));
    },
  },
  {
    of: 'response',
    id: 'SL-2',
    level: 'MUST',
    source: 'RFC 9205 section 4.6',
    title: 'The status of an error is registered with IANA',
    fix: 'Send a registered status; clients treat an unknown one as 400 or 500 anyway. failwell does so by default.',
    applies: anError,
    check: ({ response: { status } }) => {
      return status > 599 || statusTable.get(status)?.registered === true ? undefined : `${status}`;
    },
  },
  {
    of: 'response',
    id: 'SL-3',
    level: 'SHOULD',
    source: 'RFC 9110 section 15.1, RFC 9205 section 4.6',
    title: 'The reason phrase is the standard one and carries no information',
    fix: 'Leave the reason phrase to the server; what you have to say belongs into the body.',
    applies: anError,
    check: ({ response: { status, reason = '' } }) =>
      isStandardPhrase(status, reason) ? undefined : `${status} ${reason}`,
  },
  {
    of: 'response',
    id: 'SL-6',
    level: 'POLICY',
    source: 'RFC 9457 section 3.1.2, by analogy',
    title: 'A status inside the body equals the status on the wire',
    fix: 'Write the status into the body where the response is made, from the same value.',
    applies: (seen) => anError(seen, []) && saysJson(seen) && statusesInBody(seen.content.json).length > 0,
    check: ({ response: { status }, content }) => {
      const other = statusesInBody(content.json).find((one) => one !== status);
      return other === undefined ? undefined : `${status} on the wire, ${other} in the body`;
    },
  },
  {
    of: 'response',
    id: 'RT-1',
    level: 'MUST',
    source: 'what the route was said to answer',
    title: 'A given route answers the status that it was said to answer',
    fix: 'Look at what the route throws, or correct the status of --route.',
    applies: ({ probe }) => probe.expected !== undefined,
    check: ({ probe, response }) =>
      probe.expected === response.status ? undefined : `${response.status}, not ${probe.expected}`,
  },
  {
    of: 'response',
    id: 'RB-2',
    level: 'POLICY',
    source: 'RFC 9110 section 15.5.5; Google Search Central on soft 404',
    title: 'An unknown path is answered with 4xx',
    fix: 'Answer 404 where no route matches: notFoundHandler() of failwell, mounted behind all routes.',
    applies: ({ probe }) => probe.kind === 'accept' || probe.name === 'unknown path with markup',
    check: ({ response: { status } }) => (status >= 400 && status < 500 ? undefined : `${status}`),
  },
  {
    of: 'response',
    id: 'RB-3',
    level: 'POLICY',
    source: 'RFC 9309 section 2.3.1.4',
    title: 'The robots.txt is not answered with 5xx, which means "crawl nothing"',
    fix: 'Keep the global error handler away from /robots.txt: serve the file, or answer 404.',
    applies: ofKind('robots'),
    check: ({ response: { status } }) => (status < 500 ? undefined : `${status}`),
  },
  {
    of: 'response',
    id: 'RQ-3',
    level: 'SHOULD',
    source: 'RFC 9110 sections 15.5 and 15.6',
    title: 'A faulty request is the fault of the client: 4xx, never 5xx',
    fix: 'Let the error of the parser keep its status (failwell does), or throw BadRequest where you parse.',
    // 501 and 505 say what the server does not do, and are right here.
    applies: (seen) => ofKind('json', 'parser')(seen) || seen.probe.name === 'malformed percent-encoding',
    check: ({ response: { status } }) => (status >= 500 && status !== 501 && status !== 505 ? `${status}` : undefined),
  },
  {
    of: 'response',
    id: 'RQ-4',
    level: 'POLICY',
    source: 'RFC 9110 sections 15.5.1, 15.5.14 and 15.5.16',
    title: 'A route that reads JSON refuses what is none',
    fix: 'Check Content-Type (415), size (413) and syntax (400) before the handler runs: a body parser does all three.',
    applies: ofKind('json'),
    check: ({ response: { status } }) => (status < 400 ? `${status}` : undefined),
  },
  {
    of: 'response',
    id: 'RQ-1',
    level: 'MUST',
    source: 'RFC 9112 section 3.2.2',
    title: 'A target in absolute-form is answered as in origin-form',
    fix: 'Route by the path of the parsed target, not by req.url as it came.',
    applies: (seen, all) => seen.probe.name.endsWith('in absolute-form') && twinOf(seen, all) !== undefined,
    check: (seen, all) => {
      const other = twinOf(seen, all)?.response.status;
      return other === seen.response.status ? undefined : `${seen.response.status}, and ${other} in origin-form`;
    },
  },
  {
    of: 'response',
    id: 'RQ-2',
    level: 'MUST',
    source: 'RFC 9110 section 13.2.1',
    title: 'Preconditions change nothing where the answer is an error',
    fix: 'Evaluate If-Match and If-None-Match only when the request would otherwise succeed.',
    applies: (seen, all) => isConditional(seen.probe.name) && (twinOf(seen, all)?.response.status ?? 0) >= 400,
    check: (seen, all) => {
      const other = twinOf(seen, all)?.response.status;
      return other === seen.response.status ? undefined : `${seen.response.status}, and ${other} without them`;
    },
  },
  {
    of: 'response',
    id: 'RG-2',
    level: 'POLICY',
    source: 'RFC 9110 sections 14.2 and 14.4',
    title: 'Range changes nothing where the answer is an error',
    fix: 'Look at Range only when the answer would be 200; Content-Range belongs to 206 and 416 alone.',
    applies: (seen, all) => seen.probe.name.endsWith(', Range') && (twinOf(seen, all)?.response.status ?? 0) >= 400,
    check: (seen, all) => {
      const other = twinOf(seen, all)?.response.status;
      if (other !== seen.response.status) return `${seen.response.status}, and ${other} without Range`;
      return hasField('content-range')(seen, all) ? `Content-Range on ${other}` : undefined;
    },
  },
];

function isConditional(name: string): boolean {
  return name.endsWith(', If-None-Match') || name.endsWith(', If-Match');
}
