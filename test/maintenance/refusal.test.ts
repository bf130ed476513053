import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isHttpError } from '../../src/error/is-http-error.ts';
import type { MaintenanceOptions } from '../../src/maintenance/options.ts';
import { createRefusal } from '../../src/maintenance/refusal.ts';

const now = Date.UTC(2026, 10, 23, 17);
const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function refuse(options: MaintenanceOptions, url = '/orders'): ReturnType<ReturnType<typeof createRefusal>> {
  return createRefusal(options)({ method: 'GET', url, headers: {} });
}

describe('the time to the end of the window', () => {
  it.each([
    [10 * minute, 600],
    [1, 1],
    [1_001, 2],
    [59_999, 60],
  ])('%s ms before it, %s s: rounded up, so that nobody comes early (RA-3)', (left, seconds) => {
    const refusal = refuse({ until: now + left });
    expect(refusal).toMatchObject({ status: 503, retryAfter: seconds, expose: false });
    expect(isHttpError(refusal, 503)).toBe(true);
  });

  it.each([0, -1, -10 * minute])('%s ms before it, requests pass', (left) => {
    expect(refuse({ until: now + left })).toBeUndefined();
  });

  it('ends without a restart', () => {
    const ask = createRefusal({ until: new Date(now + minute) });
    const request = { method: 'GET', url: '/' };
    expect(ask(request)).toMatchObject({ retryAfter: 60 });
    vi.setSystemTime(now + minute);
    expect(ask(request)).toBeUndefined();
  });

  it('is spread upwards only, over the seconds asked for', () => {
    const drawn = new Set<unknown>();
    for (let draw = 0; draw < 200; draw += 1) {
      vi.spyOn(Math, 'random').mockReturnValue(draw / 200);
      const refusal = refuse({ until: now + minute, spread: 4 });
      drawn.add(refusal && Reflect.get(refusal, 'retryAfter'));
    }
    expect([...drawn].sort()).toEqual([60, 61, 62, 63, 64]);
  });

  it('is left to the policy where the switch gives no readable end', () => {
    const refusal = refuse({ until: () => 'soon' });
    expect(refusal).toMatchObject({ status: 503 });
    expect(refusal && Reflect.get(refusal, 'retryAfter')).toBeUndefined();
  });
});

describe('what passes', () => {
  const until = now + minute;

  it.each(['/health', '/healthz', '/livez', '/readyz', '/healthz?verbose=1'])('%s by default', (url) => {
    expect(refuse({ until }, url)).toBeUndefined();
  });

  it.each(['/healthz/', '/Healthz', '/healthz/../orders', '/x/healthz', '/', '//healthz', '/health%7a'])(
    '%s does not',
    (url) => {
      expect(refuse({ until }, url)).toMatchObject({ status: 503 });
    },
  );

  it('/robots.txt always does: a 5xx there forbids the whole site (RB-3)', () => {
    expect(refuse({ until }, '/robots.txt')).toBeUndefined();
    expect(refuse({ until, allow: [] }, '/robots.txt')).toBeUndefined();
    expect(refuse({ until }, '/docs/robots.txt')).toMatchObject({ status: 503 });
  });

  it('a list of its own replaces the default', () => {
    expect(refuse({ until, allow: ['/up'] }, '/up')).toBeUndefined();
    expect(refuse({ until, allow: ['/up'] }, '/healthz')).toMatchObject({ status: 503 });
  });

  it('a predicate sees method, path and fields', () => {
    const options: MaintenanceOptions = {
      until,
      allow: [({ method, path, header }) => method === 'GET' && path === '/a' && header !== undefined],
    };
    expect(refuse(options, '/a')).toBeUndefined();
    expect(refuse(options, '/b')).toMatchObject({ status: 503 });
  });

  it('a predicate that answers no boolean lets nothing pass: an async one would let everything pass', () => {
    expect(refuse({ until, allow: [(async () => true) as never] })).toMatchObject({ status: 503 });
  });

  it('the whole path counts below a mount path (Express, Koa)', () => {
    const ask = createRefusal({ until, allow: ['/api/up'] });
    const request = { method: 'GET', url: '/up', originalUrl: '/api/up' };
    expect(ask(request)).toBeUndefined();
  });
});

describe('a switch or predicate that throws', () => {
  const boom = new Error('boom');
  const fail = (): never => {
    throw boom;
  };

  it.each([
    ['until', { until: fail }],
    ['allow', { until: now + minute, allow: [fail] }],
  ])('%s: a 500 with the cause, not a guess', (_, options) => {
    expect(refuse(options)).toMatchObject({ status: 500, cause: boom });
  });

  it('is not asked for a predicate once the window is over', () => {
    expect(refuse({ until: now, allow: [fail] })).toBeUndefined();
  });
});

describe('options are checked at creation', () => {
  it.each([
    ['no options', undefined, '"options" must be an object'],
    ['no end', {}, '"until" must be'],
    ['a duration', { until: 3600 }, 'milliseconds since the epoch'],
    ['local time', { until: '2026-11-23T18:00:00' }, 'ISO 8601 with an offset'],
    ['an invalid Date', { until: new Date('x') }, '"until" must be a valid Date'],
    ['a misspelt name', { untill: now }, 'did you mean "until"'],
    ['a path without a slash', { until: now, allow: ['healthz'] }, '"allow" must be a list'],
    ['a path with a query', { until: now, allow: ['/healthz?x'] }, '"allow" must be a list'],
    ['a pattern', { until: now, allow: [/health/] }, '"allow" must be a list'],
    ['one path', { until: now, allow: '/healthz' }, '"allow" must be a list'],
    ['a negative spread', { until: now, spread: -1 }, '"spread" must be a whole number from 0 to 3600'],
  ])('%s', (_, options, message) => {
    expect(() => createRefusal(options as never)).toThrow(message);
  });

  it('a window that is over is no mistake: the setting stays behind after a deployment', () => {
    expect(() => createRefusal({ until: now - 1 })).not.toThrow();
  });
});
