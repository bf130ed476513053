import createHttpError from 'http-errors';
import { describe, expect, it } from 'vitest';
import * as failwell from '../../src/index.ts';
import { toHandlerOptions } from './handler-options.ts';
import { createThrown } from './throwables.ts';
import { type Thrown, vectors } from './vector.ts';

const thrown: readonly Thrown[] = vectors.map(({ given }) => given.thrown).filter((one) => one !== null);

function create<T = Record<string, unknown>>(one: Thrown): T {
  return createThrown(one) as T;
}

describe('what vectors throw', () => {
  it('can all be built, afresh each time', () => {
    for (const one of thrown) {
      const value = createThrown(one);
      // Compared outside of expect(), which would read the getters that throw.
      const isFresh = typeof value !== 'object' || value === null || createThrown(one) !== value;
      expect(isFresh || one.value !== undefined, JSON.stringify(one)).toBe(true);
    }
  });

  it('the hostile ones are as hostile as they say', () => {
    const value = create({ special: 'throwingGetters' });
    for (const name of ['status', 'name', 'message', 'stack', 'cause', 'toJSON']) {
      expect(() => value[name], name).toThrow(`the getter of ${name} throws`);
    }
    expect(() => create({ special: 'revokedProxy' })['status']).toThrow('revoked');
    expect(() => create({ special: 'throwingProxy' })['status']).toThrow('the trap throws');
    expect(() => create({ special: 'typo' })).toThrow('typo');
  });

  it('every class that a vector names is exported, with its status', () => {
    const exported = failwell as unknown as Readonly<Record<string, new () => { readonly status: number }>>;
    for (const { class: name, status } of thrown.filter((one) => one.class !== undefined)) {
      const Class = exported[name ?? ''];
      expect(Class, name).toBeTypeOf('function');
      if (Class !== undefined) expect(new Class().status, name).toBe(status);
    }
  });

  it('a typed error carries its options; detail is an exposed message', () => {
    const error = create({ class: 'BadGateway', status: 502, options: { detail: 'text', type: 'https://x/' } });
    expect(error).toMatchObject({ status: 502, message: 'text', expose: true, type: 'https://x/' });
  });

  it('dates, NaN, and circular values are made of their JSON', () => {
    expect(
      create({ class: 'X', status: 503, options: { retryAfter: { date: '1999-12-31T23:59:59Z' } } }),
    ).toMatchObject({
      retryAfter: new Date('1999-12-31T23:59:59Z'),
    });
    expect(create({ class: 'X', status: 503, options: { retryAfter: { special: 'NaN' } } })['retryAfter']).toBeNaN();
    const { extensions } = create({ class: 'X', status: 502, options: { extensions: { special: 'circular' } } });
    expect(() => JSON.stringify(extensions)).toThrow('circular');
    expect(() => create({ class: 'X', status: 502, options: { extensions: { special: 'typo' } } })).toThrow('typo');
  });

  it('sunset and rate limits become plain fields', () => {
    const error = create({
      class: 'Gone',
      status: 410,
      options: { sunset: '2025-12-31T23:59:59Z', rateLimit: '"a";r=1' },
    });
    expect(error['headers']).toEqual({ Sunset: 'Wed, 31 Dec 2025 23:59:59 GMT', RateLimit: '"a";r=1' });
  });

  it('http-errors are those of the real package', () => {
    const error = create({ httpErrors: 403, message: 'm', props: { expose: false } });
    expect(createHttpError.isHttpError(error)).toBe(true);
    expect(error).toMatchObject({ status: 403, message: 'm', expose: false });
  });

  it('system errors: bare, wrapped by fetch, aggregated, DOMException', () => {
    const system = { code: 'ECONNREFUSED', message: 'm' };
    expect(create({ system })).toMatchObject(system);
    expect(create({ system, wrapFetch: true })).toMatchObject({ message: 'fetch failed', cause: system });
    expect(create({ system, aggregate: true })).toBeInstanceOf(AggregateError);
    expect(create({ system: { code: 23, message: 23, name: 'TimeoutError' } })).toMatchObject({
      code: 23,
      name: 'TimeoutError',
    });
  });

  it('a proxy error has the status that RFC 9209 recommends', () => {
    expect(create({ proxyError: 'dns_timeout' })).toMatchObject({ status: 504, proxy: { error: 'dns_timeout' } });
    expect(() => create({ proxyError: 'read_timeout' })).toThrow('read_timeout');
  });

  it('foreign errors carry the marks of their library', () => {
    expect(create({ foreign: 'axios', status: 401 })).toMatchObject({ isAxiosError: true, response: { status: 401 } });
    expect(create({ foreign: 'undici', status: 401, headers: { a: 'b' } })).toMatchObject({
      code: 'UND_ERR_RESPONSE',
      statusCode: 401,
      headers: { a: 'b' },
    });
    expect(create({ foreign: 'got', status: 401 })).toMatchObject({ name: 'HTTPError', response: { statusCode: 401 } });
    expect(() => create({ foreign: 'nobody' })).toThrow('nobody');
  });
});

describe('options of vectors', () => {
  it('absent means origin, no Server, no generated hints, no log', () => {
    expect(toHandlerOptions({})).toMatchObject({ role: 'origin', server: false, retry: false, logger: false });
  });

  it.each([
    [
      { proxyId: 'gw1', role: 'gateway' },
      { role: 'gateway', proxyStatus: { id: 'gw1' } },
    ],
    [{ proxyId: 'gw1', proxyStatusDetails: true }, { proxyStatus: { id: 'gw1', details: true } }],
    [{ trace: true }, { include: ['traceId'] }],
    [
      { server: 'x', format: 'problem', unregistered: 'allow' },
      { server: 'x', format: 'problem', unregistered: 'allow' },
    ],
  ])('%j becomes %j', (given, wanted) => {
    expect(toHandlerOptions(given)).toMatchObject(wanted);
  });

  it('hooks that throw do throw', () => {
    expect(() => toHandlerOptions({ formatter: 'throws' }).body?.({} as never, {} as never)).toThrow();
    expect(() => toHandlerOptions({ onError: 'throws' }).onError?.({} as never, {} as never)).toThrow();
  });

  it('an option without a translation is refused', () => {
    expect(() => toHandlerOptions({ xml: true } as never)).toThrow('xml');
  });
});
