import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BadGateway, NotFound } from '../../src/error/classes.ts';
import { refusePromise } from '../../src/plan/represent.ts';
import { hostileValues } from '../conformance/hostile-values.ts';
import { bodyOf, faultsOf, linesOf, planOf, warningsOf } from './planning.ts';

const refuse = (): never => {
  throw new Error('no');
};

function createThenable(method: unknown): object {
  return Object.defineProperty({}, 'then', { value: method });
}

describe('the body option', () => {
  test('CT-4: gets the envelope and what it renders, and its object is the body', () => {
    const body = vi.fn((envelope: { error: object }) => ({ ok: false, ...envelope.error }));
    const error = new NotFound('no order');
    const plan = planOf(error, { options: { body }, request: { method: 'PUT', url: '/a?b' } });
    expect(plan.body).toBe('{"ok":false,"code":404,"message":"no order"}');
    expect(linesOf(plan, 'Content-Type')).toEqual(['application/json']);
    expect(faultsOf(plan)).toEqual([]);
    expect(body).toHaveBeenCalledTimes(1);
    const context: unknown = (body.mock.calls[0] as unknown[])[1];
    expect(context).toMatchObject({ error, status: 404, request: { method: 'PUT', path: '/a' } });
  });

  test('CT-5: is shown no message that is not exposed', () => {
    const plan = planOf(new BadGateway('SECRET'), { options: { body: (envelope) => envelope } });
    expect(plan.body).not.toContain('SECRET');
  });

  const asynchronous: readonly (readonly [string, () => unknown])[] = [
    ['is asynchronous', async () => ({ a: 1 })],
    ['rejects', () => Promise.reject(new Error('no'))],
    ['returns a thenable', () => createThenable(refuse)],
  ];

  test.each<readonly [string, () => unknown]>([
    ['throws', refuse],
    ...asynchronous,
    ['returns undefined', () => undefined],
    ['returns null', () => null],
    ['returns a text', () => '{"a":1}'],
    ['returns a list', () => [1]],
    ['returns a function', () => refuse],
    ['returns a Date', () => new Date(0)],
    ['returns what toJSON makes a text', () => ({ toJSON: () => 'a' })],
    ['returns what toJSON makes nothing', () => ({ toJSON: () => undefined })],
    ['returns what toJSON refuses', () => ({ toJSON: refuse })],
  ])('SE-4: that %s is replaced by the plain envelope, and reported', (_, body) => {
    const plan = planOf(new NotFound('no order'), { options: { body: body as never } });
    expect(plan.body).toBe('{"error":{"code":404,"message":"no order"}}');
    expect(faultsOf(plan)).toEqual([]);
    expect(warningsOf(plan)).toEqual(['hook_failed']);
  });

  test('SE-4: that returns anything else gives valid JSON', () => {
    for (const build of Object.values(hostileValues)) {
      for (const body of [build, () => ({ a: build() })]) {
        const plan = planOf(new NotFound(), { options: { body: body as never } });
        expect(faultsOf(plan)).toEqual([]);
        expect(typeof JSON.parse(plan.body)).toBe('object');
      }
    }
  });

  test('SE-6: that returns 10 MB is reduced, and reported', () => {
    const plan = planOf(new NotFound(), { options: { body: () => ({ a: 'x'.repeat(10_000_000) }) } });
    expect(plan.body.length).toBeLessThan(70_000);
    expect(warningsOf(plan)).toEqual(['details_reduced']);
  });

  test('is not asked where the client gets a page or text', () => {
    const body = vi.fn(() => ({}));
    planOf(new NotFound(), { options: { body, format: 'negotiate' }, request: { headers: { accept: 'text/html' } } });
    expect(body).not.toHaveBeenCalled();
  });
});

describe('the html option', () => {
  const request = { headers: { accept: 'text/html' } };

  test('CT-3: its text is the page', () => {
    const html = (page: { status: number; escape: (text: string) => string }): string =>
      `<h1>${page.status} ${page.escape('<b>')}</h1>`;
    const plan = planOf(new NotFound(), { request, options: { format: 'negotiate', html } });
    expect(plan.body).toBe('<h1>404 &lt;b&gt;</h1>');
    expect(linesOf(plan, 'Content-Type')).toEqual(['text/html; charset=utf-8']);
    expect(faultsOf(plan)).toEqual([]);
  });

  test.each<readonly [string, () => unknown]>([
    ['throws', refuse],
    ['is asynchronous', async () => '<h1></h1>'],
    ['rejects', () => Promise.reject(new Error('no'))],
    ['returns no text', () => ({})],
  ])('SE-4: that %s is replaced by the page of this library, and reported', (_, html) => {
    const plan = planOf(new NotFound(), { request, options: { format: 'negotiate', html: html as never } });
    expect(plan.body).toContain('<!doctype html>');
    expect(plan.body).toContain('404');
    expect(warningsOf(plan)).toEqual(['hook_failed']);
    expect(faultsOf(plan)).toEqual([]);
  });

  test('is not asked for JSON', () => {
    const html = vi.fn(() => '');
    expect(bodyOf(planOf(new NotFound(), { options: { format: 'negotiate', html } })).error['code']).toBe(404);
    expect(html).not.toHaveBeenCalled();
  });
});

describe('SE-4: a hook that returns a promise', () => {
  const unhandled = vi.fn();

  beforeEach(() => {
    unhandled.mockClear();
    process.on('unhandledRejection', unhandled);
  });

  afterEach(() => {
    process.removeListener('unhandledRejection', unhandled);
  });

  test('does not end the process when the promise rejects', async () => {
    const rejecting = (): never => Promise.reject(new Error('no')) as never;
    planOf(new NotFound(), { options: { body: rejecting } });
    planOf(new NotFound(), { options: { message: rejecting } });
    const request = { headers: { accept: 'text/html' } };
    planOf(new NotFound(), { request, options: { html: rejecting, format: 'negotiate' } });
    expect(() =>
      refusePromise(createThenable((_: unknown, reject: (reason: Error) => void) => reject(new Error('no')))),
    ).toThrow();
    await nextTurn();
    await nextTurn();
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('CT-6: the format', () => {
  test.each([
    ['envelope', 'text/html', 'application/json'],
    ['problem', 'text/html', 'application/problem+json'],
    ['negotiate', 'text/html', 'text/html; charset=utf-8'],
    ['negotiate', 'text/plain', 'text/plain; charset=utf-8'],
    ['negotiate', 'application/problem+json', 'application/problem+json'],
    ['negotiate', 'image/png', 'application/json'],
    ['negotiate', '', 'application/json'],
  ] as const)('%s for Accept: %s is %s, and never changes the status', (format, accept, type) => {
    for (const error of [new NotFound(), new NotFound({ reason: 'A' })]) {
      const plan = planOf(error, { options: { format }, request: { headers: { accept } } });
      expect(linesOf(plan, 'Content-Type')).toEqual([type]);
      expect(plan.status).toBe(404);
      expect(faultsOf(plan)).toEqual([]);
    }
  });
});
