import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadGateway, GatewayTimeout } from '../../src/error/classes.ts';
import { proxyErrorTypes, toProxyIdentity, toProxyStatus } from '../../src/plan/proxy-status.ts';
import { hostileValues } from '../conformance/hostile-values.ts';
import { linesOf, planOf } from './planning.ts';

const member = (proxy: unknown, details = false, status = 502, id = 'edge'): string | undefined =>
  toProxyStatus({ proxy }, status, { id, details });

/** sf-item parameters of RFC 9651: key, then token, string, integer, byte sequence or nothing. */
const sfMember =
  /^(?:[A-Za-z*][!#$%&'*+\-.^_`|~0-9A-Za-z:/]*|"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*")(?:;[a-z*][a-z0-9_.*-]*(?:=(?:[A-Za-z*][!#$%&'*+\-.^_`|~0-9A-Za-z:/]*|"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"|-?\d{1,15}|:[A-Za-z0-9+/=]*:|\?[01]))?)*$/;

describe('toProxyStatus', () => {
  test.each([
    ['edge', 'edge'],
    ['gateway.example:8080', 'gateway.example:8080'],
    ['*', '*'],
    ['8080', '"8080"'],
    ['my edge', '"my edge"'],
    ['a"b', '"a\\"b"'],
    ['é', undefined],
  ])('PX-2: the identity %s is %s', (id, expected) => {
    expect(toProxyIdentity(id)).toBe(expected);
  });

  test('has 32 registered types, each with its status', () => {
    expect(Object.keys(proxyErrorTypes)).toHaveLength(32);
    for (const [type, status] of Object.entries(proxyErrorTypes)) {
      expect(member({ error: type })).toBe(`edge;error=${type}`);
      expect(status).toBeGreaterThanOrEqual(400);
    }
  });

  test('PX-3: an error that knows no next hop has no member; one that was answered has no error', () => {
    expect(member(undefined)).toBeUndefined();
    expect(member('connection_refused')).toBeUndefined();
    expect(member({})).toBe('edge');
    expect(member({ receivedStatus: 401 }, true)).toBe('edge;received-status=401');
  });

  test.each([
    [404, 'http_request_error'],
    [500, 'proxy_internal_error'],
    [502, 'http_protocol_error'],
    [503, 'destination_unavailable'],
    [504, 'http_response_timeout'],
  ])('PX-4: an unregistered type on %i is %s', (status, type) => {
    for (const error of ['read_timeout', 'constructor', '__proto__', 'a b', '']) {
      expect(member({ error }, false, status)).toBe(`edge;error=${type}`);
    }
  });

  const whole = {
    error: 'connection_refused',
    nextHop: 'db "1":5432',
    nextProtocol: 'http/1.1',
    receivedStatus: 503,
    details: 'said no',
  };

  test('PX-7: next hop, protocol, status and details only when asked for', () => {
    expect(member(whole)).toBe('edge;error=connection_refused');
    expect(member(whole, true)).toBe(
      'edge;error=connection_refused;next-hop="db \\"1\\":5432";next-protocol=http/1.1;received-status=503;details="said no"',
    );
  });

  test('PX-7: params cannot bring them in, nor a second error', () => {
    const params = { error: 'x', 'next-hop': 'db', 'next-protocol': 'h2', 'received-status': 1, details: 'x' };
    expect(member({ error: 'dns_error', params: { ...params, 'next-hop-aliases': 'db', rcode: 'NXDOMAIN' } })).toBe(
      'edge;error=dns_error;rcode="NXDOMAIN"',
    );
  });

  test.each([
    [{ 'alert-id': 40 }, ';alert-id=40'],
    [{ a: true, b: false }, ';a;b=?0'],
    [{ a: 1.5, b: Number.NaN, c: 1e15, d: -5 }, ';d=-5'],
    [{ A: 'x', 'a b': 'x', '': 'x' }, ''],
    [{ a: 'é', b: 'a\r\nb', c: 'ok' }, ';c="ok"'],
    [{ a: null, b: undefined, c: {} }, ''],
  ])('PX-9: the parameters %o are written as %j', (params, expected) => {
    expect(member({ error: 'dns_error', params })).toBe(`edge;error=dns_error${expected}`);
  });

  test('PX-6: a protocol that is no token is a byte sequence; what is not ASCII is dropped', () => {
    expect(member({ nextProtocol: 'h\u00fc' }, true)).toBe('edge;next-protocol=:aMO8:');
    expect(member({ nextHop: 'dé', details: 'é', receivedStatus: 1e20 }, true)).toBe('edge');
  });

  test('PX-9: any facts give a member that parses, or none', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...Object.keys(proxyErrorTypes)), fc.string());
    const facts = fc.record(
      {
        error: text,
        nextHop: text,
        nextProtocol: text,
        receivedStatus: fc.oneof(fc.integer(), fc.double()),
        details: text,
        params: fc.dictionary(text, fc.oneof(text, fc.double(), fc.integer(), fc.boolean())),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(facts, fc.stringMatching(/^[\x20-\x7e]{1,20}$/), fc.boolean(), (proxy, id, details) => {
        expect(member(proxy, details, 502, id)).toMatch(sfMember);
      }),
      { numRuns: 1000 },
    );
    for (const build of Object.values(hostileValues)) {
      expect(() => member(build(), true)).not.toThrow();
      expect(member({ params: build(), error: build() }, true)).toMatch(sfMember);
    }
  });
});

describe('the field', () => {
  const options = { proxyStatus: { id: 'edge' } } as const;
  const refused = new BadGateway({ proxy: { error: 'connection_refused', nextHop: 'db' } });

  test('PX-1: is there only with the option', () => {
    expect(linesOf(planOf(refused), 'Proxy-Status')).toEqual([]);
    expect(linesOf(planOf(refused, { options }), 'Proxy-Status')).toEqual(['edge;error=connection_refused']);
    expect(linesOf(planOf(new GatewayTimeout(), { options }), 'Proxy-Status')).toEqual([]);
  });

  test('PX-5: is appended after the members of inner proxies', () => {
    const plan = planOf(refused, { options, prior: [['Proxy-Status', 'inner;error=dns_error']] });
    expect(linesOf(plan, 'Proxy-Status')).toEqual(['inner;error=dns_error', 'edge;error=connection_refused']);
  });

  test('PX-7: has details only with details: true', () => {
    const plan = planOf(refused, { options: { proxyStatus: { id: 'edge', details: true } } });
    expect(linesOf(plan, 'Proxy-Status')).toEqual(['edge;error=connection_refused;next-hop="db"']);
  });
});
