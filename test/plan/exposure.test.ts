import { describe, expect, test } from 'vitest';
import { createError } from '../../src/core/create-error.ts';
import { BadGateway, NotFound, UnprocessableContent } from '../../src/error/classes.ts';
import { HttpError } from '../../src/error/http-error.ts';
import { bodyOf, planOf, warningsOf } from './planning.ts';

const everything = {
  reason: 'ORDER_LOCKED',
  details: { order: 7 },
  type: 'https://errors.example/locked',
  title: 'Order locked',
  instance: 'urn:uuid:1',
  extensions: { balance: 30 },
};

const problem = { options: { format: 'problem' } } as const;
const whole = (text: string): unknown => JSON.parse(text);

describe('the message', () => {
  test.each([
    ['CT-5: 4xx', new NotFound('no order 7'), 'no order 7', true],
    ['CT-5: 5xx', new BadGateway('SECRET'), 'Bad Gateway', false],
    ['CT-5: 5xx with expose: true', new BadGateway('orders are away', { expose: true }), 'orders are away', true],
    ['CT-5: 4xx with expose: false', new NotFound('SECRET', { expose: false }), 'Not Found', false],
    ['K10: an empty one', new NotFound(''), 'Not Found', false],
    ['SL-2: an unregistered 4xx', new HttpError(499, 'text'), 'text', true],
    ['SL-2: an unregistered 5xx', new HttpError(599, 'SECRET'), 'Internal Server Error', false],
  ])('%s', (_, error, message, exposed) => {
    const plan = planOf(error);
    expect(bodyOf(plan).error['message']).toBe(message);
    expect(plan.facts.exposed).toBe(exposed);
    expect(plan.body).not.toContain('SECRET');
  });

  test('the option replaces it, on 5xx too, and may decline', () => {
    const message = (error: HttpError): string | undefined => (error.status === 502 ? 'Please come back' : undefined);
    expect(bodyOf(planOf(new BadGateway('SECRET'), { options: { message } })).error['message']).toBe(
      'Please come back',
    );
    expect(planOf(new BadGateway(), { options: { message } }).facts.exposed).toBe(true);
    expect(bodyOf(planOf(new NotFound('no order'), { options: { message } })).error['message']).toBe('no order');
  });

  test.each<readonly [string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['returns a promise', async () => 'text'],
    ['returns a promise that rejects', () => Promise.reject(new Error('no'))],
  ])('SE-4: a message option that %s changes nothing and is reported', (_, message) => {
    const plan = planOf(new NotFound('no order'), { options: { message: message as never } });
    expect(bodyOf(plan).error).toEqual({ code: 404, message: 'no order' });
    expect(warningsOf(plan)).toEqual(['hook_failed']);
  });

  test.each([5, '', null, {}, { text: '' }, { text: 5, language: 'de' }, []])(
    'a message option that returns %j declines',
    (result) => {
      const plan = planOf(new NotFound('no order'), { options: { message: (() => result) as never } });
      expect(bodyOf(plan).error['message']).toBe('no order');
      expect(plan.headers.map(([name]) => name)).not.toContain('Content-Language');
    },
  );

  test.each(['de_DE', 'de, en', 'a\r\nb', '', 'é', 5, null])(
    'CT-9: the language %j is no language tag: text without it, and a warning',
    (language) => {
      const plan = planOf(new NotFound(), { options: { message: (() => ({ text: 'Weg', language })) as never } });
      expect(bodyOf(plan).error['message']).toBe('Weg');
      expect(plan.headers.map(([name]) => name)).not.toContain('Content-Language');
      expect(warningsOf(plan)).toEqual(['header_dropped']);
    },
  );

  test('SE-6: is cut at 4096 characters, from wherever it comes', () => {
    const long = 'x'.repeat(10_000_000);
    expect(String(bodyOf(planOf(new NotFound(long))).error['message'])).toHaveLength(4096);
    const translated = planOf(new NotFound(), { options: { message: () => long } });
    expect(String(bodyOf(translated).error['message'])).toHaveLength(4096);
  });
});

