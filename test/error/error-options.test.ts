import { describe, expect, test } from 'vitest';
import { NotFound } from '../../src/error/classes.ts';
import { applyOptions, type HttpErrorOptions } from '../../src/error/error-options.ts';
import { creationWarnings } from '../../src/error/http-error.ts';

type Name = keyof HttpErrorOptions;

const good: { readonly [Option in Name]-?: readonly unknown[] } = {
  cause: [new Error('x'), 'text', null, 0],
  expose: [true, false],
  headers: [{ 'X-A': 'b' }, [['X-A', 'b']], new Map([['X-A', 'b']]), new Headers({ 'X-A': 'b' })],
  reason: ['ORDER_LOCKED', ''],
  details: [{ a: 1 }, [1], 'text', 0, null],
  retryAfter: [5, 1.5, 0, -1, Number.NaN, new Date(), new Date(Number.NaN)],
  cacheControl: ['max-age=60'],
  type: ['https://errors.example/locked'],
  title: ['Locked'],
  instance: ['urn:uuid:1'],
  extensions: [{ balance: 30 }, {}],
  challenges: [['Bearer'], [{ scheme: 'Basic', params: { realm: 'a' } }], []],
  allow: [['GET', 'HEAD'], []],
  range: [{ length: 0 }, { unit: 'items', length: 5 }],
  upgrade: ['websocket', ['websocket', 'h2c']],
  accept: ['application/json', ['application/json']],
  acceptEncoding: ['gzip', ['gzip', 'identity']],
  acceptPatch: ['application/merge-patch+json', ['application/merge-patch+json']],
  blockedBy: ['https://isp.example/'],
  transient: [true, false],
  proxy: [{ error: 'connection_refused' }, {}],
};

const bad: { readonly [Option in Exclude<Name, 'cause' | 'details'>]-?: readonly unknown[] } = {
  expose: ['yes', 1, null],
  headers: ['X-A: b', 5, null, true],
  reason: [5, null, ['A']],
  retryAfter: ['soon', '5', null, {}, { [Symbol.toStringTag]: 'Object' }],
  cacheControl: [5, null, ['no-store']],
  type: [5, null, {}],
  title: [5, null],
  instance: [5, null],
  extensions: ['text', null, [1], (): void => undefined],
  challenges: ['Bearer', [5], [{}], [{ scheme: 5 }], { scheme: 'Bearer' }, null],
  allow: ['GET', [5], ['GET', null], null, { 0: 'GET', length: 1 }],
  range: [5, { length: -1 }, { length: 1.5 }, { length: '5' }, {}, { length: 2 ** 60 }, null],
  upgrade: [5, [5], null, {}],
  accept: [5, [5], null],
  acceptEncoding: [5, [5], null],
  acceptPatch: [5, [5], null],
  blockedBy: [5, null, ['https://isp.example/']],
  transient: ['yes', 1, null],
  proxy: ['connection_refused', null, [1]],
};

const read = (error: object, name: string): unknown => (error as Readonly<Record<string, unknown>>)[name];

describe('applyOptions', () => {
  test.each(Object.entries(good))('keeps %s as it is given', (name, values) => {
    for (const value of values) {
      const error = new NotFound({ [name]: value });
      expect(read(error, name)).toBe(value);
      expect(creationWarnings(error)).toEqual([]);
    }
  });

  test.each(Object.entries(bad))('leaves out %s of a wrong type, with a warning that names it', (name, values) => {
    for (const value of values) {
      const error = new NotFound({ [name]: value });
      expect(Object.hasOwn(error, name)).toBe(false);
      expect(creationWarnings(error)).toEqual([
        { code: 'option_ignored', message: `the error's option "${name}" was left out: wrong type or value` },
      ]);
    }
  });

  test('a warning never holds the value', () => {
    const error = new NotFound({ headers: 'SECRET', reason: { SECRET: 1 } } as never);
    expect(creationWarnings(error)).toHaveLength(2);
    expect(JSON.stringify(creationWarnings(error))).not.toContain('SECRET');
  });

  test('undefined means not given', () => {
    const error = new NotFound({ reason: undefined, expose: undefined, cause: undefined } as never);
    expect(Object.keys(error)).toEqual([]);
    expect(error.expose).toBe(true);
    expect(creationWarnings(error)).toEqual([]);
  });

  test('properties without a meaning here are kept, as http-errors does', () => {
    const error = new NotFound({ code: 'E_ORDER', orderId: 7, nested: { a: 1 } } as never);
    expect(error).toMatchObject({ code: 'E_ORDER', orderId: 7, nested: { a: 1 } });
    expect(Object.keys(error)).toEqual(['code', 'orderId', 'nested']);
  });

  test.each(['status', 'statusCode', 'stack', 'toJSON', 'toString', 'constructor', '__proto__'])(
    'SE-5: %s is not replaced',
    (name) => {
      const given = Object.defineProperty({}, name, { value: 'x', enumerable: true });
      const error = new NotFound(given);
      expect(read(error, name)).not.toBe('x');
      expect(error.status).toBe(404);
    },
  );

  test.each([
    ['message', 'text', 5],
    ['name', 'OrderUnknown', {}],
    ['failureDomain', 'network', 'somebody'],
  ])('%s is taken where it can be one, and is not enumerable', (name, value, wrong) => {
    const error = new NotFound({ [name]: value } as never);
    expect(read(error, name)).toBe(value);
    expect(Object.keys(error)).toEqual([]);
    const other = new NotFound({ [name]: wrong } as never);
    expect(read(other, name)).toBe(read(new NotFound(), name));
    expect(creationWarnings(other)).toHaveLength(1);
  });

  test('cause is not enumerable, everything else is, and all of it can be changed', () => {
    const target = {};
    applyOptions(target, { cause: 1, reason: 'A' }, []);
    expect(Object.getOwnPropertyDescriptor(target, 'cause')).toEqual({
      value: 1,
      enumerable: false,
      configurable: true,
      writable: true,
    });
    expect(Object.keys(target)).toEqual(['reason']);
  });

  test('SE-6: at most 1000 properties are taken', () => {
    const target = {};
    applyOptions(target, Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`p${index}`, index])), []);
    expect(Object.keys(target)).toHaveLength(1000);
  });
});
