import { describe, expect, test } from 'vitest';
import { createError } from '../../src/core/create-error.ts';
import { statusClasses } from '../../src/error/classes.ts';
import { FieldSet } from '../../src/http/field-set.ts';
import type { FieldLine } from '../../src/http/response-plan.ts';
import type { Warning } from '../../src/http/warning.ts';
import { setStatusFields, toChallenge } from '../../src/plan/status-fields.ts';
import { hostileValues } from '../conformance/hostile-values.ts';

interface Result {
  readonly lines: readonly FieldLine[];
  readonly warnings: readonly Warning[];
}

function fieldsOf(
  status: number,
  options: object,
  defaultChallenge?: string,
  earlier: readonly FieldLine[] = [],
): Result {
  const fields = new FieldSet();
  for (const [name, value] of earlier) fields.add(name, value);
  const warnings: Warning[] = [];
  setStatusFields(fields, options, status, defaultChallenge, warnings);
  return { lines: fields.toLines(), warnings };
}

const lines = (...given: Parameters<typeof fieldsOf>): readonly FieldLine[] => fieldsOf(...given).lines;
const dropped = (option: string): Warning => ({
  code: 'header_dropped',
  message: `"${option}" of the error cannot be sent as it is`,
});

describe('toChallenge', () => {
  test.each<readonly [unknown, string | undefined]>([
    ['Bearer', 'Bearer'],
    [' Basic realm="a" ', 'Basic realm="a"'],
    ['Negotiate YIIB==', 'Negotiate YIIB=='],
    [{ scheme: 'Bearer' }, 'Bearer'],
    [{ scheme: 'Basic', params: { realm: 'orders' } }, 'Basic realm="orders"'],
    [
      { scheme: 'Basic', params: { realm: 'a "b" \\c', charset: 'UTF-8' } },
      'Basic realm="a \\"b\\" \\\\c", charset="UTF-8"',
    ],
    [{ scheme: 'Bearer', params: { realm: '' } }, 'Bearer realm=""'],
    [{ scheme: 'Bearer', params: { realm: 'a', Realm: 'b' } }, 'Bearer Realm="b"'],
    [{ scheme: 'Bearer', params: { 'bad name': 'x', error: 'invalid_token' } }, 'Bearer error="invalid_token"'],
    [{ scheme: 'Bearer', params: { realm: 'é' } }, 'Bearer'],
    [{ scheme: 'Bearer', params: { realm: 'a\r\nX-Evil: 1' } }, 'Bearer'],
    [{ scheme: 'Bearer', params: 'realm' }, 'Bearer'],
    ['', undefined],
    ['Bearer realm="a\r\nX-Evil: 1"', undefined],
    ['Bearer realm="é"', undefined],
    ['Be@rer', undefined],
    ['realm="a"', undefined],
    [{ scheme: 'a b' }, undefined],
    [{ scheme: 5 }, undefined],
    [{}, undefined],
    [null, undefined],
    [5, undefined],
    [{ scheme: 'Bearer', params: { realm: 'x'.repeat(5000) } }, undefined],
  ])('AU-2: %j is %j', (given, expected) => {
    expect(toChallenge(given)).toBe(expected);
  });

  test('SE-3: no value makes it throw', () => {
    for (const build of Object.values(hostileValues)) {
      expect(() => toChallenge(build())).not.toThrow();
      expect(() => toChallenge({ scheme: 'Bearer', params: build() })).not.toThrow();
    }
  });
});

describe('challenges', () => {
  test('AU-3: one line each, in their order', () => {
    expect(lines(401, { challenges: ['Bearer', { scheme: 'Basic', params: { realm: 'a' } }] })).toEqual([
      ['WWW-Authenticate', 'Bearer'],
      ['WWW-Authenticate', 'Basic realm="a"'],
    ]);
  });

  test('AU-4: of a 407 go to Proxy-Authenticate', () => {
    expect(lines(407, { challenges: ['Basic realm="egress"'] })).toEqual([
      ['Proxy-Authenticate', 'Basic realm="egress"'],
    ]);
  });

  test('AU-8: of a 511 go nowhere', () => {
    expect(lines(511, { challenges: ['Bearer'] }, 'Bearer')).toEqual([]);
  });

  test('AU-6: a 403 may name the scope', () => {
    const challenge = { scheme: 'Bearer', params: { error: 'insufficient_scope', scope: 'orders' } };
    expect(lines(403, { challenges: [challenge] })).toEqual([
      ['WWW-Authenticate', 'Bearer error="insufficient_scope", scope="orders"'],
    ]);
  });

  test('AU-1: the default fills a 401 that has none, and only that', () => {
    expect(lines(401, {}, 'Bearer')).toEqual([['WWW-Authenticate', 'Bearer']]);
    expect(lines(401, { challenges: [] }, 'Bearer')).toEqual([['WWW-Authenticate', 'Bearer']]);
    expect(lines(401, { challenges: ['Basic realm="a"'] }, 'Bearer')).toEqual([
      ['WWW-Authenticate', 'Basic realm="a"'],
    ]);
    expect(lines(401, {}, 'Bearer', [['www-authenticate', 'Digest']])).toEqual([['www-authenticate', 'Digest']]);
    for (const status of [400, 403, 407, 511]) expect(lines(status, {}, 'Bearer')).toEqual([]);
  });

  test('AU-1: one that cannot be sent is replaced by the default, with a warning', () => {
    expect(fieldsOf(401, { challenges: ['Bearer realm="a\r\nX: 1"'] }, 'Bearer')).toEqual({
      lines: [['WWW-Authenticate', 'Bearer']],
      warnings: [dropped('challenges')],
    });
    expect(fieldsOf(401, { challenges: ['a\nb', 'Bearer'] })).toEqual({
      lines: [['WWW-Authenticate', 'Bearer']],
      warnings: [dropped('challenges')],
    });
  });
});

