import { findFingerprint, findLeak } from '../leaks.ts';
import type { Observation } from '../observation.ts';
import {
  expectName,
  keepAliveName,
  oldExpectName,
  pipelinedName,
  stalledName,
  unreadName,
} from '../probes/connections.ts';
import { longTargetName } from '../probes/malformed.ts';
import { unknownMethodName } from '../probes/pages.ts';
import { fieldLines, listMembers } from '../received.ts';
import { anErrorWithContent, ofKind, type Rule } from '../rule.ts';
import { shorten } from '../syntax.ts';

/** What the parser of the wire says of them. */
const surplus = 'bytes after the last response';

function named(...names: readonly string[]): (observation: Observation) => boolean {
  return ({ probe }) => names.includes(probe.name);
}

function isLarge({ probe }: Observation): boolean {
  return probe.name.endsWith(': body too large');
}

function announcesClose({ response }: Observation): boolean {
  return listMembers(fieldLines(response?.fields ?? [], 'connection')).includes('close');
}

/** Complete only after the rest of the upload was sent. */
function waitedForBody({ progress }: Observation): boolean {
  return progress[0] === 0;
}

/** Who does not speak HTTP may be hung up on, and what is too large is CO-3's. */
function mustBeAnswered(observation: Observation): boolean {
  if (named(unknownMethodName)(observation)) return true;
  return !ofKind('parser', 'upload')(observation) && !isLarge(observation);
}

const isRefusable = ({ probe }: Observation): boolean => probe.refusal !== undefined;

