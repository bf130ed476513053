import { Router as KoaRouter } from '@koa/router';
import express from 'express';
import express4 from 'express4';
import Koa from 'koa';
import bodyParser from 'koa-bodyparser';
import Koa2 from 'koa2';
import { errorHandler } from '../../src/express.ts';
import { installErrorHandler } from '../../src/koa.ts';
import type { ValidationMiddleware } from '../../src/validation.ts';
import { serve } from '../support/servers.ts';

export type Listener = Parameters<typeof serve>[0];
export type Mount = (check: ValidationMiddleware<never>, ...more: ValidationMiddleware<never>[]) => Listener;

/** One route that answers with what was validated, and with the query as the host still shows it. */
export function onExpress(create: typeof express): Mount {
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

export const hosts: Readonly<Record<string, Mount>> = {
  'Express 5': onExpress(express),
  'Express 4': onExpress(express4),
  'Koa 3': onKoa(Koa),
  'Koa 2': onKoa(Koa2),
};

export const jsonSchemas: { readonly [Part in 'body' | 'query' | 'params' | 'headers']: object } = {
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

export interface Answer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server sent
  readonly json: any;
}

export async function post(
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
