import express, { type Request, type RequestHandler } from 'express';
import type { Middleware } from 'koa';
import * as v from 'valibot';
import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { type Validated, validate } from '../../src/validation.ts';

/** An interface on purpose: it is assignable to fewer types than an alias. */
interface Order {
  readonly id: number;
}

// What expectTypeOf says is checked by tsc alone; the run only proves that nothing throws.
test('types of the values', () => {
  const stated = validate<{ body: Order; query: { page: number } }>({
    body: { type: 'object' },
    query: { type: 'object' },
  });
  expectTypeOf(stated.valuesOf).returns.toEqualTypeOf<{ body: Order; query: { page: number } }>();

  const inferred = validate({ body: z.object({ id: z.number() }), query: v.object({ page: v.string() }) });
  expectTypeOf(inferred.valuesOf).returns.toEqualTypeOf<{ body: { id: number }; query: { page: string } }>();

  const plain = validate({ body: { type: 'object' } });
  expectTypeOf(plain.valuesOf({ validated: {} }).body).toEqualTypeOf<unknown>();

  type Checked = Request & Validated<typeof stated>;
  expectTypeOf<Checked['validated']['body']>().toEqualTypeOf<Order>();

  // @ts-expect-error a part that does not exist
  expect(() => validate<{ bodi: Order }>({ bodi: {} })).toThrow('bodi');
  // @ts-expect-error a schema of another type than stated
  validate<{ body: Order }>({ body: z.object({ id: z.string() }) });
});

test('one middleware for both hosts', () => {
  const check = validate({ body: z.object({}) });
  const forExpress: RequestHandler = check;
  const forKoa: Middleware = check;
  express().post('/', express.json(), check, (_request, response) => response.json(1));
  expect(forExpress).toBe(forKoa);
});