export const exchangeRules: readonly Rule[] = [
  {
    of: 'exchange',
    id: 'SE-3',
    level: 'SECURITY',
    source: 'RFC 9110 section 3.4',
    title: 'Every request gets an answer',
    fix: 'Look for a handler that never answers, or a crash: what one request can stop, anybody can.',
    applies: (observation) => observation.died === true || mustBeAnswered(observation),
    check: ({ response, exchange, died }) => {
      if (died === true) return 'after it the server could not be reached any more';
      if (response !== undefined) return undefined;
      return exchange.serverClosed ? 'the connection was closed without an answer' : 'no answer in time';
    },
  },
  {
    of: 'exchange',
    id: 'CO-1',
    level: 'MUST',
    source: 'RFC 9112 section 9.3',
    title: 'Content that nobody reads is not taken for the next request',
    fix: 'Read the content to its end, or close the connection after the answer.',
    applies: ({ probe, response }) => probe.kind === 'upload' && response !== undefined,
    check: ({ exchange }) => exchange.violations.find((one) => one.startsWith(surplus)),
  },
  {
    of: 'exchange',
    id: 'CO-3',
    level: 'POLICY',
    source: 'RFC 9110 section 15.5.14, RFC 9112 section 9.5',
    title: 'An error does not wait for the end of an upload, and survives it',
    fix: 'Answer at once with Connection: close and read on for a while, as failwell does; body-parser waits for the whole body before it says 413, so check Content-Length before it.',
    applies: (observation) => named(stalledName, unreadName)(observation) || isLarge(observation),
    check: (observation) => {
      const { response, exchange } = observation;
      if (response === undefined) return exchange.serverClosed ? 'closed without an answer' : 'no answer';
      if (!response.complete) return 'the answer broke off';
      return observation.probe.name !== unreadName && response.status >= 400 && waitedForBody(observation)
        ? `${response.status}, only after all of it had come`
        : undefined;
    },
  },
  {
    of: 'exchange',
    id: 'CO-2b',
    level: 'SHOULD',
    source: 'RFC 9112 section 9.6',
    title: 'An error announces that the connection will be closed',
    fix: 'Send Connection: close where the server will close; a client sends its next request into the void.',
    applies: (observation) => named(keepAliveName)(observation) && observation.response?.complete === true,
    check: (observation) => {
      const isCut = observation.exchange.serverClosed && observation.exchange.responses.length < 2;
      return isCut && !announcesClose(observation) ? 'closed after the first answer, unannounced' : undefined;
    },
  },
  {
    of: 'exchange',
    id: 'CO-5',
    level: 'MUST',
    source: 'RFC 9112 sections 3.2, 5.1, 6.1 and 6.3',
    title: 'A request with bad framing or a bad Host is refused with 400',
    fix: 'Do not repair it. Node lets a repeated or invalid Host and some transfer codings through: handleServerErrors(server) of failwell/node refuses them.',
    applies: isRefusable,
    check: ({ probe, response, exchange }) => {
      // Closed without a word is no answer, and no harm either.
      if (response === undefined) return exchange.serverClosed ? undefined : 'no answer in time';
      const { statuses, source } = probe.refusal ?? {};
      return statuses === undefined || statuses.includes(response.status)
        ? undefined
        : `${response.status} (${source})`;
    },
  },
  {
    of: 'exchange',
    id: 'CO-5a',
    level: 'MUST',
    source: 'RFC 9112 sections 6.1 and 6.3',
    title: 'A request with bad framing ends the connection',
    fix: 'Close after the 400: nobody knows where the next request begins.',
    applies: ({ probe, response }) => probe.refusal?.closes === true && response?.complete === true,
    check: ({ staysOpen }) => (staysOpen ? 'left open' : undefined),
  },
  {
    of: 'exchange',
    id: 'CO-5b',
    level: 'MUST',
    source: 'RFC 9112 section 3',
    title: 'A target that is too long is answered with 414',
    fix: 'Node says 431: handleServerErrors(server) of failwell/node answers 414.',
    applies: (observation) => named(longTargetName)(observation) && (observation.response?.status ?? 0) >= 400,
    check: ({ response }) => (response?.status === 414 || response?.status === 404 ? undefined : `${response?.status}`),
  },
  {
    of: 'exchange',
    id: 'CO-6',
    level: 'MUST',
    source: 'RFC 9110 section 10.1.1',
    title: 'Expect: 100-continue is answered before the content comes',
    fix: 'Send 100 (Continue) or a final status at once; a client that waits for it waits for nothing.',
    applies: named(expectName),
    check: ({ exchange, progress }) => {
      return exchange.interim.includes(100) || (progress[0] ?? 0) > 0 ? undefined : 'neither 100 nor a final status';
    },
  },
  {
    of: 'exchange',
    id: 'CO-7',
    level: 'MUST',
    source: 'RFC 9110 section 15.2',
    title: 'HTTP/1.0 never gets a 1xx',
    fix: 'Ignore Expect in a request of HTTP/1.0.',
    applies: named(oldExpectName),
    check: ({ exchange }) => (exchange.interim.length === 0 ? undefined : `${exchange.interim.join(', ')}`),
  },
  {
    of: 'exchange',
    id: 'CO-9',
    level: 'MUST',
    source: 'RFC 9112 section 9.3.2',
    title: 'Requests that come together are answered in their order, or the connection is closed',
    fix: 'Answer pipelined requests one after the other; announce a close where an error ends the connection.',
    applies: (observation) =>
      named(pipelinedName, keepAliveName)(observation) && observation.response?.complete === true,
    check: (observation) => {
      const { exchange, probe, progress } = observation;
      if (announcesClose(observation) || exchange.serverClosed) return undefined;
      const sent = probe.parts.slice(0, progress.length).reduce((count, { methods }) => count + methods.length, 0);
      const complete = exchange.responses.filter((one) => one.complete).length;
      if (complete < sent) return `${complete} of ${sent} answered`;
      return exchange.violations.find((one) => one.startsWith(surplus));
    },
  },
];

export const leakRules: readonly Rule[] = [
  {
    of: 'response',
    id: 'CT-11b',
    level: 'SECURITY',
    source: 'RFC 9457 section 5',
    title: 'No error tells about code, paths, queries, addresses or credentials',
    fix: 'Keep the text of unexpected errors in the log; failwell sends the phrase of the status instead.',
    applies: anErrorWithContent,
    check: ({ content, probe }) => {
      const leak = findLeak(content.text, probe.path);
      return leak && `${leak.what}: ${shorten(leak.found)}`;
    },
  },
  {
    of: 'response',
    id: 'LK-1',
    level: 'POLICY',
    source: 'RFC 9110 section 17.12',
    title: 'An error does not show which framework wrote it',
    fix: 'Answer 404 and 500 with your own body: a default page names the product to whoever looks for its holes.',
    applies: (seen) => anErrorWithContent(seen, []) && !ofKind('parser')(seen),
    check: ({ content }) => {
      const framework = findFingerprint(content.text);
      return framework && `the page of ${framework}`;
    },
  },
];
