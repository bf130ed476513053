import { Router as KoaRouter } from '@koa/router';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import express from 'express';
import express4 from 'express4';
import Koa from 'koa';
import bodyParser from 'koa-bodyparser';
import Koa2 from 'koa2';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { errorHandler } from '../../src/express.ts';
import { installErrorHandler } from '../../src/koa.ts';
import { type ValidationMiddleware, validate } from '../../src/validation.ts';
import { expectEnvelope } from '../support/envelope.ts';
import { serve } from '../support/servers.ts';

type Listener = Parameters<typeof serve>[0];
type Mount = (check: ValidationMiddleware<never>, ...more: ValidationMiddleware<never>[]) => Listener;

/** One route that answers with what was validated, and with the query as the host still shows it. */
function onExpress(create: typeof express): Mount {
  return (...checks) => {
    const app = create();
    app.post('/orders/:id', create.json(), ...checks, (request, response) => {
      response.json({ validated: Reflect.get(request, 'validated'), query: request.query });
    });
    app.use(errorHandler({ logger: false }));
    return app;
  };
}

function onKoa(App: typeof Koa): Mount {
  return (...checks) => {
    const app = new App();
    installErrorHandler(app, { logger: false });
    const router = new KoaRouter();
    router.post('/orders/:id', bodyParser(), ...checks, (context) => {
      context.body = { validated: context.state['validated'], query: context.query };
    });
    app.use(router.routes() as never);
    return app.callback();
  };
}

const hosts: Readonly<Record<string, Mount>> = {
  'Express 5': onExpress(express),
  'Express 4': onExpress(express4),
  'Koa 3': onKoa(Koa),
  'Koa 2': onKoa(Koa2),
};

const jsonSchemas = {
  body: {
    type: 'object',
    properties: { age: { type: 'integer', minimum: 0 }, note: { type: 'string', default: 'none' } },
    required: ['age'],
    additionalProperties: false,
  },
  query: {
    type: 'object',
    properties: {
      page: { type: 'integer', minimum: 1, default: 1 },
      tag: { type: 'array', items: { type: 'string' } },
      deep: { type: 'boolean' },
    },
  },
  params: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] },
  headers: {
    type: 'object',
    properties: { 'x-tenant': { type: 'string', pattern: '^[a-z]+$' } },
    required: ['x-tenant'],
  },
};

interface Answer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server sent
  readonly json: any;
}

async function post(
  listener: Listener,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { url } = await serve(listener);
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Tenant': 'acme', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, json: JSON.parse(text) };
}

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

describe('at creation', () => {
  const hostile = { body: 7, query: undefined } as never;

  test.each([
    [
      'a schema that does not compile',
      () => validate({ body: { type: 'strnig' } }),
      '"body" must be a schema that compiles: ',
    ],
    [
      'a misspelt keyword',
      () => validate({ query: { requird: [] } }),
      '"query" must be a schema that compiles: strict mode: unknown keyword: "requird"',
    ],
    ['a misspelt part', () => validate({ bodi: {} } as never), '"bodi" is not an option; did you mean "body"?'],
    [
      'a misspelt option',
      () => validate({ body: {} }, { satus: 400 } as never),
      '"satus" is not an option; did you mean "status"?',
    ],
    [
      'another status',
      () => validate({ body: {} }, { status: 409 } as never),
      '"status" must be one of 422, 400, was 409',
    ],
    [
      'no schema',
      () => validate(hostile),
      '"body" must be a JSON Schema, a compiled schema or a Standard Schema, was 7',
    ],
    [
      'an unknown format',
      () => validate({ body: { type: 'string', format: 'email' } }),
      '"body" must be a schema that compiles: unknown format "email"',
    ],
  ])('%s throws', (_title, create, message) => {
    expect(create).toThrow(message);
  });

  test('formats and keywords come from setUp, once for all middlewares with the same function', () => {
    let calls = 0;
    const setUp = (ajv: Ajv): void => {
      calls += 1;
      ajv.addFormat('email', /@/);
    };
    for (let count = 0; count < 3; count += 1) validate({ body: { type: 'string', format: 'email' } }, { setUp });
    expect(calls).toBe(1);
  });

  test('an instance, a class and a compiled function are used as given', () => {
    expect(() => validate({ body: { type: 'array', prefixItems: [{}] } }, { ajv: Ajv2020 })).not.toThrow();
    expect(() => validate({ body: { $ref: 'a' } }, { ajv: new Ajv({ schemas: [{ $id: 'a' }] }) })).not.toThrow();
    expect(() => validate({ body: new Ajv().compile({}) })).not.toThrow();
  });

  test('draft 2020-12 by $schema', () => {
    const $schema = 'https://json-schema.org/draft/2020-12/schema';
    expect(() =>
      validate({ body: { $schema, type: 'array', prefixItems: [{ type: 'string' }], items: false } }),
    ).not.toThrow();
  });
});

describe('compiled schemas', () => {
  test('an asynchronous one that fails is 422; one that breaks down is not', async () => {
    const ajv = new Ajv();
    ajv.addKeyword({
      keyword: 'free',
      async: true,
      validate: async (_schema: unknown, name: string) => {
        if (name === 'crash') throw new Error('database gone');
        return name !== 'taken';
      },
    });
    const compiled = ajv.compile({
      $async: true,
      type: 'object',
      properties: { name: { type: 'string', free: true } },
    });
    const check = validate({ body: compiled }) as unknown as ValidationMiddleware<never>;
    const mount = onExpress(express);
    expect((await post(mount(check), '/orders/7', { name: 'ours' })).status).toBe(200);
    expect((await post(mount(check), '/orders/7', { name: 'taken' })).json.error.details).toEqual([
      { pointer: '#/name', message: 'is invalid', in: 'body' },
    ]);
    expect((await post(mount(check), '/orders/7', { name: 'crash' })).status).toBe(500);
  });

  test('concurrent requests do not mix their findings', async () => {
    const check = validate({ body: jsonSchemas.body }) as ValidationMiddleware<never>;
    const listener = onExpress(express)(check);
    const { url } = await serve(listener);
    // biome-ignore lint/suspicious/noExplicitAny: whatever the server sent
    const send = (body: object): Promise<any> =>
      fetch(`${url}/orders/7`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }).then((r) => r.json());
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => send(index % 2 === 0 ? {} : { age: -1 })),
    );
    for (const [index, { error }] of answers.entries()) {
      expect(error.details).toHaveLength(1);
      expect(error.details[0].message).toBe(index % 2 === 0 ? "must have required property 'age'" : 'must be >= 0');
    }
  });
});

test('valuesOf gives the values of a request or a context, and throws where nothing was validated', () => {
  const check = validate({ body: z.object({ age: z.number() }) });
  const values = { body: { age: 1 } };
  expect(check.valuesOf({ validated: values })).toBe(values);
  expect(check.valuesOf({ state: { validated: values } })).toBe(values);
  expect(() => check.valuesOf({})).toThrow('validate() has not passed this request');
});
