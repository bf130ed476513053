import httpErrors from 'http-errors';
import { describe, expect, test } from 'vitest';
import { createError } from '../../src/core/create-error.ts';
import * as classes from '../../src/error/classes.ts';
import { HttpError } from '../../src/error/http-error.ts';
import { statusTable } from '../../src/error/status.ts';

type Create = (...args: readonly unknown[]) => Error & Record<string, unknown>;

const ours = createError as unknown as Create;
const theirs = httpErrors as unknown as Create;

/** What code written for http-errors looks at. */
function facts(error: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { status, statusCode, expose, message, code, orderId, headers } = error;
  return { status, statusCode, expose, message, code, orderId, headers };
}

const props = { code: 'E_ORDER', orderId: 7, headers: { 'X-A': 'b' } };

describe('the call forms of http-errors 2 give the same error', () => {
  const forms: readonly (readonly [string, () => readonly unknown[]])[] = [
    ['()', () => []],
    ['(404)', () => [404]],
    ['(500)', () => [500]],
    ['(404, text)', () => [404, 'no order']],
    ['(502, text)', () => [502, 'orders is away']],
    ['(404, text, props)', () => [404, 'no order', props]],
    ['(404, props, text)', () => [404, props, 'no order']],
    ['(404, props)', () => [404, props]],
    ['(text)', () => ['no order']],
    ['(text, props)', () => ['no order', props]],
    ['(props)', () => [props]],
    ['(404, { message })', () => [404, { message: 'no order' }]],
    ['(404, text, { message })', () => [404, 'no order', { message: 'other' }]],
    ['(500, text, { expose })', () => [500, 'no order', { expose: true }]],
    ['(404, text, { expose })', () => [404, 'no order', { expose: false }]],
    ['(404, text, { status })', () => [404, 'no order', { status: 500, statusCode: 503 }]],
    ['(404, null)', () => [404, null]],
    ['(404, text, props, props)', () => [404, 'a', { code: 'A' }, { code: 'B' }]],
    ['(404, text, text)', () => [404, 'a', 'b']],
    ['(499)', () => [499]],
    ['(499, text)', () => [499, 'no order']],
    ['(599, text, props)', () => [599, 'no order', props]],
    ['(600)', () => [600]],
    ['(99, text)', () => [99, 'no order']],
    ['(509)', () => [509]],
  ];

  test.each(forms)('%s', (_, args) => {
    const mine = ours(...args());
    const other = theirs(...args());
    expect(facts(mine)).toEqual(facts(other));
    expect(mine.name).toBe(other.name);
    expect(httpErrors.isHttpError(mine)).toBe(true);
  });

  const wrapping: readonly (readonly [string, (error: Error) => readonly unknown[]])[] = [
    ['(error)', (error) => [error]],
    ['(error, props)', (error) => [error, props]],
    ['(404, error)', (error) => [404, error]],
    ['(404, error, props)', (error) => [404, error, props]],
    ['(502, error)', (error) => [502, error]],
    ['(404, props, error)', (error) => [404, props, error]],
  ];

  test.each(wrapping)('%s, with the given error as cause and unchanged', (_, args) => {
    const original = Object.freeze(new TypeError('no order'));
    const mine = ours(...args(original));
    expect(mine.cause).toBe(original);
    expect(mine).not.toBe(original);
    expect(facts(mine)).toEqual(facts(theirs(...args(new TypeError('no order')))));
  });

  test('(HTTP error) takes its status; one of ours comes back as it is', () => {
    const own = new classes.NotFound('no order');
    expect(createError(own)).toBe(own);
    const wrapped = createError(own, { orderId: 7 });
    expect(wrapped).toMatchObject({ status: 404, message: 'no order', cause: own, orderId: 7 });
    const foreign = httpErrors(404, 'no order');
    expect(createError(foreign)).toMatchObject({ status: 404, message: 'no order', expose: true, cause: foreign });
  });

  test.each([...statusTable.keys()])('(%i) is of the class of that status', (code) => {
    const error = createError(code);
    expect(error).toBeInstanceOf(classes.statusClasses[code]);
    expect(error.name).toBe(theirs(code).name);
    expect(error.expose).toBe(theirs(code)['expose']);
    // RFC 9110 has renamed 413 and 422; http-errors keeps the older phrases.
    if (code !== 413 && code !== 422) expect(error.message).toBe(theirs(code).message);
  });
});

describe('the named constructors of http-errors', () => {
  const constructors = createError as unknown as Readonly<Record<string, new (message?: string | null) => HttpError>>;
  const peers = httpErrors as unknown as Readonly<Record<string, new (message?: string | null) => HttpError>>;
  const names = Object.keys(httpErrors).filter((name) => name !== 'HttpError' && name !== 'isHttpError');

  test.each(names)('%s', (name) => {
    const Mine = constructors[name];
    const Theirs = peers[name];
    if (Mine === undefined || Theirs === undefined) throw new Error(`${name} is missing`);
    for (const message of ['no order', '']) {
      const error = new Mine(message);
      expect(error).toBeInstanceOf(Mine);
      expect(facts({ ...error, ...error.toJSON(), status: error.status, message: error.message })).toMatchObject({
        status: new Theirs(message).status,
        message: new Theirs(message).message,
      });
      expect([error.statusCode, error.expose, error.name]).toEqual([
        new Theirs(message).statusCode,
        new Theirs(message).expose,
        new Theirs(message).name,
      ]);
    }
  });

  test.each(names)('%s, without new', (name) => {
    const Mine = constructors[name] as unknown as Create;
    const Theirs = peers[name] as unknown as Create;
    const call = (create: Create): Error & Record<string, unknown> => create('no order');
    expect(facts(call(Mine))).toEqual(facts(call(Theirs)));
    expect([call(Mine).name, Mine.name, Mine.length]).toEqual([call(Theirs).name, Theirs.name, Theirs.length]);
    expect(call(Mine)).toBeInstanceOf(Mine);
    expect(call(Mine).stack?.split('\n')[1]).toContain('call');
    expect(new (constructors[name] as new (text: string) => Error)('x').stack?.split('\n')[1]).not.toContain(
      'construct',
    );
  });

  test('of a subclass: its prototype, its instanceof, its first frame', () => {
    class OrderNotFound extends createError.NotFound {}
    const error = new OrderNotFound('no order');
    expect(error).toBeInstanceOf(OrderNotFound);
    expect(error).toBeInstanceOf(createError.NotFound);
    expect(new createError.NotFound()).not.toBeInstanceOf(OrderNotFound);
    expect(error.constructor).toBe(OrderNotFound);
    expect(error.stack?.split('\n')[1]).not.toContain('OrderNotFound');
  });

  test('HttpError and isHttpError are there too', () => {
    expect(createError.HttpError).toBe(HttpError);
    expect(createError.isHttpError(httpErrors(404))).toBe(true);
    expect(createError.ContentTooLarge).toBe(createError.PayloadTooLarge);
  });
});
