import type { Seen } from '../observation.ts';
import { canary } from '../probes/pages.ts';
import { foreignMethodName } from '../probes/routes.ts';
import { listMembers } from '../received.ts';
import { has, hasStatus, lines, ofKind, type Rule, show, value } from '../rule.ts';
import { isChallenge, isMethodList, splitChallenges } from '../syntax.ts';

function challenges(seen: Seen): readonly string[] {
  return [...lines(seen, 'www-authenticate'), ...lines(seen, 'proxy-authenticate')].flatMap(splitChallenges);
}

function challengeFault(challenge: string): string | undefined {
  if (!isChallenge(challenge)) return challenge;
  if (/[ ,]realm *= *[^" ]/i.test(challenge)) return `${challenge}: realm is no quoted string`;
  return /^basic\b/i.test(challenge) && !/\brealm *=/i.test(challenge)
    ? `${challenge}: Basic without realm`
    : undefined;
}

/** The method that a path does not have, on a path that is there. */
function isForeignMethod({ probe }: Seen): boolean {
  return probe.kind === 'method' && probe.name === foreignMethodName(probe.path);
}

export const requiredFieldRules: readonly Rule[] = [
  {
    of: 'response',
    id: 'AU-1',
    level: 'MUST',
    source: 'RFC 9110 sections 11.6.1 and 15.5.2',
    title: 'A 401 has a challenge',
    fix: 'Send WWW-Authenticate: new Unauthorized({ challenges: [...] }), or defaultChallenge for those without one.',
    applies: hasStatus(401),
    check: (seen) =>
      lines(seen, 'www-authenticate').some((line) => line !== '') ? undefined : '401 without WWW-Authenticate',
  },
  {
    of: 'response',
    id: 'AU-2',
    level: 'MUST',
    source: 'RFC 9110 sections 11.2 to 11.5, RFC 7617 section 2',
    title: 'Challenges are well-formed',
    fix: 'Write scheme, a space and name="value" pairs; realm is always quoted, and Basic requires it.',
    applies: (seen) => has(seen, 'www-authenticate') || has(seen, 'proxy-authenticate'),
    check: (seen) =>
      challenges(seen)
        .map(challengeFault)
        .find((fault) => fault !== undefined),
  },
  {
    of: 'response',
    id: 'AU-4',
    level: 'MUST',
    source: 'RFC 9110 section 11.7.1',
    title: 'A 407 has a challenge of the proxy',
    fix: 'Send Proxy-Authenticate, or 401 where you are no proxy.',
    applies: hasStatus(407),
    check: (seen) => (has(seen, 'proxy-authenticate') ? undefined : '407 without Proxy-Authenticate'),
  },
  {
    of: 'response',
    id: 'AU-6',
    level: 'SHOULD',
    source: 'RFC 6750 section 3.1',
    title: 'A Bearer challenge names no error where no token came',
    fix: 'Send error="invalid_token" only when the request had one.',
    applies: (seen) => seen.response.status === 401 && seen.probe.name !== 'unknown path by TRACE',
    check: (seen) => challenges(seen).find((challenge) => /^bearer\b.*\berror *=/i.test(challenge)),
  },
  {
    of: 'response',
    id: 'ME-1',
    level: 'MUST',
    source: 'RFC 9110 sections 10.2.1 and 15.5.6',
    title: 'A 405 lists the methods that are allowed',
    fix: 'Send Allow: methodNotAllowedHandler() of failwell computes it from the routes.',
    applies: hasStatus(405),
    check: (seen) => {
      if (!has(seen, 'allow')) return '405 without Allow';
      return isMethodList(value(seen, 'allow')) ? undefined : show(seen, 'Allow');
    },
  },
  {
    of: 'response',
    id: 'ME-2a',
    level: 'SHOULD',
    source: 'RFC 9110 section 9.1',
    title: 'A path that exists answers 405 to a method that it lacks',
    fix: 'Answer 405 with Allow instead of 404: methodNotAllowedHandler() of failwell before the notFoundHandler().',
    applies: (seen, all) => {
      const exists = all.some(({ probe, response }) => {
        return (
          probe.kind === 'route' && probe.path === seen.probe.path && response !== undefined && response.status !== 404
        );
      });
      return isForeignMethod(seen) && exists;
    },
    check: ({ response: { status } }) => (status === 404 ? '404' : undefined),
  },
  {
    of: 'response',
    id: 'ME-2b',
    level: 'SHOULD',
    source: 'RFC 9110 sections 9.1 and 15.6.2',
    title: 'A method that nobody knows is refused with 4xx or 501',
    fix: 'Refuse a method that no route has before a handler runs; a 500 says that the server is broken.',
    applies: (seen) => seen.probe.name === 'unknown method',
    // The RFC prefers 501. Node's parser says 400, and a 5xx that any stranger can cause wakes people up: both pass.
    check: ({ response: { status } }) => (status < 400 || (status >= 500 && status !== 501) ? `${status}` : undefined),
  },
  {
    of: 'response',
    id: 'ME-3',
    level: 'MUST',
    source: 'RFC 9110 sections 7.8 and 15.5.22',
    title: 'A 426 says which protocol to change to',
    fix: 'Send Upgrade, and list it in Connection: new UpgradeRequired({ upgrade }) does.',
    applies: hasStatus(426),
    check: (seen) => {
      if (!has(seen, 'upgrade')) return '426 without Upgrade';
      return listMembers(lines(seen, 'connection')).includes('upgrade') ? undefined : 'Upgrade is not in Connection';
    },
  },
  {
    of: 'response',
    id: 'ME-5',
    level: 'SECURITY',
    source: 'RFC 9110 section 9.3.8',
    title: 'No error shows the credentials of the request',
    fix: 'Do not write fields of the request into a body: scripts in a page could read cookies that way.',
    applies: (seen) => seen.probe.name === 'unknown path by TRACE',
    check: ({ content }) => (content.text.includes(canary) ? 'Cookie or Authorization in the body' : undefined),
  },
  {
    of: 'response',
    id: 'MT-2',
    level: 'SHOULD',
    source: 'RFC 9110 section 12.5.3',
    title: 'A 415 for a content coding lists the codings that are read',
    fix: 'Send Accept-Encoding: new UnsupportedMediaType({ acceptEncoding: [...] }) does.',
    applies: (seen) => isUnknownCoding(seen) && seen.response.status === 415,
    check: (seen) => (has(seen, 'accept-encoding') ? undefined : '415 without Accept-Encoding'),
  },
  {
    of: 'response',
    id: 'MT-3',
    level: 'MUST',
    source: 'RFC 9110 section 12.5.3',
    title: 'A 415 for another reason has no Accept-Encoding',
    fix: 'Send Accept-Encoding only where the coding of the request was the reason.',
    applies: (seen) => ofKind('json')(seen) && !isUnknownCoding(seen) && seen.response.status === 415,
    check: (seen) => (has(seen, 'accept-encoding') ? show(seen, 'Accept-Encoding') : undefined),
  },
  {
    of: 'response',
    id: 'LE-1',
    level: 'SHOULD',
    source: 'RFC 7725 sections 3 and 4',
    title: 'A 451 names who blocks',
    fix: 'Send Link: <uri>; rel="blocked-by": new UnavailableForLegalReasons({ blockedBy }) does.',
    applies: hasStatus(451),
    check: (seen) =>
      lines(seen, 'link').some((line) => /rel="?blocked-by/i.test(line)) ? undefined : '451 without rel="blocked-by"',
  },
  {
    of: 'response',
    id: 'CO-4',
    level: 'SHOULD',
    source: 'RFC 9112 sections 9.3 and 9.6',
    title: 'A 408 closes the connection',
    fix: 'Send Connection: close with 408: the rest of the request may still come.',
    applies: hasStatus(408),
    check: (seen) =>
      listMembers(lines(seen, 'connection')).includes('close') ? undefined : '408 without Connection: close',
  },
];

function isUnknownCoding({ probe }: Seen): boolean {
  return probe.name.endsWith(': unsupported content coding');
}
