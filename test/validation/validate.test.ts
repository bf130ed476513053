import { Ajv } from 'ajv';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ValidationMiddleware, validate } from '../../src/validation.ts';
import { expectEnvelope } from '../support/envelope.ts';
import { hosts, jsonSchemas, post } from './hosts.ts';

describe.each(Object.entries(hosts))('%s', (_host, mount) => {
  test('typed values of every part, with coercion and defaults; the host’s query stays', async () => {
    const check = validate(jsonSchemas) as ValidationMiddleware<never>;
    const { status, json } = await post(mount(check), '/orders/7?page=2&tag=a&deep=true', { age: 3 });
    expect(status).toBe(200);
    expect(json.validated).toMatchObject({
      body: { age: 3, note: 'none' },
      query: { page: 2, tag: ['a'], deep: true },
      params: { id: 7 },
      headers: { 'x-tenant': 'acme' },
    });
    expect(json.query).toEqual({ page: '2', tag: 'a', deep: 'true' });
  });

  test('all faults of all parts in one 422, each with its part, none with its value', async () => {
    const check = validate(jsonSchemas) as ValidationMiddleware<never>;
    const body = { age: -1, extra: 'hunter2', note: { secret: 'hunter2' } };
    const { status, text, json } = await post(mount(check), '/orders/hunter2?page=hunter2', body, {
      'X-Tenant': 'HUNTER2',
    });
    expect(status).toBe(422);
    expectEnvelope(json);
    expect(json.error.details).toEqual([
      { pointer: '#/id', message: 'must be integer', in: 'params' },
      { pointer: '#/page', message: 'must be integer', in: 'query' },
      { pointer: '#/x-tenant', message: 'must match pattern "^[a-z]+$"', in: 'headers' },
      { pointer: '#/extra', message: 'must NOT have additional properties', in: 'body' },
      { pointer: '#/age', message: 'must be >= 0', in: 'body' },
      { pointer: '#/note', message: 'must be string', in: 'body' },
    ]);
    expect(text.toLowerCase()).not.toContain('hunter2');
  });

  test('400 by option', async () => {
    const check = validate({ body: jsonSchemas.body }, { status: 400 }) as ValidationMiddleware<never>;
    expect((await post(mount(check), '/orders/7', {})).status).toBe(400);
  });

  test('Standard Schemas of any library, asynchronous ones too', async () => {
    const check = validate({
      body: z.object({ age: z.number().refine(async (age) => age > 2, 'too young') }),
      query: v.object({ page: v.pipe(v.string(), v.toNumber()) }),
    }) as ValidationMiddleware<never>;
    const good = await post(mount(check), '/orders/7?page=2', { age: 3, extra: true });
    expect(good.json.validated).toEqual({ body: { age: 3 }, query: { page: 2 } });
    const bad = await post(mount(check), '/orders/7?page=x', { age: 1 });
    expect(bad.json.error.details).toEqual([
      expect.objectContaining({ pointer: '#/page', in: 'query' }),
      { pointer: '#/age', message: 'too young', in: 'body' },
    ]);
  });

  test('two middlewares add up', async () => {
    const params = validate({ params: jsonSchemas.params }) as ValidationMiddleware<never>;
    const body = validate({ body: jsonSchemas.body }) as ValidationMiddleware<never>;
    const { json } = await post(mount(params, body), '/orders/7', { age: 1 });
    expect(json.validated).toEqual({ params: { id: 7 }, body: { age: 1, note: 'none' } });
  });

  test('a bug in a schema is 500 and no 422', async () => {
    const check = validate({
      body: z.object({}).refine(() => {
        throw new TypeError('x is not a function');
      }),
    }) as ValidationMiddleware<never>;
    expect((await post(mount(check), '/orders/7', {})).status).toBe(500);
  });

  test('a body that nobody parsed breaks a schema that wants an object', async () => {
    const check = validate({ body: jsonSchemas.body }) as ValidationMiddleware<never>;
    const { status, json } = await post(mount(check), '/orders/7', 'age=1', { 'Content-Type': 'text/plain' });
    expect(status).toBe(422);
    expect(json.error.details[0].in).toBe('body');
  });

  test('a body nested deeper than the stack, under a schema that refers to itself, is 422', async () => {
    const tree = { $id: 'tree', type: 'array', items: { $ref: 'tree' } };
    const check = validate({ body: tree }, { ajv: new Ajv() }) as ValidationMiddleware<never>;
    const { status, json } = await post(mount(check), '/orders/7', '['.repeat(45_000) + ']'.repeat(45_000));
    expect(status).toBe(422);
    expect(json.error.details).toEqual([{ pointer: '#', message: 'is nested too deeply', in: 'body' }]);
  });

  test('names of Object.prototype in a query pollute nothing', async () => {
    const check = validate({
      query: { type: 'object', properties: { a: { type: 'integer' } } },
    }) as ValidationMiddleware<never>;
    const { status } = await post(mount(check), '/orders/7?__proto__=x&constructor=y&a=1', {});
    expect(status).toBe(200);
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });
});

test('valuesOf gives the values of a request or a context, and throws where nothing was validated', () => {
  const check = validate({ body: z.object({ age: z.number() }) });
  const values = { body: { age: 1 } };
  expect(check.valuesOf({ validated: values })).toBe(values);
  expect(check.valuesOf({ state: { validated: values } })).toBe(values);
  expect(() => check.valuesOf({})).toThrow('validate() has not passed this request');
});
