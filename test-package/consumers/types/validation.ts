import express from 'express';
import { toValidationError, type Validated, validate } from 'failwell/validation';
import Koa from 'koa';
import { z } from 'zod';

const checks = validate({ body: z.object({ amount: z.number() }), query: z.object({ dry: z.string().optional() }) });
export const seen: Validated<typeof checks> = { validated: { body: { amount: 1 }, query: {} } };
// @ts-expect-error the type of the schema arrives here
export const wrong: Validated<typeof checks> = { validated: { body: { amount: '1' }, query: {} } };

export const app = express();
app.use(express.json(), checks);
export const koa = new Koa();
koa.use(checks);

export const status: number = toValidationError([{ path: ['a'], message: 'is missing' }]).status;
