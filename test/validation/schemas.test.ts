import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import express from 'express';
import { describe, expect, test } from 'vitest';
import { type ValidationMiddleware, validate } from '../../src/validation.ts';
import { serve } from '../support/servers.ts';
import { jsonSchemas, onExpress, post } from './hosts.ts';

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
