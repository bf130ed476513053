import { describe, expect, test } from 'vitest';
import { hasMetAnother, isFirstMeeting, setResponseError } from '../../src/hosts/response-marks.ts';
import type { NodeResponse } from '../../src/send/node-types.ts';

const create = (): NodeResponse => ({}) as NodeResponse;

describe.each([
  ['an ordinary response', create],
  ['a frozen one', (): NodeResponse => Object.freeze(create())],
])('%s', (_, make) => {
  test('meets each failure once (SL-5)', () => {
    const response = make();
    expect(isFirstMeeting(response, 'a')).toBe(true);
    expect(isFirstMeeting(response, 'a')).toBe(false);
    expect(hasMetAnother(response)).toBe(false);
    expect(isFirstMeeting(response, undefined)).toBe(true);
    expect(isFirstMeeting(response, undefined)).toBe(false);
    expect(hasMetAnother(response)).toBe(true);
    expect(isFirstMeeting(make(), 'a')).toBe(true);
  });

  test('tells no more than eight failures apart', () => {
    const response = make();
    const first = Array.from({ length: 12 }, (_none, index) => isFirstMeeting(response, index));
    expect(first.filter(Boolean)).toHaveLength(8);
  });
});

describe('`err`', () => {
  test('is made when somebody looks, once, and of the last failure', () => {
    const response = create();
    let made = 0;
    const describeAs = (message: string) => (): Error => {
      made += 1;
      return new Error(message);
    };
    setResponseError(response, describeAs('first'));
    setResponseError(response, describeAs('second'));
    expect(made).toBe(0);
    expect(Reflect.get(response, 'err')).toBe(Reflect.get(response, 'err'));
    expect(Reflect.get(response, 'err')).toMatchObject({ message: 'second' });
    expect(made).toBe(1);
  });

  test('is one of its own for each response', () => {
    const [one, other] = [create(), create()];
    setResponseError(one, () => new Error('one'));
    setResponseError(other, () => new Error('other'));
    expect(Reflect.get(one, 'err')).toMatchObject({ message: 'one' });
    expect(Reflect.get(other, 'err')).toMatchObject({ message: 'other' });
  });

  test('can be assigned by the app, and is not enumerated', () => {
    const response = create();
    setResponseError(response, () => new Error('ours'));
    expect(Object.keys(response)).not.toContain('err');
    Object.assign(response, { err: 'theirs' });
    expect(Reflect.get(response, 'err')).toBe('theirs');
  });

  test('a frozen response goes without', () => {
    const response = Object.freeze(create());
    setResponseError(response, () => new Error('ours'));
    expect(Reflect.get(response, 'err')).toBeUndefined();
  });
});