describe('public members', () => {
  test('CT-4: reason and details are in the envelope, the problem members are not', () => {
    expect(bodyOf(planOf(new UnprocessableContent(everything))).error).toEqual({
      code: 422,
      message: 'Unprocessable Content',
      reason: 'ORDER_LOCKED',
      details: { order: 7 },
    });
  });

  test('PD-2: all of them are in the problem, on 5xx too', () => {
    for (const error of [new UnprocessableContent(everything), new BadGateway('SECRET', everything)]) {
      expect(whole(planOf(error, problem).body)).toEqual({
        type: 'https://errors.example/locked',
        title: 'Order locked',
        status: error.status,
        instance: 'urn:uuid:1',
        reason: 'ORDER_LOCKED',
        details: { order: 7 },
        balance: 30,
      });
    }
  });

  test('an explicit expose: false hides all except reason', () => {
    for (const error of [
      new UnprocessableContent('SECRET', { ...everything, expose: false }),
      new BadGateway('SECRET', { ...everything, expose: false }),
      Object.assign(createError(422, 'SECRET', everything), { expose: false }),
      Object.assign(new HttpError(499, 'SECRET', everything), { expose: false }),
      Object.assign(new HttpError(599, 'SECRET', everything), { expose: false }),
    ]) {
      const { status, statusText } = planOf(error);
      expect(bodyOf(planOf(error)).error).toEqual({ code: status, message: statusText, reason: 'ORDER_LOCKED' });
      expect(whole(planOf(error, problem).body)).toEqual({ title: statusText, status, reason: 'ORDER_LOCKED' });
    }
  });

  test('CT-4: what is absent, empty or null is not there', () => {
    const error = new NotFound({ reason: '', details: null, type: '', title: '', instance: '', extensions: {} });
    expect(planOf(error).body).toBe('{"error":{"code":404,"message":"Not Found"}}');
    expect(whole(planOf(error, problem).body)).toEqual({ title: 'Not Found', status: 404 });
  });

  test('own properties of the error, its name, stack and cause are never sent', () => {
    const error = createError(404, 'no order', { sql: 'SECRET', user: { password: 'SECRET' } });
    error.cause = new Error('SECRET');
    error.name = 'SECRET';
    error.stack = 'SECRET';
    for (const options of [{}, problem.options, { format: 'negotiate' } as const]) {
      for (const accept of ['text/html', 'text/plain', 'application/json']) {
        const plan = planOf(error, { options, request: { headers: { accept } } });
        expect(JSON.stringify(plan)).not.toContain('SECRET');
      }
    }
  });

  test('SE-6: texts are cut, URIs that are too long are left out', () => {
    const long = `https://errors.example/${'x'.repeat(10_000)}`;
    const error = new NotFound({
      reason: 'R'.repeat(1000),
      title: 'T'.repeat(10_000),
      type: 'https://a/',
      instance: long,
    });
    const body = whole(planOf(error, problem).body) as Record<string, string>;
    expect(body['reason']).toHaveLength(256);
    expect(body['title']).toHaveLength(4096);
    expect(body['instance']).toBeUndefined();
    expect(whole(planOf(new NotFound({ type: long }), problem).body)).not.toHaveProperty('type');
  });

  test('FR-10: details that cannot be sent whole are reduced, with a warning', () => {
    const details: Record<string, unknown> = { order: 7n };
    details['self'] = details;
    const plan = planOf(new NotFound({ details }));
    expect(bodyOf(plan).error['details']).toEqual({ order: '7' });
    expect(warningsOf(plan)).toEqual(['details_reduced']);
  });
});

describe('include and help', () => {
  test('CT-4: the members come in the documented order', () => {
    const plan = planOf(createError(503, { reason: 'A', details: 1 }), {
      request: { headers: { 'x-request-id': 'r', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` } },
      options: { include: ['traceId', 'requestId', 'retry', 'status'], help: '/errors/', retry: { random: () => 0 } },
    });
    expect(plan.body).toBe(
      `{"error":{"code":503,"message":"Service Unavailable","status":"UNAVAILABLE","reason":"A","details":1,"retry":{"retryable":true,"after":5},"requestId":"r","traceId":"${'a'.repeat(32)}","help":"/errors/503"}}`,
    );
  });

  test('nothing is included by default', () => {
    const request = { headers: { 'x-request-id': 'r' } };
    expect(planOf(createError(503), { request }).body).toBe('{"error":{"code":503,"message":"Service Unavailable"}}');
  });

  test.each([
    ['/errors', '/errors/404'],
    ['/errors/', '/errors/404'],
    ['https://api.example', 'https://api.example/404'],
    ['/', '/404'],
  ])('help %s gives %s', (help, expected) => {
    expect(bodyOf(planOf(new NotFound(), { options: { help } })).error['help']).toBe(expected);
    expect(bodyOf(planOf(new NotFound({ reason: 'A' }), { options: { help } })).error['help']).toBe(expected);
  });
});

describe('debug', () => {
  test('shows stack and causes of what was thrown, and only then', () => {
    const thrown = new Error('outer', { cause: new Error('inner') });
    const error = new BadGateway({ cause: thrown });
    const shown = bodyOf(planOf(error, { thrown, options: { debug: true } })).error['debug'];
    expect(shown).toMatchObject({ causes: [{ name: 'Error', message: 'inner' }] });
    expect((shown as { stack: string }).stack).toContain('Error: outer');
    expect(planOf(error, { thrown }).body).not.toContain('outer');
  });

  test('is not read from the environment', () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'development';
    process.env['DEBUG'] = '*';
    try {
      expect(planOf(new BadGateway('SECRET')).body).toBe('{"error":{"code":502,"message":"Bad Gateway"}}');
    } finally {
      process.env['NODE_ENV'] = before;
      delete process.env['DEBUG'];
    }
  });
});
