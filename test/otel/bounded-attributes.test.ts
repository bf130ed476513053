import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAttributeReader } from '../../src/otel/bounded-attributes.ts';
import type { ErrorReport } from '../../src/report/error-report.ts';
import { madeReport } from './support.ts';

const [template] = madeReport();
const withRoute = (route: string, more: Partial<ErrorReport> = {}): ErrorReport => ({
  ...template,
  'http.route': route,
  ...more,
});

test('a value that came once stays itself, also when later ones no longer do', () => {
  const read = createAttributeReader({ maxValues: 2 });
  const routes = ['/a', '/b', '/c', '/a', '/d', '/b'].map((route) => read(withRoute(route))['http.route']);
  expect(routes).toEqual(['/a', '/b', '_OTHER', '/a', '_OTHER', '/b']);
});

test('a reason without end leaves routes alone', () => {
  const read = createAttributeReader({ maxValues: 3 });
  for (let index = 0; index < 50; index += 1) read(withRoute('/a', { 'failwell.reason': `R${index}` }));
  expect(read(withRoute('/b', { 'failwell.reason': 'NEW' }))).toMatchObject({
    'http.route': '/b',
    'failwell.reason': '_OTHER',
  });
});

test('of a combination too many, status and domain are still told', () => {
  const read = createAttributeReader({ maxSeries: 1 });
  read(withRoute('/a'));
  expect(read(withRoute('/b'))).toEqual({
    'http.request.method': '_OTHER',
    'http.route': '_OTHER',
    'http.response.status_code': 502,
    'error.type': '_OTHER',
    'failwell.domain': 'upstream',
    'failwell.outcome': '_OTHER',
  });
  expect(read(withRoute('/a'))['http.route']).toBe('/a');
});

test('property: the number of combinations is bounded by maxSeries and by status × domain', () => {
  const domains = ['client', 'server', 'upstream', 'intermediary', 'network'] as const;
  const reports = fc.array(
    fc.record({
      'http.route': fc.string(),
      'error.type': fc.string(),
      'failwell.reason': fc.option(fc.string(), { nil: undefined }),
      'http.response.status_code': fc.constantFrom(404, 500, 502),
      'failwell.domain': fc.constantFrom(...domains),
    }),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(reports, (all) => {
      const read = createAttributeReader({ maxValues: 4, maxSeries: 10 });
      const series = new Set(all.map((one) => JSON.stringify(read({ ...template, ...one } as ErrorReport))));
      // The combinations of status and domain come with a route and with a reason or without one.
      expect(series.size).toBeLessThanOrEqual(10 + 3 * domains.length * 2);
    }),
  );
});
