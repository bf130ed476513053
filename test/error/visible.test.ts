import { describe, expect, test } from 'vitest';
import { BadGateway, NotFound } from '../../src/error/classes.ts';
import { HttpError } from '../../src/error/http-error.ts';
import {
  exposedMessage,
  hidesDetails,
  showsMessage,
  textLimits,
  toVisibleBody,
  visibleReason,
} from '../../src/error/visible.ts';
import { hostileValues } from '../conformance/hostile-values.ts';

describe('the message', () => {
  test.each([
    ['4xx by default', new NotFound('text'), 'text'],
    ['5xx by default', new BadGateway('text'), undefined],
    ['5xx with expose: true', new BadGateway('text', { expose: true }), 'text'],
    ['4xx with expose: false', new NotFound('text', { expose: false }), undefined],
    ['an empty one', new NotFound(''), undefined],
    ['a truthy expose', Object.assign(new Error('text'), { status: 500, expose: 'yes' }), undefined],
    ['no text', Object.assign(new NotFound(), { message: { secret: 1 } }), undefined],
  ])('CT-5: %s', (_, error, expected) => {
    expect(exposedMessage(error)).toBe(expected);
    expect(showsMessage(error)).toBe((error as { expose?: unknown }).expose === true);
  });

  test('SE-6: is cut at 4096 characters, the reason at 256', () => {
    const error = new NotFound('x'.repeat(10_000_000), { reason: 'R'.repeat(10_000) });
    expect(exposedMessage(error)).toHaveLength(textLimits.message);
    expect(visibleReason(error)).toHaveLength(textLimits.reason);
    expect(JSON.stringify(error).length).toBeLessThan(5000);
  });
});

describe('the details', () => {
  test.each<readonly [string, object, boolean]>([
    ['4xx', new NotFound({ details: 1 }), false],
    ['5xx', new BadGateway({ details: 1 }), false],
    ['4xx with expose: false', new NotFound({ details: 1, expose: false }), true],
    ['5xx with expose: false', new BadGateway({ details: 1, expose: false }), true],
    ['5xx with expose: true', new BadGateway({ details: 1, expose: true }), false],
    ['bare 4xx', new HttpError(404, { details: 1 }), false],
    ['bare 4xx with expose: false', new HttpError(404, { details: 1, expose: false }), true],
    ['bare 5xx with expose: false', new HttpError(599, { details: 1, expose: false }), true],
    ['4xx, expose assigned later', Object.assign(new NotFound({ details: 1 }), { expose: false }), true],
    ['5xx, expose assigned later', Object.assign(new BadGateway({ details: 1 }), { expose: false }), true],
    ['bare 4xx, expose assigned later', Object.assign(new HttpError(404, { details: 1 }), { expose: false }), true],
    ['bare 5xx, expose assigned later', Object.assign(new HttpError(599, { details: 1 }), { expose: false }), true],
  ])('are public by definition, and hidden by an explicit expose: false only: %s', (_, error, hidden) => {
    expect(hidesDetails(error)).toBe(hidden);
    expect('details' in toVisibleBody(error).error).toBe(!hidden);
  });
});

describe('toVisibleBody', () => {
  test('has nothing that is absent, empty or null', () => {
    expect(toVisibleBody(new NotFound({ reason: '', details: null }))).toEqual({
      error: { code: 404, message: 'Not Found' },
    });
  });

  test('SL-1: has a sane code whatever became of the status', () => {
    expect(toVisibleBody(Object.assign(new NotFound('text'), { status: 200 })).error.code).toBe(500);
    expect(toVisibleBody(new HttpError(499, 'text'))).toEqual({ error: { code: 499, message: 'text' } });
  });

  test.each(Object.entries(hostileValues))('SE-3: shows the phrase for %s, which exposes nothing', (_, build) => {
    const { error } = toVisibleBody(build() as object);
    expect(error.code).toBeGreaterThanOrEqual(400);
    if (!showsMessage(build() as object)) expect(error.message).not.toContain('secret');
    expect(() => JSON.stringify(error)).not.toThrow();
  });
});
