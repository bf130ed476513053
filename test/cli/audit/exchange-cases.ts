import { type Answer, type Parts, type RawRequest, respond } from './raw-server.ts';
import { always, both, type RuleCase, unknown, when } from './rule-case.ts';

/** Framing, and what belongs to the connection. */

const head = 'unknown path by HEAD';
const pair = [unknown, head];
const isHead = ({ method }: RawRequest): boolean => method === 'HEAD';
const closes: Parts = { status: 400, add: ['Connection: close'] };
const surplus = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

export const framingCases: readonly RuleCase[] = [
  both('SL-5', { bytes: `${JSON.stringify({ error: { code: 404, message: 'Not Found' } })}${surplus}` }),
  both(
    'FR-1',
    { set: { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' }, bytes: '2\r\n{}\r\n0\r\n\r\n' },
    {
      // Not looked at where there is a length; a large body of unknown length keeps the rule.
      set: { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' },
      bytes: `2710\r\n"${'a'.repeat(9_998)}"\r\n0\r\n\r\n`,
    },
  ),
  both('FR-2', { set: { 'Transfer-Encoding': 'chunked' }, bytes: '2\r\n{}\r\n0\r\n\r\n' }),
  both('FR-3', { set: { 'Content-Length': '9999' }, add: ['Connection: close'] }),
  both(
    'FR-4',
    { set: { 'Content-Length': undefined, 'Transfer-Encoding': 'chunked' }, bytes: '2\r\n{}\r\n0\r\n\r\n' },
    {},
    ['unknown path over HTTP/1.0'],
  ),
  { id: 'FR-5', probes: [head], broken: () => respond(), kept: always() },
  { id: 'FR-6a', probes: pair, broken: when(isHead, { set: { 'Content-Length': '7' } }), kept: always() },
  { id: 'FR-6b', probes: pair, broken: when(isHead, { set: { 'Cache-Control': undefined } }), kept: always() },
  both('FR-7', { body: '' }),
  {
    ...both(
      'FR-8',
      { set: { 'Content-Length': undefined } },
      { set: { 'Content-Length': undefined }, add: ['Connection: close'] },
    ),
    timeoutMs: 200,
  },
  both('FR-9', { add: ['Trailer: X-Checksum'] }),
  {
    id: 'CO-2a',
    // With two spaces the raw server does not recognise it, and stays open.
    broken: always({ add: ['Connection:  close'] }),
    kept: always({ add: ['Connection: close'] }),
  },
];

/** Takes the body of an upload for the next request. */
const confused: Answer = () => `${respond()}${respond()}`;

export const exchangeCases: readonly RuleCase[] = [
  {
    id: 'SE-3',
    probes: [unknown, head],
    broken: ({ method }) => (isHead({ method } as RawRequest) ? undefined : respond()),
    kept: always(),
    timeoutMs: 200,
  },
  { id: 'CO-1', probes: ['upload that nobody reads'], broken: confused, kept: always(closes) },
  { id: 'CO-3', probes: ['upload that stalls'], broken: () => undefined, kept: always(closes), timeoutMs: 200 },
  {
    id: 'CO-2b',
    probes: ['a second request after an error'],
    broken: ({ socket }) => {
      socket.end(respond());
      return undefined;
    },
    kept: always(),
  },
  both('CO-5', {}, closes, ['two Host fields']),
  both('CO-5a', { status: 400 }, closes, ['Content-Length that is no number']),
  both('CO-5b', { status: 431, reason: 'Request Header Fields Too Large' }, { status: 414 }, ['target of 64 KiB']),
  {
    id: 'CO-6',
    probes: ['Expect: 100-continue'],
    broken: () => undefined,
    kept: () => `HTTP/1.1 100 Continue\r\n\r\n${respond()}`,
    timeoutMs: 200,
  },
  {
    id: 'CO-7',
    probes: ['Expect: 100-continue over HTTP/1.0'],
    broken: () => `HTTP/1.1 100 Continue\r\n\r\n${respond(closes)}`,
    kept: always(closes),
  },
  {
    id: 'CO-9',
    probes: ['two requests at once'],
    broken: ({ method }) => (method === 'HEAD' ? undefined : respond()),
    kept: always(),
    timeoutMs: 200,
  },
];