describe('the other fields of a status', () => {
  test.each<readonly [string, number, object, readonly FieldLine[]]>([
    ['ME-1: Allow', 405, { allow: ['GET', 'HEAD'] }, [['Allow', 'GET, HEAD']]],
    ['ME-1: Allow once each, case kept', 405, { allow: ['GET', 'get', 'GET'] }, [['Allow', 'GET, get']]],
    ['ME-1: an empty Allow is a statement', 405, { allow: [] }, [['Allow', '']]],
    ['ME-1: Allow as one text', 405, { allow: ['GET, HEAD', 'PUT'] }, [['Allow', 'GET, HEAD, PUT']]],
    ['ME-1: Allow on another status', 501, { allow: ['GET'] }, [['Allow', 'GET']]],
    ['ME-3: Upgrade', 426, { upgrade: 'websocket' }, [['Upgrade', 'websocket']]],
    ['ME-3: Upgrade with versions', 426, { upgrade: ['TLS/1.3', 'h2c'] }, [['Upgrade', 'TLS/1.3, h2c']]],
    ['ME-3: Upgrade on another status', 400, { upgrade: 'websocket' }, []],
    ['RG-1: Content-Range', 416, { range: { length: 10 } }, [['Content-Range', 'bytes */10']]],
    [
      'RG-1: Content-Range of another unit',
      416,
      { range: { unit: 'items', length: 0 } },
      [['Content-Range', 'items */0']],
    ],
    ['RG-2: Content-Range on another status', 404, { range: { length: 10 } }, []],
    [
      'MT-1: Accept',
      415,
      { accept: ['application/json', 'text/csv;header=present'] },
      [['Accept', 'application/json, text/csv;header=present']],
    ],
    ['MT-2: Accept-Encoding', 415, { acceptEncoding: 'identity' }, [['Accept-Encoding', 'identity']]],
    [
      'MT-4: Accept-Patch',
      415,
      { acceptPatch: ['application/merge-patch+json'] },
      [['Accept-Patch', 'application/merge-patch+json']],
    ],
    ['MT-3: none of them on another status', 400, { accept: 'a/b', acceptEncoding: 'gzip', acceptPatch: 'a/b' }, []],
    ['LE-1: Link', 451, { blockedBy: 'https://isp.example/' }, [['Link', '<https://isp.example/>; rel="blocked-by"']]],
    ['LE-1: Link on another status', 404, { blockedBy: 'https://isp.example/' }, []],
    ['nothing where nothing is given', 405, { allow: undefined, range: null }, []],
  ])('%s', (_, status, options, expected) => {
    expect(fieldsOf(status, options)).toEqual({ lines: expected, warnings: [] });
  });

  test('LE-1: stands beside other links', () => {
    expect(lines(451, { blockedBy: 'https://isp.example/' }, undefined, [['Link', '</law>; rel="help"']])).toEqual([
      ['Link', '</law>; rel="help"'],
      ['Link', '<https://isp.example/>; rel="blocked-by"'],
    ]);
  });

  test.each<readonly [string, number, object, string, readonly FieldLine[]]>([
    ['a method that is no token', 405, { allow: ['GET', 'B AD\r\nX: 1'] }, 'allow', [['Allow', 'GET']]],
    ['only such methods: no Allow, which would deny everything', 405, { allow: ['B AD'] }, 'allow', []],
    ['a protocol that is none', 426, { upgrade: ['a b'] }, 'upgrade', []],
    ['a protocol of three parts', 426, { upgrade: 'a/b/c' }, 'upgrade', []],
    ['a length that is none', 416, { range: { length: -1 } }, 'range', []],
    ['a unit that is no token', 416, { range: { unit: 'a b', length: 1 } }, 'range', []],
    ['a media type with a line end', 415, { accept: ['a/b', 'c\r\nX: 1'] }, 'accept', [['Accept', 'a/b']]],
    [
      'a URI that would end the link',
      451,
      { blockedBy: 'https://x/>; rel="stylesheet", <https://evil/' },
      'blockedBy',
      [],
    ],
    ['a URI that is not ASCII', 451, { blockedBy: 'https://é/' }, 'blockedBy', []],
    ['a list of nothing but wrong types', 405, { allow: [5, null] }, 'allow', []],
  ])('SE-1: %s is dropped with a warning', (_, status, options, option, expected) => {
    expect(fieldsOf(status, options)).toEqual({ lines: expected, warnings: [dropped(option)] });
  });

  test('SE-6: at most 64 members are looked at', () => {
    const allow = Array.from({ length: 10_000 }, (_, index) => `M${index}`);
    expect(lines(405, { allow })[0]?.[1].split(', ')).toHaveLength(64);
  });

  test('SE-3: no option makes it throw or write a line that cannot be sent', () => {
    const names = ['challenges', 'allow', 'upgrade', 'range', 'accept', 'acceptEncoding', 'acceptPatch', 'blockedBy'];
    for (const status of Object.keys(statusClasses).map(Number)) {
      for (const build of Object.values(hostileValues)) {
        for (const value of [build(), [build()]]) {
          const options = Object.fromEntries(names.map((name) => [name, value]));
          for (const [, line] of lines(status, options)) expect(line).toMatch(/^[\t\x20-\x7e]*$/);
        }
      }
    }
  });

  test('every option is one that an error takes', () => {
    const error = createError(451, { blockedBy: 'https://isp.example/', allow: ['GET'] });
    expect(lines(451, error)).toEqual([
      ['Allow', 'GET'],
      ['Link', '<https://isp.example/>; rel="blocked-by"'],
    ]);
  });
});
