import { describe, expect, test } from 'vitest';
import { createError } from '../../src/core/create-error.ts';
import { BadGateway, InternalServerError, NotFound, statusClasses } from '../../src/error/classes.ts';
import { HttpError } from '../../src/error/http-error.ts';
import { statusTable } from '../../src/error/status.ts';
import { toWireStatus } from '../../src/plan/plan.ts';
import { hostileValues } from '../conformance/hostile-values.ts';
import { bodyOf, faultsOf, linesOf, now, planOf, warningsOf } from './planning.ts';

describe('toWireStatus', () => {
  test.each([
    [400, 400, 400],
    [404, 404, 404],
    [418, 418, 418],
    [499, 400, 499],
    [420, 400, 420],
    [509, 500, 509],
    [599, 500, 599],
    [511, 511, 511],
  ])('SL-2: %i is %i, or %i where unregistered ones are allowed', (status, byClass, allowed) => {
    expect(toWireStatus(status, 'class')).toBe(byClass);
    expect(toWireStatus(status, 'allow')).toBe(allowed);
  });

  test.each([
    200,
    302,
    99,
    600,
    1000,
    -404,
    404.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '404',
    null,
    undefined,
    {},
    true,
  ])('SL-1: %s is 500', (status) => {
    expect(toWireStatus(status, 'class')).toBe(500);
    expect(toWireStatus(status, 'allow')).toBe(500);
  });
});

describe('the plan', () => {
  test('SL-3, SL-6: status, phrase and body agree, for every status', () => {
    for (const status of Array.from({ length: 200 }, (_, index) => 400 + index)) {
      for (const unregistered of ['class', 'allow'] as const) {
        const plan = planOf(new HttpError(status, 'text', { details: 1 }), { options: { unregistered } });
        expect(plan.status).toBe(toWireStatus(status, unregistered));
        expect(bodyOf(plan).error['code']).toBe(plan.status);
        expect(plan.statusText).toBe(
          (statusTable.get(plan.status) ?? statusTable.get(status < 500 ? 400 : 500))?.phrase,
        );
        expect(plan.statusText).not.toContain('text');
        expect(faultsOf(plan)).toEqual([]);
      }
    }
  });

  test('is a valid ResponseInit, several lines of one name included', () => {
    const error = createError(401, 'who are you', {
      challenges: ['Bearer', 'Basic realm="a"'],
      headers: { 'Set-Cookie': ['a=1', 'b=2'] },
    });
    const plan = planOf(error);
    const response = new Response(plan.body, plan);
    expect([response.status, response.statusText]).toEqual([401, 'Unauthorized']);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('www-authenticate')).toBe('Bearer, Basic realm="a"');
  });

  test('FR-6: HEAD has the fields of GET, the length of its body included', () => {
    const get = planOf(new NotFound('no order'), { request: { method: 'GET' } });
    const head = planOf(new NotFound('no order'), { request: { method: 'HEAD' } });
    expect(head).toEqual(get);
  });

  test.each([408, 414, 431, 505])('CO-4: %i closes', (status) => {
    expect(planOf(createError(status)).close).toBe(true);
    expect(planOf(createError(status, { reason: 'A' })).close).toBe(true);
  });

  test('CO-2: closes where the app asked for it, and else not', () => {
    for (const error of [new BadGateway(), new BadGateway({ reason: 'A' })]) {
      expect(planOf(error).close).toBe(false);
      expect(planOf(error, { prior: [['Connection', 'close']] }).close).toBe(true);
      expect(planOf(error, { prior: [['Connection', 'keep-alive']] }).close).toBe(false);
    }
  });

  test('warnings of the constructor reach the record', () => {
    expect(warningsOf(planOf(new NotFound({ reason: 5 } as never)))).toEqual(['option_ignored']);
    expect(warningsOf(planOf(new HttpError(200)))).toEqual(['status_replaced']);
    expect(warningsOf(planOf(createError(200, { headers: { 'bad name': 'x' } })))).toEqual([
      'status_replaced',
      'header_dropped',
    ]);
  });

  test('nothing of the error, the request or the lines is changed', () => {
    const error = Object.freeze(new NotFound('no order', Object.freeze({ headers: Object.freeze({ 'X-A': 'b' }) })));
    const prior = Object.freeze([Object.freeze(['Vary', 'Origin'])]) as never;
    const request = Object.freeze({ method: 'GET', headers: Object.freeze({ accept: 'text/html' }) });
    expect(faultsOf(planOf(error, { prior, request, options: { format: 'negotiate' } }))).toEqual([]);
  });

  test('DT-1: the date is that of the clock', () => {
    for (const error of [new NotFound(), new NotFound({ reason: 'A' })]) {
      expect(Date.parse(linesOf(planOf(error), 'Date')[0] ?? '')).toBe(now);
    }
  });

  test('PX-11: neither cause nor thrown value adds anything', () => {
    const thrown = Object.assign(new Error('SECRET'), { status: 401, headers: { 'Set-Cookie': 'SECRET' } });
    for (const error of [new BadGateway({ cause: thrown }), new BadGateway({ cause: thrown, reason: 'A' })]) {
      const plan = planOf(error, { thrown });
      expect(plan.status).toBe(502);
      expect(JSON.stringify(plan)).not.toContain('SECRET');
    }
  });
});

describe('SE-3: an error that was tampered with', () => {
  const members = [
    ...['status', 'statusCode', 'expose', 'message', 'name', 'stack', 'cause', 'headers', 'reason', 'details'],
    ...['retryAfter', 'cacheControl', 'type', 'title', 'instance', 'extensions', 'challenges', 'allow', 'range'],
    ...['upgrade', 'accept', 'acceptEncoding', 'acceptPatch', 'blockedBy', 'transient', 'proxy', 'failureDomain'],
    ...['toJSON', 'constructor'],
  ];

  test.each(members)('%s of any kind: a valid plan all the same', (name) => {
    const options = {
      include: ['status', 'retry', 'requestId', 'traceId'],
      proxyStatus: { id: 'a', details: true },
    } as const;
    for (const build of Object.values(hostileValues)) {
      for (const StatusClass of [
        NotFound,
        BadGateway,
        ...[401, 405, 407, 415, 416, 426, 451, 503].map((code) => statusClasses[code] ?? InternalServerError),
      ]) {
        const error = new StatusClass();
        Object.defineProperty(error, name, { value: build(), enumerable: true, configurable: true });
        for (const format of ['envelope', 'problem'] as const) {
          expect(faultsOf(planOf(error, { options: { ...options, format } }))).toEqual([]);
        }
      }
    }
  });
});
