import { type Probe, type Refusal, toBytes, userAgent } from '../probe.ts';
import type { Target } from '../target.ts';
import { unknownPath } from './pages.ts';

interface Malformed {
  readonly name: string;
  readonly bytes: (target: Target) => string;
  readonly refusal?: Refusal;
}

function withFields(...fields: readonly string[]): (target: Target) => string {
  return (target) => toBytes({ path: unknownPath(target), host: target.host, fields });
}

function framing(source: string, statuses: readonly number[] = [400]): Refusal {
  return { statuses, closes: true, source };
}

const badHost: Refusal = { statuses: [400], closes: false, source: 'RFC 9112 section 3.2' };
const huge = 64 * 1024;

/** Requests that are no HTTP, or that two recipients on the way would read differently: what request smuggling is made of. */
const malformed: readonly Malformed[] = [
  { name: 'no HTTP at all', bytes: () => 'FAILWELL AUDIT\r\n\r\n' },
  { name: 'unknown HTTP version', bytes: ({ host }) => `GET / HTTP/9.9\r\nHost: ${host}\r\n${userAgent}\r\n\r\n` },
  { name: 'no Host', bytes: (target) => toBytes({ path: unknownPath(target) }), refusal: badHost },
  { name: 'two Host fields', bytes: withFields('Host: failwell-audit.invalid'), refusal: badHost },
  {
    name: 'invalid Host',
    bytes: (target) => toBytes({ path: unknownPath(target), host: 'failwell audit/?' }),
    refusal: badHost,
  },
  {
    name: 'Content-Length that is no number',
    bytes: withFields('Content-Length: failwell'),
    refusal: framing('RFC 9112 section 6.3'),
  },
  {
    name: 'two Content-Length fields that differ',
    bytes: withFields('Content-Length: 0', 'Content-Length: 7'),
    refusal: framing('RFC 9112 section 6.3'),
  },
  {
    // Processing it by Transfer-Encoding alone is allowed, with whatever answer; keeping the connection is not.
    name: 'Content-Length and Transfer-Encoding',
    bytes: (target) => `${withFields('Content-Length: 5', 'Transfer-Encoding: chunked')(target)}0\r\n\r\n`,
    refusal: { closes: true, source: 'RFC 9112 section 6.1' },
  },
  {
    name: 'Transfer-Encoding that does not end in chunked',
    bytes: withFields('Transfer-Encoding: chunked, gzip'),
    refusal: framing('RFC 9112 section 6.3', [400, 501]),
  },
  {
    name: 'unknown transfer coding',
    bytes: withFields('Transfer-Encoding: failwell'),
    refusal: framing('RFC 9112 section 6.3', [400, 501]),
  },
  {
    name: 'chunk size that is no number',
    bytes: (target) => `${withFields('Transfer-Encoding: chunked')(target)}failwell\r\n\r\n`,
  },
  {
    name: 'space before the colon',
    bytes: withFields('X-Failwell : audit'),
    refusal: { statuses: [400], closes: false, source: 'RFC 9112 section 5.1' },
  },
  { name: 'NUL in a field value', bytes: withFields('X-Failwell: a\0b') },
  { name: 'header section of 64 KiB', bytes: withFields(`X-Failwell: ${'a'.repeat(huge)}`) },
  {
    name: 'target of 64 KiB',
    bytes: (target) => toBytes({ path: `${unknownPath(target)}?${'a'.repeat(huge)}`, host: target.host }),
  },
];

export const longTargetName = 'target of 64 KiB';

/** Requests that are refused before any handler sees them. */
export function createMalformedProbes(target: Target): readonly Probe[] {
  return malformed.map(({ name, bytes, refusal }) => ({
    name,
    kind: 'parser',
    method: 'GET',
    path: unknownPath(target),
    version: '1.1',
    parts: [{ bytes: bytes(target), methods: ['GET'] }],
    ...(refusal === undefined ? {} : { refusal }),
  }));
}
