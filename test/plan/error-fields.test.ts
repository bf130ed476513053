import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NotFound, statusClasses } from '../../src/error/classes.ts';
import type { HttpErrorOptions } from '../../src/error/error-options.ts';
import { readErrorFields } from '../../src/plan/error-fields.ts';
import { hostileValues } from '../conformance/hostile-values.ts';

const read = (headers: unknown, status = 404): ReturnType<typeof readErrorFields> =>
  readErrorFields({ headers }, status);

describe('readErrorFields', () => {
  test.each([
    ['an object', { 'X-A': 'b', 'X-N': 5, 'X-L': ['c', 'd'], 'X-U': undefined }],
    [
      'pairs',
      [
        ['X-A', 'b'],
        ['X-N', '5'],
        ['X-L', 'c'],
        ['X-L', 'd'],
      ],
    ],
    [
      'a Map',
      new Map<string, unknown>([
        ['X-A', 'b'],
        ['X-N', 5],
        ['X-L', ['c', 'd']],
      ]),
    ],
  ])('reads %s', (_, headers) => {
    expect(read(headers)).toMatchObject({
      lines: [
        ['X-A', 'b'],
        ['X-N', '5'],
        ['X-L', 'c'],
        ['X-L', 'd'],
      ],
      warnings: [],
    });
  });

  test('reads Web Headers, several Set-Cookie lines included', () => {
    const headers = new Headers({ 'X-A': 'b' });
    headers.append('Set-Cookie', 'a=1');
    headers.append('Set-Cookie', 'b=2');
    expect(read(headers).lines).toEqual([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['x-a', 'b'],
    ]);
  });

  test.each([undefined, null, 'X-A: b', 5, true])('has none for %j', (headers) => {
    expect(read(headers)).toEqual({ lines: [], warnings: [] });
  });

  const refused = [
    ...['Content-Length', 'Transfer-Encoding', 'Connection', 'Keep-Alive', 'Proxy-Connection', 'TE', 'Trailer'],
    ...['Date', 'Content-Type', 'Content-Encoding'],
  ];

  test.each(refused.flatMap((name) => [name, name.toLowerCase()]))('ST-4: refuses %s', (name) => {
    const { lines, warnings } = read({ [name]: 'x', 'X-A': 'b' });
    expect(lines).toEqual([['X-A', 'b']]);
    expect(warnings).toEqual([
      { code: 'header_dropped', message: `the error's field ${name} was left out: an error cannot set it` },
    ]);
  });

  test.each([
    ['Upgrade', 426, 'h2c'],
    ['Content-Range', 416, 'bytes */10'],
    ['Proxy-Authenticate', 407, 'Basic realm="a"'],
  ])('ST-3: takes %s on %i only', (name, status, value) => {
    expect(read({ [name]: value }, status).lines).toEqual([[name, value]]);
    for (const other of [400, 404, 502]) expect(read({ [name]: value }, other).lines).toEqual([]);
  });

  test.each(['bytes 0-1/10', 'bytes */*', 'x'])('RG-1: refuses the Content-Range %s', (value) => {
    expect(read({ 'Content-Range': value }, 416)).toMatchObject({ lines: [], warnings: [{ code: 'header_dropped' }] });
  });

  test.each(['a\r\nX-Evil: 1', 'a\0', '\u0100', '😀', Number.NaN, null, {}, [null], true])(
    'SE-1, SE-2: drops the value %j',
    (value) => {
      const { lines, warnings } = read({ 'X-A': value, 'X-B': 'c' });
      expect(lines).toEqual([['X-B', 'c']]);
      expect(warnings).toEqual([
        { code: 'header_dropped', message: "the error's field X-A was left out: its value cannot be sent" },
      ]);
    },
  );

  test.each(['', 'a b', 'a\r\nX-Evil: 1', ':status', 'é', 'a:'])(
    'SE-1: drops the name %j and does not repeat it',
    (name) => {
      const { lines, warnings } = read([[name, 'SECRET']]);
      expect(lines).toEqual([]);
      expect(warnings).toEqual([
        { code: 'header_dropped', message: 'a field of the error was left out: its name is not a token' },
      ]);
    },
  );

  test.each(['ETag', 'Location', 'Retry-After', 'Server', 'Access-Control-Allow-Origin'])(
    'ST-5: %s once, the first',
    (name) => {
      expect(read({ [name]: ['1', '2'] }).lines).toEqual([[name, '1']]);
      expect(
        read([
          [name, '1'],
          [name.toUpperCase(), '2'],
        ]).lines,
      ).toEqual([[name, '1']]);
    },
  );

  test('SE-5: only own members count', () => {
    const inherited = Object.create({ 'X-Evil': 'x' }) as object;
    expect(read(Object.assign(inherited, { 'X-A': 'b' })).lines).toEqual([['X-A', 'b']]);
  });

  test.each([
    ['10 000 fields', Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`X-${index}`, 'v']))],
    ['10 000 lines of one field', { 'X-A': Array.from({ length: 10_000 }).fill('v') }],
    [
      '10 000 lines of 64 fields',
      Object.fromEntries(
        Array.from({ length: 64 }, (_, index) => [`X-${index}`, Array.from({ length: 10_000 }).fill('v'.repeat(4000))]),
      ),
    ],
    ['10 MB in one value', { 'X-A': 'v'.repeat(10_000_000) }],
    ['10 000 bad names', Array.from({ length: 10_000 }, () => ['', 'v'])],
    [
      'an endless iterator',
      {
        *[Symbol.iterator]() {
          for (;;) yield ['X-A', 'v'.repeat(4000)];
        },
      },
    ],
  ])('SE-6: %s: at most 64 lines and 8 KiB, and as many warnings', (_, headers) => {
    const started = performance.now();
    const { lines, warnings } = read(headers);
    expect(performance.now() - started).toBeLessThan(500);
    expect(lines.length).toBeLessThanOrEqual(64);
    expect(lines.reduce((sum, [name, value]) => sum + name.length + value.length, 0)).toBeLessThanOrEqual(8192);
    expect(warnings.length).toBeLessThanOrEqual(64);
    expect(lines.length + warnings.length).toBeGreaterThan(0);
  });

  test('an iterator that throws has given what it had', () => {
    const headers = {
      *[Symbol.iterator](): Generator<readonly [string, string]> {
        yield ['X-A', 'b'];
        throw new Error('no');
      },
    };
    expect(read(headers).lines).toEqual([['X-A', 'b']]);
  });

  test('SE-3: no headers make it throw or give a line that cannot be sent', () => {
    for (const build of Object.values(hostileValues)) {
      expect(() => read(build())).not.toThrow();
      expect(() => read({ 'X-A': build() })).not.toThrow();
      expect(() => read([[build(), build()], build()])).not.toThrow();
    }
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('Content-Length', 'X-A', 'a\r\nb', 'Set-Cookie'),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, fc.oneof(text, fc.anything()))),
        fc.integer({ min: 400, max: 599 }),
        (pairs, status) => {
          for (const [name, value] of read(pairs, status).lines) {
            expect(name).toMatch(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/);
            expect(value).toMatch(/^[\t\x20-\x7e\x80-\xff]*$/);
            expect(refused.map((one) => one.toLowerCase())).not.toContain(name.toLowerCase());
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('the option headers of every class is what is read', () => {
    const options: HttpErrorOptions = { headers: { 'X-A': 'b' } };
    expect(readErrorFields(new NotFound(options), 404).lines).toEqual([['X-A', 'b']]);
    for (const StatusClass of Object.values(statusClasses)) {
      expect(readErrorFields(new StatusClass(options), 404).lines).toEqual([['X-A', 'b']]);
    }
  });
});
