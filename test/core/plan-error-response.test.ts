import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { planErrorResponse } from '../../src/core/plan-error-response.ts';
import { BadGateway, NotFound, Unauthorized } from '../../src/error/classes.ts';
import { hostileValues } from '../conformance/hostile-values.ts';
import { bodyOf, faultsOf, linesOf } from '../plan/planning.ts';

const request = { method: 'GET', url: '/orders/7', headers: {} };

describe('planErrorResponse', () => {
  test('is a function from anything thrown to a whole response', () => {
    const plan = planErrorResponse(new BadGateway('SECRET'), request, { server: 'httperrors.com' });
    expect(plan.status).toBe(502);
    expect(plan.body).toBe('{"error":{"code":502,"message":"Bad Gateway"}}');
    expect(linesOf(plan, 'Server')).toEqual(['httperrors.com']);
    expect(faultsOf(plan)).toEqual([]);
  });

  test('SE-3: whatever is thrown and whatever the request is', () => {
    for (const [name, build] of Object.entries(hostileValues)) {
      for (const asked of [
        request,
        build(),
        { headers: build(), method: build(), url: build() },
        new Request('http://a/'),
      ]) {
        const plan = planErrorResponse(build(), asked as never);
        expect(faultsOf(plan)).toEqual([]);
        if (name === 'falseTag') continue; // says that it is an Error
        expect(plan.body).toBe('{"error":{"code":500,"message":"Internal Server Error"}}');
      }
    }
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (thrown) => {
        expect(faultsOf(planErrorResponse(thrown, request))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('is a valid ResponseInit', async () => {
    const error = new Unauthorized('who are you', { challenges: ['Bearer', 'Basic realm="a"'] });
    const plan = planErrorResponse(error, new Request('http://a/'));
    const response = new Response(plan.body, plan);
    expect(await response.json()).toEqual({ error: { code: 401, message: 'who are you' } });
    expect(response.headers.get('www-authenticate')).toBe('Bearer, Basic realm="a"');
  });

  test('records nothing: no logger, no hook, no console', () => {
    const spies = [vi.spyOn(console, 'error'), vi.spyOn(process.stderr, 'write')];
    const onError = vi.fn();
    const logger = { error: vi.fn() };
    planErrorResponse(new BadGateway(), request, { onError, logger });
    for (const spy of [...spies, onError, logger.error]) expect(spy).not.toHaveBeenCalled();
    for (const spy of spies) spy.mockRestore();
  });

  test('checks the options once for each object, and again for another one', () => {
    const options = { server: 'first' };
    expect(linesOf(planErrorResponse(new NotFound(), request, options), 'Server')).toEqual(['first']);
    options.server = 'a\r\nb';
    expect(linesOf(planErrorResponse(new NotFound(), request, options), 'Server')).toEqual(['first']);
    expect(() => planErrorResponse(new NotFound(), request, { ...options })).toThrow('"server" must be');
    expect(() => planErrorResponse(new NotFound(), request, null as never)).toThrow('"options" must be an object');
  });

  test("a plan is the caller's to change", () => {
    const plan = planErrorResponse(new NotFound(), request);
    for (const line of plan.headers) line[1] = 'changed';
    plan.headers.length = 0;
    expect(faultsOf(planErrorResponse(new NotFound(), request))).toEqual([]);
  });

  test('ST-4: a stream or a function as details gives valid JSON', () => {
    for (const details of [Readable.from(['a']), () => 'a', new WeakMap(), Promise.resolve(1)]) {
      const plan = planErrorResponse(new NotFound({ details }), request);
      expect(faultsOf(plan)).toEqual([]);
      expect(bodyOf(plan).error['code']).toBe(404);
    }
  });
});
