import { validateHeaderName, validateHeaderValue } from 'node:http';
import { describe, expect, test } from 'vitest';
import { clientErrors } from '../../src/catalogue/client-errors.ts';
import { serverErrors } from '../../src/catalogue/server-errors.ts';
import { unregistered, unregisteredRows } from '../../src/catalogue/unregistered.ts';
import { describeStatus, type StatusDescription, statusCatalogue } from '../../src/catalogue.ts';
import { statusTable } from '../../src/error/status.ts';

const codes = statusCatalogue.map(({ code }) => code);
const registered = statusCatalogue.filter((entry) => entry.registered);
const vendors = statusCatalogue.filter((entry) => !entry.registered);

/** No errors, so without an entry; named because they may be the better answer. */
const otherStatuses = new Set([300, 304, 308]);

const sentences = ['meaning', 'description', 'notes', 'retryReason'] as const;
const texts = ['phrase', 'commonUseCase', 'canonical'] as const;
const lists = [
  'aliases',
  'retriedBy',
  'requiredHeaders',
  'recommendedHeaders',
  'forbiddenHeaders',
  'siblings',
] as const;

describe('the catalogue', () => {
  test('has an entry for every row of the status table and for every vendor number, once, in ascending order', () => {
    const expected = [...statusTable.keys(), ...unregisteredRows.map(([code]) => code)].sort((a, b) => a - b);
    expect(codes).toEqual(expected);
    expect(new Set(codes).size).toBe(71);
    expect([registered.length, vendors.length]).toEqual([40, 31]);
  });

  test('has no prose for a number without an entry', () => {
    const written = [clientErrors, serverErrors, unregistered].flatMap((prose) => Object.keys(prose).map(Number));
    expect(written.sort((a, b) => a - b)).toEqual(codes);
  });

  test('cannot be changed by a reader', () => {
    expect(Object.isFrozen(statusCatalogue)).toBe(true);
    for (const entry of statusCatalogue) expect(Object.isFrozen(entry)).toBe(true);
  });

  test('repeats the facts of the status table, so that no value is written twice', () => {
    for (const [code, row] of statusTable) {
      const { requiredHeaders, ...facts } = row;
      expect(describeStatus(code)).toMatchObject(facts);
      expect(describeStatus(code)?.requiredHeaders.map(({ name }) => name)).toEqual(requiredHeaders);
    }
  });
});

