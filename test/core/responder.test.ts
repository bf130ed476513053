import { describe, expect, test, vi } from 'vitest';
import { type ErrorHandlerOptions, resolveOptions } from '../../src/core/options.ts';
import { createResponder } from '../../src/core/responder.ts';
import { BadGateway, NotFound } from '../../src/error/classes.ts';
import { bodyOf, faultsOf, warningsOf } from '../plan/planning.ts';

const request = { method: 'GET', url: '/orders/7?token=SECRET', headers: {} };

function create(options: ErrorHandlerOptions = {}): ReturnType<typeof createResponder> {
  return createResponder(resolveOptions({ logger: false, ...options }));
}

describe('createResponder', () => {
  test('examines, plans and reports once, in this order', async () => {
    const onError = vi.fn();
    const responder = create({ onError });
    const incident = responder.examine(new BadGateway('x'), request);
    const plan = responder.plan(incident, []);
    expect(onError).not.toHaveBeenCalled();
    responder.report(incident, { outcome: 'sent', plan });
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1));
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ 'http.response.status_code': 502, 'url.path': '/orders/7' });
  });

  test('records 499 where the client had left, and only there', async () => {
    const onError = vi.fn();
    const responder = create({ onError });
    const incident = responder.examine(new BadGateway('x'), request);
    responder.report(incident, { outcome: 'client_gone' });
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1));
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ 'http.response.status_code': 499 });
  });

  test('SE-4: a plan that fails is a minimal, valid 500', () => {
    let calls = 0;
    const settings = resolveOptions({ logger: false, server: false });
    const clock = (): number => {
      calls += 1;
      if (calls === 1) throw new Error('a bug of ours');
      return Date.UTC(2026, 0, 1);
    };
    const responder = createResponder({ ...settings, clock });
    const plan = responder.plan(responder.examine(new NotFound(), request), []);
    expect(plan.status).toBe(500);
    expect(bodyOf(plan)).toEqual({ error: { code: 500, message: 'Internal Server Error' } });
    expect(faultsOf(plan)).toEqual([]);
    expect(warningsOf(plan)).toEqual(['format_failed']);
  });

  test('SE-4: a mapping that throws is reported, and the failure is classified as without it', () => {
    const map = [
      {
        matches: (): boolean => {
          throw new Error('no');
        },
        convert: (): undefined => undefined,
      },
    ];
    const responder = create({ map });
    const incident = responder.examine(Object.assign(new Error('no order'), { status: 404 }), request);
    expect(responder.plan(incident, []).status).toBe(404);
    expect(incident.normalized.warnings.map(({ code }) => code)).toEqual(['hook_failed']);
  });
});
