import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FieldSet } from '../../src/http/field-set.ts';
import type { FieldLine } from '../../src/http/response-plan.ts';
import { asksToClose, keepPriorLines, mergeVary } from '../../src/plan/prior-fields.ts';
import { now } from './planning.ts';

const keep = (name: string, value: string, status = 502): readonly FieldLine[] =>
  keepPriorLines([[name, value]], status, now);

/** ST-1 of the rules, and kin. */
const dropped = [
  ...['Content-Encoding', 'Content-Language', 'Content-Location', 'Content-Range', 'Content-Disposition'],
  ...['Content-Length', 'Content-Type', 'Transfer-Encoding', 'Trailer', 'ETag', 'Last-Modified', 'Accept-Ranges'],
  ...['Content-MD5', 'Digest', 'Content-Digest', 'Repr-Digest', 'Signature', 'Signature-Input', 'Cache-Control'],
  ...['Expires', 'Pragma', 'Age', 'CDN-Cache-Control', 'Cloudflare-CDN-Cache-Control', 'Surrogate-Control'],
  ...['X-Accel-Expires', 'Location', 'Refresh', 'SourceMap', 'X-SourceMap', 'X-Accel-Redirect', 'X-Sendfile'],
  ...['X-Lighttpd-Send-File', 'X-Powered-By', 'Connection', 'Keep-Alive', 'Proxy-Connection', 'Date'],
];

/** ST-2 of the rules, and kin. */
const kept = [
  ...['Access-Control-Allow-Origin', 'Access-Control-Expose-Headers', 'Timing-Allow-Origin', 'Vary', 'Set-Cookie'],
  ...['Cross-Origin-Resource-Policy', 'Strict-Transport-Security', 'Content-Security-Policy', 'X-Frame-Options'],
  ...['Content-Security-Policy-Report-Only', 'Permissions-Policy', 'Referrer-Policy', 'X-Request-Id', 'traceparent'],
  ...['Server-Timing', 'RateLimit', 'RateLimit-Policy', 'X-RateLimit-Remaining', 'Deprecation', 'Sunset', 'Via'],
  ...['Alt-Svc', 'Reporting-Endpoints', 'Report-To', 'NEL', 'Proxy-Status', 'Server', 'Allow', 'WWW-Authenticate'],
];

describe('keepPriorLines', () => {
  test.each(dropped)('ST-1: drops %s', (name) => {
    for (const spelling of [name, name.toLowerCase(), name.toUpperCase()]) expect(keep(spelling, 'x')).toEqual([]);
  });

  test.each(kept)('ST-2: keeps %s', (name) => {
    for (const spelling of [name, name.toLowerCase(), name.toUpperCase()]) {
      expect(keep(spelling, 'x')).toEqual([[spelling, 'x']]);
    }
  });

  test.each([
    ['Content-Range', 416, 'bytes */10'],
    ['Proxy-Authenticate', 407, 'Basic realm="a"'],
    ['Upgrade', 426, 'h2c'],
  ])('ST-3: keeps %s on %i only', (name, status, value) => {
    expect(keep(name, value, status)).toEqual([[name, value]]);
    for (const other of [400, 404, 500, 502]) expect(keep(name, value, other)).toEqual([]);
  });

  test('RG-1: a Content-Range of a part goes even on 416', () => {
    expect(keep('Content-Range', 'bytes 0-4/10', 416)).toEqual([]);
  });

  test.each([
    ['120', ['120']],
    ['1.5', ['2']],
    ['Sun, 22 Mar 2026 12:01:00 GMT', ['60']],
    ['9999999', ['86400']],
    ['0', []],
    ['soon', []],
    ['Sun, 22 Mar 2020 12:01:00 GMT', []],
  ])('RA-1: a Retry-After of %s becomes %j', (value, expected) => {
    expect(keep('Retry-After', value).map(([, line]) => line)).toEqual(expected);
  });

  test.each([
    ['</a.css>; rel=preload; as=style', undefined],
    ['</a.css>; rel="preload"; as=style', undefined],
    ['</a.js>; rel="modulepreload"', undefined],
    ['<https://cdn.example>; rel=preconnect', undefined],
    ['</next>; rel="prefetch next"', undefined],
    ['</a>; REL = PREFETCH', undefined],
    ['</license>; rel="license"', '</license>; rel="license"'],
    ['</a.css>; rel=preload, </license>; rel=license', '</license>; rel=license'],
    ['</x>; rel="preloaded"', '</x>; rel="preloaded"'],
    ['</rel=preload>; rel=help', '</rel=preload>; rel=help'],
  ])('ST-1: of the Link %s what stays is %s', (value, expected) => {
    expect(keep('Link', value)).toEqual(expected === undefined ? [] : [['Link', expected]]);
  });

  test('SE-6: a Link of 1 MB takes little time', () => {
    for (const value of [
      '; '.repeat(500_000),
      ',<'.repeat(500_000),
      `;${' '.repeat(1_000_000)}`,
      ';rel="'.repeat(150_000),
    ]) {
      const started = performance.now();
      keep('Link', value);
      expect(performance.now() - started).toBeLessThan(500);
    }
  });

  test('keeps the order, and several lines of one name', () => {
    const prior: FieldLine[] = [
      ['Set-Cookie', 'a=1'],
      ['ETag', '"x"'],
      ['Set-Cookie', 'b=2'],
      ['Vary', 'Origin'],
    ];
    expect(keepPriorLines(prior, 502, now)).toEqual([
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['Vary', 'Origin'],
    ]);
  });

  test('SE-1: drops what cannot be sent, should a host not have checked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
        for (const [one, text] of keep(name, value)) {
          expect(one).toMatch(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/);
          expect(text).toMatch(/^[\t\x20-\x7e\x80-\xff]*$/);
        }
      }),
      {
        numRuns: 1000,
        examples: [
          ['X-A', 'a\r\nb'],
          ['X A', 'b'],
          ['', 'b'],
          ['X-A', '\u0100'],
        ],
      },
    );
    expect(keep('X-A', 5 as never)).toEqual([]);
  });

  test('keeps long values of the app', () => {
    const policy = `default-src ${'https://cdn.example '.repeat(300)}`.trim();
    expect(keep('Content-Security-Policy', policy)).toHaveLength(1);
  });
});

describe('asksToClose', () => {
  test.each([
    ['Connection', 'close', true],
    ['connection', 'Keep-Alive, Close', true],
    ['Connection', 'keep-alive', false],
    ['Connection', 'closed', false],
    ['X-Connection', 'close', false],
  ])('CO-2: %s: %s is %s', (name, value, expected) => {
    expect(
      asksToClose([
        ['X-A', 'b'],
        [name, value],
      ]),
    ).toBe(expected);
  });
});

describe('mergeVary', () => {
  test.each([
    [[], 'Accept', ['Accept']],
    [['Origin'], 'Accept', ['Origin, Accept']],
    [['Origin', 'accept'], 'Accept', ['Origin, accept']],
    [['*'], 'Accept', ['*']],
    [['Accept'], 'Accept, Origin', ['Accept, Origin']],
    [['Accept'], ' , ', ['Accept']],
  ])('CT-8: %j with %s is %j', (lines, members, expected) => {
    const fields = new FieldSet();
    for (const line of lines) fields.add('Vary', line);
    mergeVary(fields, members);
    expect(fields.toLines().map(([, value]) => value)).toEqual(expected);
  });
});
