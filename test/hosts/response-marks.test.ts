import { describe, expect, test } from 'vitest';
import { hasMetAnother, isFirstMeeting as meet } from '../../src/hosts/response-marks.ts';
import type { NodeResponse } from '../../src/send/node-types.ts';

const describeAs = (thrown: unknown): Error => new Error(String(thrown));
const readers = { describe: describeAs, isAwaited: () => true };
const isFirstMeeting = (response: NodeResponse, thrown: unknown): boolean => meet(response, thrown, readers);
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
    const count = (thrown: unknown): Error => {
      made += 1;
      return describeAs(thrown);
    };
    meet(response, 'first', { ...readers, describe: count });
    meet(response, 'second', { ...readers, describe: count });
    expect(made).toBe(0);
    expect(Reflect.get(response, 'err')).toBe(Reflect.get(response, 'err'));
    expect(Reflect.get(response, 'err')).toMatchObject({ message: 'second' });
    expect(made).toBe(1);
  });

  test('is one of its own for each response', () => {
    const [one, other] = [create(), create()];
    isFirstMeeting(one, 'one');
    isFirstMeeting(other, 'other');
    expect(Reflect.get(one, 'err')).toMatchObject({ message: 'one' });
    expect(Reflect.get(other, 'err')).toMatchObject({ message: 'other' });
  });

  test('can be assigned by the app, and is not enumerated', () => {
    const response = create();
    isFirstMeeting(response, 'ours');
    expect(Object.keys(response)).not.toContain('err');
    Object.assign(response, { err: 'theirs' });
    expect(Reflect.get(response, 'err')).toBe('theirs');
  });

  test('is on app.response of Express, and undefined for a response that has met nothing', () => {
    const prototype = Object.create({}, { app: { value: () => undefined } });
    const [failed, fine] = [Object.create(prototype), Object.create(prototype)];
    isFirstMeeting(failed, 'ours');
    expect(Object.getOwnPropertyNames(failed)).toEqual([]);
    expect(failed.err).toMatchObject({ message: 'ours' });
    expect(fine.err).toBeUndefined();
    fine.err = 'theirs';
    expect(fine.err).toBe('theirs');
    expect(failed.err).toMatchObject({ message: 'ours' });
  });

  test('an `err` that app.response has of its own stays', () => {
    const prototype = Object.create({}, { app: { value: () => undefined }, err: { value: 'theirs' } });
    const response = Object.create(prototype);
    isFirstMeeting(response, 'ours');
    expect(prototype.err).toBe('theirs');
    expect(response.err).toMatchObject({ message: 'ours' });
  });

  test('a failure that nobody awaits is not kept, and is met once all the same', () => {
    const response = create();
    const unread = { describe: describeAs, isAwaited: () => false };
    const thrown = new Error('ours');
    expect(meet(response, thrown, unread)).toBe(true);
    expect(meet(response, thrown, unread)).toBe(false);
    expect(Reflect.get(response, 'err')).toMatchObject({ message: 'Error: ours' });
    expect(meet(response, 'a text', unread)).toBe(true);
    expect(meet(response, 'a text', unread)).toBe(false);
    expect(Reflect.get(response, 'err')).toMatchObject({ message: 'a text' });
  });

  test('a frozen response goes without', () => {
    const response = Object.freeze(create());
    expect(isFirstMeeting(response, 'ours')).toBe(true);
    expect(Reflect.get(response, 'err')).toBeUndefined();
  });
});
