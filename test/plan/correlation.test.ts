import { afterEach, describe, expect, test, vi } from 'vitest';
import { BadGateway } from '../../src/error/classes.ts';
import { createRequestView } from '../../src/http/request-view.ts';
import type { FieldLine } from '../../src/http/response-plan.ts';
import { correlate } from '../../src/plan/correlation.ts';
import { bodyOf, linesOf, planOf, toSettings } from './planning.ts';

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const wanted = toSettings({ include: ['requestId', 'traceId'] });
const unwanted = toSettings();

const ids = (headers: Record<string, string>, prior: readonly FieldLine[] = [], settings = unwanted): unknown =>
  correlate(createRequestView({ headers }), prior, settings);

afterEach(() => vi.restoreAllMocks());

describe('the request id', () => {
  test("is the app's own, then the client's, then a new one where the body is to carry it", () => {
    expect(ids({ 'x-request-id': 'client' }, [['X-Request-Id', 'app']])).toMatchObject({ requestId: 'app' });
    expect(ids({ 'x-request-id': 'client' })).toMatchObject({ requestId: 'client' });
    expect(ids({})).toMatchObject({ requestId: undefined });
    expect(ids({}, [], wanted)).toMatchObject({ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
  });

  test.each(['a b', 'a\r\nb', '<script>', '"', '', 'x'.repeat(129)])('TC-3: never echoes %j', (id) => {
    expect(ids({ 'x-request-id': id })).toMatchObject({ requestId: undefined });
    expect(ids({}, [['x-request-id', id]])).toMatchObject({ requestId: undefined });
  });

  test('SE-4: is left out where none can be made', () => {
    vi.spyOn(globalThis.crypto, 'randomUUID').mockImplementation(() => {
      throw new Error('no');
    });
    expect(ids({}, [], wanted)).toMatchObject({ requestId: undefined });
  });

  test('in body and field it is the same', () => {
    const plan = planOf(new BadGateway(), { options: { include: ['requestId'] } });
    expect(linesOf(plan, 'X-Request-Id')).toEqual([bodyOf(plan).error['requestId']]);
    expect(plan.facts.requestId).toBe(bodyOf(plan).error['requestId']);
  });
});

describe('the trace id', () => {
  test('TC-1: comes from a valid traceparent only', () => {
    expect(ids({ traceparent })).toMatchObject({ traceId: '4bf92f3577b34da6a3ce929d0e0e4736' });
    expect(ids({ traceparent: traceparent.toUpperCase() })).toMatchObject({ traceId: undefined });
    expect(ids({ traceparent: 'x' })).toMatchObject({ traceId: undefined });
  });

  test.each<readonly [string, () => unknown, string]>([
    ['the active span', () => ({ traceId: 'c'.repeat(32), spanId: 'd'.repeat(16), sampled: true }), 'c'.repeat(32)],
    ['traceparent where no span is active', () => undefined, '4bf92f3577b34da6a3ce929d0e0e4736'],
    ['traceparent where its id is none', () => ({ traceId: 'x' }), '4bf92f3577b34da6a3ce929d0e0e4736'],
    [
      'traceparent where asking for it fails',
      () => {
        throw new Error('no');
      },
      '4bf92f3577b34da6a3ce929d0e0e4736',
    ],
  ])('is that of %s', (_, trace, expected) => {
    for (const error of [new BadGateway(), new BadGateway({ reason: 'A' })]) {
      const plan = planOf(error, { request: { headers: { traceparent } }, options: { trace: trace as never } });
      expect(plan.facts.traceId).toBe(expected);
    }
  });

  test('TC-2: goes into the body where it is wanted, and never into a field', () => {
    const request = { headers: { traceparent } };
    const plan = planOf(new BadGateway(), { request, options: { include: ['traceId'] } });
    expect(bodyOf(plan).error['traceId']).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(plan.headers.some(([, value]) => value.includes('4bf92f35'))).toBe(false);
  });
});

test('both reach the record whatever the body has, of plain errors too', () => {
  const request = { headers: { traceparent, 'x-request-id': 'client' } };
  const expected = { requestId: 'client', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' };
  expect(planOf(new BadGateway(), { request }).facts).toMatchObject(expected);
  expect(planOf(new BadGateway({ reason: 'A' }), { request }).facts).toMatchObject(expected);
  expect(planOf(new BadGateway(), { request }).body).toBe('{"error":{"code":502,"message":"Bad Gateway"}}');
});
