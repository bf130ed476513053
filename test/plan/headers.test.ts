import { describe, expect, test } from 'vitest';
import { createError } from '../../src/core/create-error.ts';
import {
  BadGateway,
  Gone,
  MethodNotAllowed,
  NetworkAuthenticationRequired,
  NotFound,
  RangeNotSatisfiable,
  ServiceUnavailable,
  statusClasses,
  TooManyRequests,
  Unauthorized,
  UpgradeRequired,
} from '../../src/error/classes.ts';
import type { HeaderInput } from '../../src/error/error-options.ts';
import type { FieldLine } from '../../src/http/response-plan.ts';
import { faultsOf, linesOf, namesOf, planOf, warningsOf } from './planning.ts';

describe('order and presence', () => {
  test('DT-7: is that of the documented response', () => {
    expect(planOf(new BadGateway(), { options: { server: 'httperrors.com' } }).headers).toEqual([
      ['Date', 'Sun, 22 Mar 2026 12:00:00 GMT'],
      ['Server', 'httperrors.com'],
      ['Content-Type', 'application/json'],
      ['Cache-Control', 'no-store'],
      ['X-Content-Type-Options', 'nosniff'],
      ['Content-Length', '46'],
    ]);
  });

  test('DT-7: control data stays first whatever is added', () => {
    const error = new BadGateway({ headers: { 'X-A': 'b', Server: 'own' } });
    const plan = planOf(error, {
      prior: [
        ['Vary', 'Origin'],
        ['Server', 'app'],
      ],
    });
    expect(namesOf(plan)).toEqual([
      ...['Date', 'Server', 'Content-Type', 'Vary', 'X-A', 'Cache-Control', 'X-Content-Type-Options', 'Content-Length'],
    ]);
  });

  test.each([
    [undefined, [], ['failwell']],
    [undefined, [['Server', 'app']], ['app']],
    ['mine', [['Server', 'app']], ['mine']],
    ['failwell', [['server', 'app']], ['failwell']],
    [false, [], []],
    [false, [['Server', 'app']], ['app']],
  ] as const)('DT-5: with server %s and the app setting %j it is %j', (server, prior, expected) => {
    const options = server === undefined ? {} : { server };
    expect(linesOf(planOf(new NotFound({ reason: 'A' }), { options, prior: prior as never }), 'Server')).toEqual(
      expected,
    );
    expect(linesOf(planOf(new NotFound(), { options, prior: prior as never }), 'Server')).toEqual(expected);
  });

  test('every status: no faults', () => {
    for (const StatusClass of Object.values(statusClasses)) {
      expect(faultsOf(planOf(new StatusClass()))).toEqual([]);
      expect(faultsOf(planOf(new StatusClass({ reason: 'A' })))).toEqual([]);
    }
  });
});

describe("the error's own fields", () => {
  test('ST-4: win over what the handler had set', () => {
    const plan = planOf(new NotFound({ headers: { 'X-A': 'error', ETag: '"e"' } }), {
      prior: [
        ['x-a', 'app'],
        ['ETag', '"app"'],
      ],
    });
    expect(linesOf(plan, 'X-A')).toEqual(['error']);
    expect(linesOf(plan, 'ETag')).toEqual(['"e"']);
  });

  test('ST-4: cannot touch framing, type and date', () => {
    const headers = { 'Content-Length': 1, 'content-type': 'text/html', Date: 'x', 'Transfer-Encoding': 'chunked' };
    const plan = planOf(new NotFound({ headers }));
    expect(faultsOf(plan)).toEqual([]);
    expect(linesOf(plan, 'Content-Type')).toEqual(['application/json']);
    expect(warningsOf(plan)).toEqual(['header_dropped', 'header_dropped', 'header_dropped', 'header_dropped']);
  });

  test.each<readonly [string, HeaderInput, readonly string[]]>([
    ['Set-Cookie', { 'Set-Cookie': ['c=3', 'd=4'] }, ['a=1', 'b=2', 'c=3', 'd=4']],
    ['Link', { Link: '</b>; rel=help' }, ['</a>; rel=license', '</b>; rel=help']],
    ['Vary', { Vary: 'Accept, Origin' }, ['Origin, Accept']],
    ['X-List', { 'X-List': ['1', '2'] }, ['1', '2']],
  ])('ST-2, CT-8: of %s are added or merged as the field allows', (name, headers, expected) => {
    const prior: FieldLine[] = [
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['Link', '</a>; rel=license'],
      ['Vary', 'Origin'],
      ['X-List', '0'],
    ];
    expect(linesOf(planOf(new NotFound({ headers }), { prior }), name)).toEqual(expected);
  });

  test('nosniff stays, whatever the error says', () => {
    const plan = planOf(new NotFound({ headers: { 'X-Content-Type-Options': 'sniff' } }));
    expect(linesOf(plan, 'X-Content-Type-Options')).toEqual(['nosniff']);
  });
});

