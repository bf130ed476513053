import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRequestView, toPath } from '../../src/http/request-view.ts';
import { hostileValues } from '../conformance/hostile-values.ts';

describe('toPath', () => {
  test.each([
    ['/orders/1', '/orders/1'],
    ['/orders?token=secret', '/orders'],
    ['/orders#secret', '/orders'],
    ['?token=secret', '/'],
    ['', '/'],
    ['*', '*'],
    ['http://user:secret@host:8080/a/b?c', '/a/b'],
    ['HTTPS://user:secret@host', '/'],
    ['http://host?token=secret', '/'],
    ['host:443', 'host:443'],
    ['/a\n?secret\nsecret', '/a\n'],
  ])('%j is recorded as %j', (target, path) => {
    expect(toPath(target)).toBe(path);
  });

  test('SE-6: a path has at most 2048 characters', () => {
    expect(toPath(`/${'a'.repeat(10_000_000)}`)).toHaveLength(2048);
  });

  test('no query, fragment or user information survives', () => {
    const part = fc.stringMatching(/^[a-zA-Z0-9/._-]{0,20}$/);
    fc.assert(
      fc.property(part, part, fc.constantFrom('', 'http://u:SECRET@h', 'https://SECRET@h:1'), (path, more, origin) => {
        expect(toPath(`${origin}/${path}?SECRET=${more}#SECRET`)).toBe(`/${path}`);
      }),
    );
  });
});

describe('createRequestView', () => {
  test('sees a node:http request', () => {
    const view = createRequestView({
      method: 'PUT',
      url: '/a?b',
      headers: { accept: 'text/html', 'x-forwarded-for': ['1', '2'] },
    });
    expect(view.method).toBe('PUT');
    expect(view.path).toBe('/a');
    expect(view.header('accept')).toBe('text/html');
    expect(view.header('x-forwarded-for')).toBe('1, 2');
    expect(view.header('host')).toBeUndefined();
  });

  test('sees a Web Request', () => {
    const view = createRequestView(
      new Request('http://host/a/b?c', { method: 'DELETE', headers: { Accept: 'text/html' } }),
    );
    expect([view.method, view.path, view.header('accept'), view.header('host')]).toEqual([
      'DELETE',
      '/a/b',
      'text/html',
      undefined,
    ]);
  });

  test('a header that is called get does not make node headers a Headers object', () => {
    expect(createRequestView({ headers: { get: 'x', accept: 'y' } }).header('accept')).toBe('y');
  });

  test('prefers originalUrl: Express strips the mount path from url', () => {
    expect(createRequestView({ originalUrl: '/api/a?x', url: '/a' }).path).toBe('/api/a');
    expect(createRequestView({ originalUrl: 5, url: '/a' }).path).toBe('/a');
  });

  test('SE-5: names of Object.prototype are no fields', () => {
    expect(createRequestView({ headers: {} }).header('constructor')).toBeUndefined();
    expect(createRequestView({ headers: {} }).header('__proto__')).toBeUndefined();
  });

  test('reads nothing before it is asked', () => {
    const refusing = new Proxy(
      {},
      {
        get: () => {
          throw new Error('read');
        },
      },
    );
    expect(() => createRequestView(refusing)).not.toThrow();
  });

  const bare = { method: 'GET', path: '/', header: undefined };

  test.each([undefined, null, 'GET /', 5, {}, { method: 5, url: null, headers: 'x' }, { headers: { get: () => 5 } }])(
    'SE-3: %j reads as GET / without fields',
    (request) => {
      const view = createRequestView(request);
      expect({ method: view.method, path: view.path, header: view.header('accept') }).toEqual(bare);
    },
  );

  test('SE-3: no request makes it throw', () => {
    const throwingGet = {
      headers: {
        get: () => {
          throw new Error('no');
        },
      },
    };
    expect(createRequestView(throwingGet).header('accept')).toBeUndefined();
    for (const build of Object.values(hostileValues)) {
      const view = createRequestView(build());
      expect([typeof view.method, typeof view.path]).toEqual(['string', 'string']);
      expect(view.header('accept')).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        const view = createRequestView({ method: value, url: value, headers: value });
        expect(typeof view.method).toBe('string');
        expect(typeof view.path).toBe('string');
        expect(['string', 'undefined']).toContain(typeof view.header('accept'));
      }),
      { numRuns: 1000 },
    );
  });
});
