import pino from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { BadGateway, InternalServerError, NotFound } from '../../src/error/classes.ts';
import { maxGroups, startUnrefTimer, toWindowMs } from '../../src/report/dedupe.ts';
import type { DedupeOptions } from '../../src/report/report-options.ts';
import { capture, type FailureParts, fakeSurroundings } from './support.ts';

function watch(dedupe: boolean | DedupeOptions) {
  const surroundings = fakeSurroundings();
  return { ...capture({ dedupe }, surroundings), pass: surroundings.pass };
}

const boom = (): FailureParts => ({ error: new InternalServerError('boom'), host: { route: () => '/a' } });
const counts = (reports: readonly { readonly 'failwell.count': number }[]) =>
  reports.map((one) => one['failwell.count']);

describe('dedupe', () => {
  it('is off by default', () => {
    const { report, reports } = capture();
    for (let index = 0; index < 3; index += 1) report(boom());
    expect(counts(reports)).toEqual([1, 1, 1]);
  });

  it('the first goes out at once, the others of the window in one record with their count', () => {
    const { report, reports, pass } = watch({ windowMs: 1000 });
    for (let index = 0; index < 5; index += 1) report(boom());
    expect(counts(reports)).toEqual([1]);
    pass(999);
    expect(counts(reports)).toEqual([1]);
    pass(1);
    expect(counts(reports)).toEqual([1, 4]);
    expect(reports[1]).toMatchObject({
      timestamp: '2026-03-22T12:00:01.000Z',
      message: 'GET /orders/7 500 InternalServerError: boom (4 more within 1000 ms)',
      'failwell.fingerprint': reports[0]?.['failwell.fingerprint'],
      'http.route': '/a',
    });
  });

  it('a storm that goes on is one record a window; after a quiet window the next is a first again', () => {
    const { report, reports, pass } = watch({ windowMs: 1000 });
    for (let window = 0; window < 3; window += 1) {
      for (let index = 0; index < 10; index += 1) report(boom());
      pass(1000);
    }
    expect(counts(reports)).toEqual([1, 9, 10, 10]);
    pass(1000);
    expect(counts(reports)).toEqual([1, 9, 10, 10]);
    report(boom());
    expect(counts(reports)).toEqual([1, 9, 10, 10, 1]);
  });

  it('tells failures apart by fingerprint, status and route; not by message or path', () => {
    const { report, reports } = watch(true);
    const error = (message: string) => new InternalServerError(message);
    report({ error: error('order 7'), host: { route: () => '/a' }, request: { url: '/a/7' } });
    report({ error: error('order 8'), host: { route: () => '/a' }, request: { url: '/a/8' } });
    expect(reports).toHaveLength(1);
    report({ error: error('order 8'), host: { route: () => '/b' } });
    report({ error: error('order 8'), host: { route: () => '/a' }, status: 200, outcome: 'cut' });
    report({ error: new NotFound('order 8'), host: { route: () => '/a' } });
    expect(reports).toHaveLength(4);
  });

  it('the counted record has no ids of the first request and an empty context', () => {
    const { report, reports, contexts, pass } = watch({ windowMs: 1000 });
    const headers = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, 'x-request-id': 'r' };
    for (let index = 0; index < 2; index += 1) report({ ...boom(), request: { url: '/a', headers } });
    pass(1000);
    expect(reports[0]).toMatchObject({ trace_id: 'a'.repeat(32), 'failwell.request_id': 'r' });
    for (const name of ['trace_id', 'span_id', 'trace_flags', 'failwell.request_id'])
      expect(reports[1]).not.toHaveProperty(name);
    expect(contexts[1]?.thrown).toBeUndefined();
    expect(contexts[1]?.error).toBeUndefined();
    expect(contexts[1]?.request).toBeUndefined();
    expect(contexts[1]?.response).toBeUndefined();
  });

  it('a counted record goes where the first went', () => {
    const own = vi.fn();
    const surroundings = fakeSurroundings();
    const { report } = capture({ dedupe: { windowMs: 1000 }, logger: { error: own } }, surroundings);
    for (let index = 0; index < 2; index += 1) report(boom());
    surroundings.pass(1000);
    expect(own.mock.calls.map(([, fields]) => (fields as { 'failwell.count': number })['failwell.count'])).toEqual([
      1, 1,
    ]);
  });

  it("a counted record does not go to the first request's logger, whose bindings name that request", () => {
    const lines: string[] = [];
    const logger = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    const surroundings = fakeSurroundings();
    const { report } = capture({ dedupe: { windowMs: 1000 }, logger }, surroundings);
    const host = { requestLogger: () => logger.child({ req: { id: 7 } }) };
    for (let index = 0; index < 2; index += 1) report({ error: new InternalServerError('boom'), host });
    surroundings.pass(1000);
    const [first, counted, ...others] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(others).toEqual([]);
    expect(first).toHaveProperty('req');
    expect(counted).not.toHaveProperty('req');
    expect(counted).toMatchObject({ level: 50, 'failwell.count': 1 });
  });

  it('a clock that fails when the window ends throws into no timer', () => {
    const surroundings = fakeSurroundings();
    let clock = surroundings.now;
    const { report, reports } = capture({ dedupe: { windowMs: 1000 } }, { ...surroundings, now: () => clock() });
    for (let index = 0; index < 2; index += 1) report(boom());
    clock = () => Number.NaN;
    expect(() => surroundings.pass(1000)).not.toThrow();
    expect(counts(reports)).toEqual([1]);
    expect(surroundings.warned[0]).toContain('could not be recorded');
  });

  it('watches a bounded number of groups: above it the oldest is reported early, and nothing is lost', () => {
    const { report, reports, pass } = watch({ windowMs: 1000 });
    const on = (route: string) => ({ error: new BadGateway('x'), host: { route: () => route } });
    report(on('/first'));
    report(on('/first'));
    report(on('/first'));
    for (let index = 0; index < maxGroups + 500; index += 1) report(on(`/${index}`));
    expect(reports.filter((one) => one['http.route'] === '/first').map((one) => one['failwell.count'])).toEqual([1, 2]);
    pass(5000);
    const total = reports.reduce((sum, one) => sum + one['failwell.count'], 0);
    expect(total).toBe(3 + maxGroups + 500);
  });

  it('its timer does not keep the process alive', () => {
    const timer = startUnrefTimer(() => undefined, 60_000) as NodeJS.Timeout;
    expect(timer.hasRef()).toBe(false);
    clearTimeout(timer);
  });

  it('windowMs: off, default, bounds', () => {
    expect([undefined, false, null, 0].map(toWindowMs)).toEqual([undefined, undefined, undefined, undefined]);
    expect([true, {}, { windowMs: 'x' }, { windowMs: Number.NaN }].map(toWindowMs)).toEqual([
      10_000, 10_000, 10_000, 10_000,
    ]);
    expect([{ windowMs: 1 }, { windowMs: 1e9 }, { windowMs: 250.4 }].map(toWindowMs)).toEqual([100, 3_600_000, 250]);
  });
});
