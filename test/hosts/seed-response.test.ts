import express from 'express';
import express4 from 'express4';
import Koa from 'koa';
import Koa2 from 'koa2';
import { describe, expect, test } from 'vitest';
import { errorHandler as expressErrors } from '../../src/express.ts';
import { BadGateway } from '../../src/index.ts';
import { installErrorHandler, type KoaApp, errorHandler as koaErrors } from '../../src/koa.ts';
import { errorHandler as nodeErrors } from '../../src/node.ts';
import { ask, getRequest } from '../support/ask.ts';
import { serve } from '../support/servers.ts';

const options = { server: 'httperrors.com', logger: false } as const;

/** The documented response. `Connection` and `Keep-Alive` are Node's own lines. */
const documented = [
  'HTTP/1.1 502 Bad Gateway',
  'Date: <date>',
  'Server: httperrors.com',
  'Content-Type: application/json',
  'Cache-Control: no-store',
  'X-Content-Type-Options: nosniff',
  'Content-Length: 46',
  'Connection: keep-alive',
  'Keep-Alive: timeout=5',
  '',
  '{"error":{"code":502,"message":"Bad Gateway"}}',
].join('\r\n');

const imfFixdate = /\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT/;

function expressApp(create: typeof express): ReturnType<typeof express> {
  const app = create();
  app.get('/', () => {
    throw new BadGateway('orders answered 404');
  });
  app.use(expressErrors(options));
  return app;
}

function koaApp(App: typeof Koa, mount: (app: Koa) => void): ReturnType<Koa['callback']> {
  const app = new App();
  mount(app);
  app.use(() => {
    throw new BadGateway('orders answered 404');
  });
  return app.callback();
}

const install = (app: Koa): void => installErrorHandler(app as unknown as KoaApp, options);
const mount = (app: Koa): void => {
  app.use(koaErrors(options) as never);
};
const fail = nodeErrors(options);

const hosts = {
  'Express 5': () => expressApp(express),
  'Express 4': () => expressApp(express4),
  'Koa 3, installed': () => koaApp(Koa, install),
  'Koa 3, middleware': () => koaApp(Koa, mount),
  'Koa 2, installed': () => koaApp(Koa2, install),
  'Koa 2, middleware': () => koaApp(Koa2, mount),
  'node:http': () => (req: never, res: never) => fail(new BadGateway('orders answered 404'), req, res),
} as const;

describe('the documented response comes out byte for byte, in field order (DT-7, CT-2, CT-4)', () => {
  test.each(Object.entries(hosts))('%s', async (_name, create) => {
    const { port } = await serve(create() as never);
    const answer = await ask(port, getRequest);
    expect(answer).toMatch(imfFixdate);
    expect(answer.replace(imfFixdate, '<date>')).toBe(documented);
  });
});
