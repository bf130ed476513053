import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWindow, toMoment } from '../../src/maintenance/window.ts';

const moment = Date.UTC(2026, 10, 23, 18);

describe('a moment', () => {
  it.each([
    ['a Date', new Date(moment)],
    ['a Date of another realm', runInNewContext(`new Date(${moment})`)],
    ['milliseconds', moment],
    ['ISO 8601 in UTC', '2026-11-23T18:00:00Z'],
    ['ISO 8601 without seconds', '2026-11-23T18:00Z'],
    ['ISO 8601 with fractions', '2026-11-23T18:00:00.000Z'],
    ['ISO 8601 with an offset', '2026-11-23T19:30:00+01:30'],
  ])('%s', (_, value) => {
    expect(toMoment(value)).toBe(moment);
  });

  it.each([
    ['an invalid Date', new Date(Number.NaN)],
    ['what only looks like a Date', Object.create(Date.prototype)],
    ['a revoked proxy', revoked()],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['a duration', 3_600_000],
    ['seconds since the epoch', moment / 1000],
    ['microseconds since the epoch', moment * 1000],
    ['a local time: another one on each machine', '2026-11-23T18:00:00'],
    ['a day, which has no end', '2026-11-23'],
    ['a month that does not exist', '2026-13-01T00:00:00Z'],
    ['words', 'tomorrow'],
    ['true', true],
    ['a promise', Promise.resolve(moment)],
  ])('is not %s', (_, value) => {
    expect(toMoment(value)).toBeUndefined();
  });

  it('is whole milliseconds or nothing, whatever is given', () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withNullPrototype: true }), (value) => {
        const found = toMoment(value);
        expect(found === undefined || new Date(found).getTime() > 0).toBe(true);
      }),
    );
  });
});

describe('the window', () => {
  it.each([undefined, null, false] as const)('is none where the switch answers %s', (answer) => {
    expect(readWindow(() => answer)).toBe('none');
  });

  it('is asked anew each time', () => {
    const ends = [moment, moment + 1];
    const until = (): number => ends.shift() ?? 0;
    expect([readWindow(until), readWindow(until)]).toEqual([moment, moment + 1]);
  });

  it('is unreadable where the switch answers something else', () => {
    expect(readWindow(() => 'soon')).toBe('unreadable');
    expect(readWindow((async () => moment) as never)).toBe('unreadable');
  });
});

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable(new Date(), {});
  revoke();
  return proxy;
}
