import { describe, expect, test } from 'vitest';
import type { ErrorHandlerOptions } from '../../src/core/options.ts';
import { BadGateway, NotFound } from '../../src/error/classes.ts';
import type { HttpErrorOptions } from '../../src/error/error-options.ts';
import type { HttpError } from '../../src/error/http-error.ts';
import { createRequestView, type RequestLike } from '../../src/http/request-view.ts';
import type { FieldLine } from '../../src/http/response-plan.ts';
import { createPlanner } from '../../src/plan/plan.ts';
import { faultsOf, planOf, toSettings } from './planning.ts';

/**
 * SE-6: the work and the size of one plan are bounded. The times are ten times and more what a slow machine needs, so
 * that only a lost bound fails: each of these took seconds to minutes, or all memory, without one.
 */

const megabytes = 'x'.repeat(10_000_000);
const many = Array.from({ length: 200_000 }, (_, index) => index);
const wide = Object.fromEntries(many.map((index) => [`k${index}`, index]));
const deep = many.reduce<object>((next) => ({ next }), {});

const build = (options: object): HttpError => new NotFound(megabytes, options as HttpErrorOptions);

const errors: Readonly<Record<string, () => HttpError>> = {
  'a message of 10 MB': () => new NotFound(megabytes),
  'an unexposed message of 10 MB': () => new BadGateway(megabytes),
  'texts of 10 MB': () => build({ reason: megabytes, title: megabytes, type: megabytes, instance: megabytes }),
  'details of 200 000 members': () => build({ details: wide, extensions: wide }),
  'details of 200 000 items': () => build({ details: many }),
  'details with one large object 5000 times': () => build({ details: Array.from({ length: 5000 }).fill(wide) }),
  'details 200 000 deep': () => build({ details: deep }),
  'details of 10 MB of bytes': () => build({ details: { body: Buffer.alloc(10_000_000), view: new Uint8Array(1e7) } }),
  '10 000 headers': () =>
    build({ headers: Object.fromEntries(many.slice(0, 10_000).map((index) => [`X-${index}`, 'v'])) }),
  '10 000 lines of 4000 characters': () =>
    build({ headers: { 'X-A': Array.from({ length: 10_000 }).fill('v'.repeat(4000)) } }),
  'a header of 10 MB': () => build({ headers: { 'X-A': megabytes, [megabytes]: 'v' }, cacheControl: megabytes }),
  'status fields without an end': () =>
    Object.assign(build({}), {
      challenges: Array.from({ length: 200_000 }).fill({ scheme: 'Bearer', params: { realm: 'x'.repeat(1000) } }),
      allow: many.map((index) => `M${index}`),
    }),
  'a proxy of 10 MB': () =>
    build({ proxy: { error: megabytes, nextHop: megabytes, details: megabytes, params: wide } }),
  '50 000 causes': () => {
    const cause = many.slice(0, 50_000).reduce<Error>((inner) => new Error('x', { cause: inner }), new Error('root'));
    return new BadGateway('x', { cause });
  },
  '200 000 errors in an aggregate': () => new BadGateway({ cause: new AggregateError(many) }),
  '200 000 own properties': () => Object.assign(new NotFound(), wide),
  'a retryAfter of 10 MB': () => Object.assign(new NotFound(), { retryAfter: '1'.repeat(10_000_000) }),
};

const chosen: Readonly<Record<string, { readonly options: ErrorHandlerOptions; readonly request: RequestLike }>> = {
  envelope: { options: { proxyStatus: { id: 'edge', details: true } }, request: {} },
  problem: { options: { format: 'problem' }, request: {} },
  html: { options: { format: 'negotiate' }, request: { headers: { accept: 'text/html' } } },
  text: { options: { format: 'negotiate', debug: true }, request: { headers: { accept: 'text/plain' } } },
};

describe.each(Object.entries(errors))('%s', (_, create) => {
  test.each(Object.entries(chosen))('%s: planned within 2 s, at most 1 MB', (_format, { options, request }) => {
    const error = create();
    const started = performance.now();
    const plan = planOf(error, { options, request });
    expect(performance.now() - started).toBeLessThan(2000);
    expect(faultsOf(plan)).toEqual([]);
    expect(plan.body.length).toBeLessThan(1_000_000);
    expect(plan.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0)).toBeLessThan(100_000);
  });
});

describe('a request or an abandoned response of any size', () => {
  test('10 000 earlier lines', () => {
    const prior = many.slice(0, 10_000).map((index): FieldLine => [`X-${index}`, 'v']);
    const started = performance.now();
    expect(faultsOf(planOf(new NotFound(), { prior }))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('fields of 10 MB', () => {
    const names = ['accept', 'x-request-id', 'traceparent', 'idempotency-key'];
    for (const value of [megabytes, ','.repeat(10_000_000), ';'.repeat(10_000_000), ' '.repeat(10_000_000)]) {
      const request = { url: `/${value}`, headers: Object.fromEntries(names.map((name) => [name, value])) };
      const started = performance.now();
      expect(
        faultsOf(planOf(new NotFound(), { request, options: { format: 'negotiate', include: ['requestId'] } })),
      ).toEqual([]);
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});

describe('a plan for a plain error', () => {
  test('takes microseconds: an error storm is when a service can least afford more', () => {
    const planner = createPlanner(toSettings());
    const error = new BadGateway('x');
    const input = { error, thrown: error, request: createRequestView({ headers: {} }), prior: [] };
    for (let round = 0; round < 20_000; round += 1) planner(input);
    const started = performance.now();
    for (let round = 0; round < 20_000; round += 1) planner(input);
    // Less than 1 µs on an idle machine; 25 is what a planner that renders every body anew would exceed under load.
    expect((performance.now() - started) / 20).toBeLessThan(25);
  });
});