describe('caching', () => {
  test('CA-4: is no-store, and what the handler had said is gone', () => {
    const plan = planOf(new NotFound(), {
      prior: [
        ['Cache-Control', 'public, max-age=3600'],
        ['Expires', 'x'],
      ],
    });
    expect(linesOf(plan, 'Cache-Control')).toEqual(['no-store']);
    expect(linesOf(plan, 'Expires')).toEqual([]);
  });

  test.each([
    ['its option', new Gone({ cacheControl: 'max-age=600' })],
    ['its field', new Gone({ headers: { 'cache-control': 'max-age=600' } })],
    ['its option over its field', new Gone({ cacheControl: 'max-age=600', headers: { 'Cache-Control': 'private' } })],
  ])('CA-4: an error chooses by %s', (_, error) => {
    expect(linesOf(planOf(error), 'Cache-Control')).toEqual(['max-age=600']);
  });

  test.each(['max-age=1\r\nX: 1', 'é\u0100', 'x'.repeat(5000)])(
    'SE-1: a cacheControl that cannot be sent is dropped',
    (value) => {
      const plan = planOf(new Gone({ cacheControl: value }));
      expect(linesOf(plan, 'Cache-Control')).toEqual(['no-store']);
      expect(warningsOf(plan)).toEqual(['header_dropped']);
    },
  );

  test.each([428, 429, 431, 511])('CA-1: a %i must not be stored, whatever the error says', (status) => {
    for (const options of [{ cacheControl: 'max-age=60' }, { headers: { 'Cache-Control': 'public' } }]) {
      const plan = planOf(createError(status, options));
      expect(linesOf(plan, 'Cache-Control')).toEqual(['no-store']);
      expect(warningsOf(plan)).toContain('header_dropped');
    }
    const agreeing = planOf(createError(status, { cacheControl: 'private, no-store' }));
    expect(linesOf(agreeing, 'Cache-Control')).toEqual(['private, no-store']);
    expect(warningsOf(agreeing)).toEqual([]);
  });
});

describe('fields that a status must have', () => {
  test.each([
    ['AU-1', new Unauthorized({ challenges: [] }), 'a 401 must carry WWW-Authenticate; the error names none'],
    ['AU-4', createError(407), 'a 407 must carry Proxy-Authenticate; the error names none'],
    ['ME-1', createError(405), 'a 405 must carry Allow; the error names none'],
    ['ME-3', createError(426), 'a 426 must carry Upgrade; the error names none'],
  ])('%s: without it the response goes out and the record says so', (_, error, message) => {
    const plan = planOf(error);
    expect(faultsOf(plan)).toEqual([]);
    expect(plan.facts.warnings).toEqual([{ code: 'header_missing', message }]);
  });

  test.each([
    [new Unauthorized({ challenges: ['Bearer'] }), 'WWW-Authenticate', 'Bearer'],
    [new MethodNotAllowed({ allow: [] }), 'Allow', ''],
    [new RangeNotSatisfiable({ range: { length: 7 } }), 'Content-Range', 'bytes */7'],
    [new UpgradeRequired({ upgrade: 'h2c' }), 'Upgrade', 'h2c'],
  ])('%s carries %s: %s', (error, name, value) => {
    const plan = planOf(error);
    expect(linesOf(plan, name)).toEqual([value]);
    expect(plan.facts.warnings).toEqual([]);
  });

  test('AU-1: defaultChallenge fills a 401', () => {
    const options = { defaultChallenge: { scheme: 'Bearer', params: { realm: 'a' } } };
    const plan = planOf(createError(401), { options });
    expect(linesOf(plan, 'WWW-Authenticate')).toEqual(['Bearer realm="a"']);
    expect(plan.facts.warnings).toEqual([]);
  });

  test('AU-8: a 511 has no challenge, from wherever', () => {
    const error = new NetworkAuthenticationRequired({
      challenges: ['Bearer'],
      headers: { 'WWW-Authenticate': 'Basic' },
    });
    const plan = planOf(error, { prior: [['WWW-Authenticate', 'Digest']], options: { defaultChallenge: 'Bearer' } });
    expect(linesOf(plan, 'WWW-Authenticate')).toEqual([]);
  });
});

describe('Retry-After', () => {
  test('RA-1: one line, whatever was there', () => {
    const error = new ServiceUnavailable({
      headers: [
        ['Retry-After', '7'],
        ['retry-after', '8'],
      ],
    });
    expect(
      linesOf(
        planOf(error, {
          prior: [
            ['Retry-After', '9'],
            ['Retry-After', '10'],
          ],
        }),
        'Retry-After',
      ),
    ).toEqual(['7']);
  });

  test('a 429 of a rate limiter keeps its fields', () => {
    const prior: FieldLine[] = [
      ['RateLimit', '"a";r=0;t=30'],
      ['X-RateLimit-Remaining', '0'],
      ['Retry-After', '30'],
    ];
    const plan = planOf(new TooManyRequests(), { prior });
    expect(linesOf(plan, 'RateLimit')).toEqual(['"a";r=0;t=30']);
    expect(linesOf(plan, 'Retry-After')).toEqual(['30']);
  });
});

describe('negotiation and language', () => {
  test('CT-8: format negotiate adds Vary: Accept to every variant, once', () => {
    for (const accept of ['text/html', 'application/json', 'image/png']) {
      const request = { headers: { accept } };
      const plan = planOf(new NotFound(), { request, options: { format: 'negotiate' }, prior: [['Vary', 'accept']] });
      expect(linesOf(plan, 'Vary')).toEqual(['accept']);
    }
    expect(linesOf(planOf(new NotFound()), 'Vary')).toEqual([]);
  });

  test('CT-9: translated text has Content-Language and varies', () => {
    const options = { message: () => ({ text: 'Nicht gefunden', language: 'de' }) };
    const plan = planOf(new NotFound(), { options, prior: [['Content-Language', 'fr']] });
    expect(linesOf(plan, 'Content-Language')).toEqual(['de']);
    expect(linesOf(plan, 'Vary')).toEqual(['Accept-Language']);
  });

  test('CT-10: an HTML page has a policy of its own', () => {
    const request = { headers: { accept: 'text/html' } };
    const plan = planOf(new NotFound(), {
      request,
      options: { format: 'negotiate' },
      prior: [['Content-Security-Policy', "default-src 'self'"]],
    });
    expect(linesOf(plan, 'Content-Security-Policy')).toHaveLength(1);
    expect(linesOf(plan, 'Content-Security-Policy')[0]).toContain("default-src 'none'");
  });
});