describe('describeStatus', () => {
  test('finds every entry of the catalogue', () => {
    for (const entry of statusCatalogue) expect(describeStatus(entry.code)).toBe(entry);
  });

  test.each([200, 308, 399, 432, 512, 600, 0, -1, 404.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'gives undefined for %d',
    (code) => {
      expect(describeStatus(code)).toBeUndefined();
    },
  );

  test.each(['404', null, undefined, '__proto__', {}])('gives undefined for the non-number %j', (value) => {
    expect(describeStatus(value as never)).toBeUndefined();
  });
});

describe.each(statusCatalogue)('the entry $code $phrase', (entry: StatusDescription) => {
  test('has every field of 502', () => {
    expect(Object.keys(entry).sort()).toEqual(Object.keys(describeStatus(502) as object).sort());
    for (const list of lists) expect(Array.isArray(entry[list]), list).toBe(true);
    expect(typeof entry.recommended).toBe('boolean');
  });

  test('says something in whole sentences', () => {
    for (const key of sentences) expect(entry[key], key).toMatch(/^[A-Z][^\n]{10,}\.$/);
    expect(entry.meaning, 'meaning is one sentence').not.toMatch(/[.!?] [A-Z]/);
    for (const key of texts) expect(entry[key], key).toMatch(/^\S.*\S$/);
    if (entry.bodyGuidance !== undefined) expect(entry.bodyGuidance).toMatch(/^Should .*\.$/);
  });

  test('names other statuses that exist, each once, and says when', () => {
    const related = entry.related.map(({ code }) => code);
    expect(related.length).toBeGreaterThan(0);
    expect(new Set(related).size).toBe(related.length);
    expect(related).not.toContain(entry.code);
    for (const { code, phrase, useInsteadWhen } of entry.related) {
      const other = describeStatus(code);
      expect(other?.registered ?? otherStatuses.has(code), `${code} is registered`).toBe(true);
      if (other !== undefined) expect(phrase).toBe(other.phrase);
      expect(useInsteadWhen).toMatch(/^[a-z].{10,}[^.]$/);
    }
  });

  test('has fields that Node accepts, and says when they belong there', () => {
    const { requiredHeaders, recommendedHeaders, forbiddenHeaders } = entry;
    for (const { name, example, when, spec } of [...requiredHeaders, ...recommendedHeaders, ...forbiddenHeaders]) {
      expect(() => validateHeaderName(name)).not.toThrow();
      if (example !== undefined) expect(() => validateHeaderValue(name, example)).not.toThrow();
      expect(when.length * spec.length).toBeGreaterThan(0);
    }
    expect(requiredHeaders.every(({ level }) => level === 'MUST')).toBe(true);
    expect(forbiddenHeaders.every(({ level }) => level.endsWith('NOT'))).toBe(true);
    expect(recommendedHeaders.some(({ level }) => level.endsWith('NOT'))).toBe(false);
  });

  test('lists the other registered statuses of its category with meaning and use', () => {
    const expected = registered
      .filter(({ category, code }) => category === entry.category && code !== entry.code)
      .map(({ code, phrase, meaning, commonUseCase }) => ({ code, phrase, meaning, commonUseCase }));
    expect(entry.siblings).toEqual(expected);
  });
});

describe('registered statuses', () => {
  test('are assigned, but for 418 and 510, and only those two are deprecated', () => {
    const others = registered.filter(({ registryStatus }) => registryStatus !== 'assigned');
    expect(others.map(({ code, registryStatus, deprecated }) => [code, registryStatus, deprecated])).toEqual([
      [418, 'reserved', true],
      [510, 'obsoleted', true],
    ]);
    expect(registered.filter(({ deprecated }) => deprecated)).toEqual(others);
  });

  test('are a standard choice, but for five', () => {
    expect(registered.filter(({ recommended }) => !recommended).map(({ code }) => code)).toEqual([
      402, 418, 506, 510, 511,
    ]);
  });

  test('name the section that defines them', () => {
    for (const { rfc, specUrl } of registered) {
      expect(specUrl).toBe(
        `https://datatracker.ietf.org/doc/html/${rfc?.name.replace('RFC ', 'rfc')}#section-${rfc?.section}`,
      );
    }
  });

  test('CA-1: 428, 429, 431 and 511 ask for no-store', () => {
    const asking = registered.filter(({ recommendedHeaders }) =>
      recommendedHeaders.some(
        ({ name, level, value }) => name === 'Cache-Control' && level === 'MUST' && value === 'no-store',
      ),
    );
    expect(asking.map(({ code }) => code)).toEqual([428, 429, 431, 511]);
  });

  test('CO-4: a status that leaves the connection unusable says so', () => {
    for (const { connection, recommendedHeaders, code } of registered) {
      const closes = recommendedHeaders.some(({ name, example }) => name === 'Connection' && example === 'close');
      expect(closes, String(code)).toBe(connection === 'close');
    }
  });
});

describe('unregistered numbers', () => {
  test.each(vendors)('$code maps to a registered status of which it says when', (entry) => {
    expect(describeStatus(entry.mapTo as number)?.registered).toBe(true);
    expect(entry.related.map(({ code }) => code)).toEqual([entry.mapTo]);
    expect(entry.source).toMatch(/\S/);
  });

  test.each(vendors)('SL-2: $code is deprecated, for no new application, and not sent', (entry) => {
    expect(entry).toMatchObject({
      registryStatus: 'unassigned',
      deprecated: true,
      recommended: false,
      recommendedScope: 'none',
      rfc: undefined,
      specUrl: undefined,
      typicalResponse: undefined,
      caching: 'explicit',
    });
  });

  test('have no class, but for 509', () => {
    expect(vendors.filter(({ className }) => className !== undefined).map(({ code }) => code)).toEqual([509]);
  });

  test('ID-1: a repeat is as safe as that of the status they map to', () => {
    expect(describeStatus(524)).toMatchObject({ retryable: 'after-delay', idempotentOnly: true });
    expect(describeStatus(420)).toMatchObject({ retryable: 'after-delay', idempotentOnly: false });
    expect(describeStatus(499)).toMatchObject({ retryable: 'no', idempotentOnly: null });
  });
});

test('the entry of 502 in full', () => {
  expect(describeStatus(502)).toMatchInlineSnapshot(`
    {
      "aliases": [],
      "bodyGuidance": undefined,
      "caching": "explicit",
      "canonical": "UNAVAILABLE",
      "category": "Server Error",
      "className": "BadGateway",
      "code": 502,
      "commonUseCase": "Upstream errors seen by proxies and load balancers",
      "connection": "keep",
      "deprecated": false,
      "description": "The fault lies behind this server: the upstream answered with something unusable, or closed the connection, or could not be reached at all for a reason other than time. The client did nothing wrong. Whoever operates the gateway looks at the upstream and at the path to it, not at the code of the gateway.",
      "errorName": "BadGatewayError",
      "example": "throw new BadGateway('orders answered 500', { reason: 'ORDERS_FAILED', transient: true });",
      "exposedByDefault": false,
      "failureDomain": "upstream",
      "forbiddenHeaders": [],
      "idempotentOnly": true,
      "mapTo": undefined,
      "meaning": "While acting as gateway or proxy, the server got a reply from the next inbound server that it could not accept as valid.",
      "notes": "RFC 9209 recommends it also when no reply came because the connection was refused, reset or unroutable, or TLS or DNS failed. RFC 9112 section 6.3 makes it mandatory for a proxy that receives invalid Content-Length framing. Never copy status, headers or content of the upstream error.",
      "phrase": "Bad Gateway",
      "popularity": "common",
      "recommended": true,
      "recommendedHeaders": [
        {
          "level": "MAY",
          "name": "Proxy-Status",
          "option": "proxy",
          "spec": "RFC 9209 section 2",
          "value": "<proxy-id>; error=<proxy error type>",
          "when": "only in the role of an intermediary; an origin must not",
        },
        {
          "level": "MAY",
          "name": "Retry-After",
          "option": "retryAfter",
          "spec": "RFC 9110 section 10.2.3",
          "value": "seconds or an HTTP date",
          "when": "when the fault is known to be transient",
        },
      ],
      "recommendedScope": "gateway",
      "registered": true,
      "registryStatus": "assigned",
      "related": [
        {
          "code": 504,
          "phrase": "Gateway Timeout",
          "useInsteadWhen": "the upstream did not answer in time (connect, read or DNS timeout)",
        },
        {
          "code": 503,
          "phrase": "Service Unavailable",
          "useInsteadWhen": "the upstream is known to be down or drained, its connection limit is reached, or you are overloaded yourself",
        },
        {
          "code": 500,
          "phrase": "Internal Server Error",
          "useInsteadWhen": "the fault lies in the gateway itself, its configuration or its routing",
        },
        {
          "code": 508,
          "phrase": "Loop Detected",
          "useInsteadWhen": "a WebDAV binding loop, not a proxy loop, was found",
        },
        {
          "code": 424,
          "phrase": "Failed Dependency",
          "useInsteadWhen": "an earlier action in the same request failed",
        },
      ],
      "requiredHeaders": [],
      "retriedBy": [
        "ky",
        "got",
        "Envoy (gateway-error)",
      ],
      "retryReason": "Faults of an upstream are often transient, yet it may have acted already, so automatic repeats are for idempotent requests.",
      "retryable": "after-delay",
      "rfc": {
        "name": "RFC 9110",
        "section": "15.6.3",
      },
      "siblings": [
        {
          "code": 500,
          "commonUseCase": "Unhandled exceptions and crashes while a request is processed",
          "meaning": "Something unexpected went wrong inside the server and no more precise code applies.",
          "phrase": "Internal Server Error",
        },
        {
          "code": 501,
          "commonUseCase": "Request methods that the server supports nowhere",
          "meaning": "The server lacks the functionality that the request needs, typically because it does not recognise the method for any resource.",
          "phrase": "Not Implemented",
        },
        {
          "code": 503,
          "commonUseCase": "Maintenance windows, overload, load shedding",
          "meaning": "The server cannot handle the request for now because of overload or maintenance and expects this to pass.",
          "phrase": "Service Unavailable",
        },
        {
          "code": 504,
          "commonUseCase": "Upstream server timeouts",
          "meaning": "While acting as gateway or proxy, the server waited for an upstream that it needed and no timely answer came.",
          "phrase": "Gateway Timeout",
        },
        {
          "code": 505,
          "commonUseCase": "Client speaking an HTTP version the server does not support",
          "meaning": "The server refuses the major HTTP version used by the request.",
          "phrase": "HTTP Version Not Supported",
        },
        {
          "code": 506,
          "commonUseCase": "Faulty configuration of transparent content negotiation",
          "meaning": "The server is misconfigured: the variant that negotiation selected would itself negotiate, which makes the selection circular.",
          "phrase": "Variant Also Negotiates",
        },
        {
          "code": 507,
          "commonUseCase": "Full storage on a WebDAV server",
          "meaning": "The server cannot store the representation that is needed to complete the request.",
          "phrase": "Insufficient Storage",
        },
        {
          "code": 508,
          "commonUseCase": "Circular WebDAV bindings",
          "meaning": "An operation with Depth: infinity ran into an endless loop of bindings and failed as a whole.",
          "phrase": "Loop Detected",
        },
        {
          "code": 510,
          "commonUseCase": "The HTTP Extension Framework, in theory",
          "meaning": "The request did not declare an extension that the access policy of the resource demands.",
          "phrase": "Not Extended",
        },
        {
          "code": 511,
          "commonUseCase": "Login demanded by a captive portal",
          "meaning": "The client has to authenticate to the network before its traffic is let through.",
          "phrase": "Network Authentication Required",
        },
      ],
      "source": undefined,
      "specUrl": "https://datatracker.ietf.org/doc/html/rfc9110#section-15.6.3",
      "typicalResponse": {
        "body": "{"error":{"code":502,"message":"Bad Gateway"}}",
        "headers": [
          [
            "Date",
            "Sun, 22 Mar 2026 12:00:00 GMT",
          ],
          [
            "Server",
            "httperrors.com",
          ],
          [
            "Content-Type",
            "application/json",
          ],
        ],
        "statusLine": "HTTP/1.1 502 Bad Gateway",
      },
    }
  `);
});
