import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorFromResponse, retryAdvice } from '../../src/client.ts';
import { statusTable } from '../../src/error/status.ts';
import { BadGateway, NotFound, ServiceUnavailable } from '../../src/index.ts';

const date = 'Sun, 22 Mar 2026 12:00:00 GMT';
const answer = (status: number, headers: object = {}) => ({ status, headers });

describe('Retry-After', () => {
  test.each([
    ['7', 7],
    ['0', 0],
    [' 7 ', 7],
    ['86400', 86_400],
    ['99999999999', 86_400],
    ['9'.repeat(400), 86_400],
    ['Sun, 22 Mar 2026 12:00:30 GMT', 30],
    ['Sunday, 22-Mar-26 12:00:30 GMT', 30],
    ['Sun Mar 22 12:00:30 2026', 30],
    ['Sun Mar  1 12:00:30 2026', 0],
    ['Sun, 22 Mar 2026 11:00:00 GMT', 0],
    ['Mon, 22 Mar 2027 12:00:00 GMT', 86_400],
    ['', undefined],
    ['-2', undefined],
    ['1.5', undefined],
    ['2, 3', undefined],
    ['2s', undefined],
    ['soon', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['2026-03-22T12:00:30Z', undefined],
    ['Sun, 99 Foo 2026 12:00:30 GMT', undefined],
  ])('%j after %s is %s s', (value, seconds) => {
    const advice = retryAdvice(answer(503, { 'retry-after': value, date }));
    expect(advice.after).toBe(seconds);
    expect(advice.afterMs).toBe(seconds === undefined ? undefined : seconds * 1000);
    expect(advice.source).toBe(seconds === undefined ? 'status' : 'header');
  });

  test('a date counts from our own clock where the response has none, or a broken one', () => {
    const inHalfAMinute = new Date(Date.now() + 30_500).toUTCString();
    for (const own of [{}, { date: 'yesterday' }]) {
      const { after = -1 } = retryAdvice(answer(503, { 'retry-after': inHalfAMinute, ...own }));
      expect(after).toBeGreaterThan(27);
      expect(after).toBeLessThan(32);
    }
  });

  test('the Date of an HttpError is a time, of any realm; an invalid one is none', () => {
    const moment = new Date(Date.now() + 30_000);
    for (const retryAfter of [moment, runInNewContext(`new Date(${moment.getTime()})`) as Date]) {
      const { after = -1, retryable } = retryAdvice(new ServiceUnavailable({ retryAfter }));
      expect(retryable).toBe(true);
      expect(after).toBeGreaterThan(27);
      expect(after).toBeLessThan(32);
    }
    const late = Object.create(Date.prototype) as Date;
    for (const retryAfter of [new Date(Number.NaN), late])
      expect(retryAdvice(Object.assign(new ServiceUnavailable(), { retryAfter })).after).toBeUndefined();
  });

  test('RateLimit fields are no standard and are not read', () => {
    const headers = { 'ratelimit-reset': '9', ratelimit: '"default";r=0;t=9', 'x-ratelimit-reset': '9' };
    expect(retryAdvice(answer(429, headers)).after).toBeUndefined();
  });
});

describe('what a status means', () => {
  test.each([...statusTable.values()].map((facts) => [facts.code, facts] as const))('%i', (code, facts) => {
    const retryable = facts.retryable === 'yes' || facts.retryable === 'after-delay';
    expect(retryAdvice(answer(code))).toEqual({
      retryable,
      idempotentOnly: retryable && facts.idempotentOnly === true,
      source: 'status',
    });
  });

  test('503 and 429 with a time were not processed: any method', () => {
    for (const status of [429, 503]) {
      expect(retryAdvice(answer(status, { 'retry-after': '3' }), { method: 'POST' })).toMatchObject({
        retryable: true,
        idempotentOnly: false,
      });
    }
    expect(retryAdvice(answer(502, { 'retry-after': '3' }))).toMatchObject({ retryable: true, idempotentOnly: true });
  });

  test('a time makes any status worth another try', () => {
    expect(retryAdvice(answer(413, { 'retry-after': '60' }))).toMatchObject({ retryable: true, after: 60 });
    expect(retryAdvice(answer(404)).retryable).toBe(false);
  });
});

describe('method', () => {
  test.each([
    ['GET', true],
    ['head', true],
    ['PUT', true],
    ['DELETE', true],
    ['POST', false],
    ['PATCH', false],
    ['', false],
  ])('%j after a 502: %s', (method, retryable) => {
    expect(retryAdvice(answer(502), { method }).retryable).toBe(retryable);
    expect(retryAdvice(answer(502), { method, idempotencyKey: true }).retryable).toBe(true);
  });
});

test('the body says more than the status, and its refusal more than a time', async () => {
  const decode = (retry: unknown, headers = {}) =>
    errorFromResponse({ status: 502, headers, data: { error: { message: 'x', retry } } });
  expect((await decode({ retryable: false }, { 'retry-after': '3' }))?.retry).toEqual({
    retryable: false,
    after: 3,
    afterMs: 3000,
    idempotentOnly: false,
    source: 'header',
  });
  expect((await decode({ retryable: true, after: 4 }))?.retry).toMatchObject({
    after: 4,
    source: 'body',
    idempotentOnly: false,
  });
  expect((await decode('yes'))?.retry.source).toBe('status');
});

test('errors of ours, of a client library, and everything else', () => {
  expect(retryAdvice(new ServiceUnavailable({ retryAfter: 9 }))).toMatchObject({ retryable: true, after: 9 });
  expect(retryAdvice(new BadGateway())).toMatchObject({ retryable: true, idempotentOnly: true });
  expect(retryAdvice(new NotFound())).toMatchObject({ retryable: false });
  const axiosError = Object.assign(new Error('x'), { response: answer(429, { 'retry-after': '2' }) });
  expect(retryAdvice(axiosError)).toMatchObject({ retryable: true, after: 2, source: 'header' });
  expect(retryAdvice(new Response('', { status: 503, headers: { 'retry-after': '2' } }))).toMatchObject({ after: 2 });
  const none = { retryable: false, idempotentOnly: false, source: 'none' };
  for (const value of [null, undefined, 5, 'x', {}, new Error('x'), answer(200), answer(0)]) {
    expect(retryAdvice(value)).toEqual(none);
  }
});

test('total, and never above a day', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), fc.anything(), (value, retryAfter, question) => {
      for (const one of [value, answer(503, { 'retry-after': retryAfter }), { status: 503, headers: value }]) {
        const { after = 0, retryable } = retryAdvice(one, question as never);
        expect(typeof retryable).toBe('boolean');
        expect(after >= 0 && after <= 86_400 && Number.isInteger(after)).toBe(true);
      }
    }),
  );
});
