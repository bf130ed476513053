import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import Koa from 'koa';
import { errorHandler } from '../../src/express.ts';
import type { ErrorHandlerOptions } from '../../src/index.ts';
import { installErrorHandler } from '../../src/koa.ts';
import { Attempts } from './attempts.ts';
import { findBehaviour } from './behaviours.ts';
import { createBrokenStream, type Exchange, writeOut } from './exchange.ts';

export type HostName = 'Express 5' | 'Koa 3';
export const hostNames: readonly HostName[] = ['Express 5', 'Koa 3'];

export interface RunningApp {
  readonly port: number;
  readonly attempts: Attempts;
  readonly stop: () => Promise<void>;
}

// Without jitter a wait can be held against a number. Not 1 s, which is what curl and got wait without any hint.
const options: ErrorHandlerOptions = {
  logger: false,
  include: ['retry'],
  retry: { delays: { 429: 2, 502: 2, 503: 2, 504: 2 }, random: () => 0 },
};

function createExpressApp(attempts: Attempts): RequestListener {
  const app = express();
  app.all('/:route/:key', async (request, response, next) => {
    const exchange: Exchange = {
      set: (name, value) => void response.set(name, value),
      write: (bytes) => writeOut(response, bytes),
      // Not stream.pipeline(): it destroys the response before anybody is told of the failure.
      sendBrokenStream: (bytes) => new Promise(() => createBrokenStream(bytes).on('error', next).pipe(response)),
    };
    const attempt = attempts.note(request.params.key);
    response.json(await findBehaviour(request.params.route)(exchange, attempt));
  });
  app.use(errorHandler(options));
  return app;
}

function createKoaApp(attempts: Attempts): RequestListener {
  const app = new Koa();
  installErrorHandler(app, options);
  app.use(async (context) => {
    const [, route = '', key = ''] = context.path.split('/');
    const exchange: Exchange = {
      set: (name, value) => void context.set(name, value),
      write: (bytes) => {
        context.status = 200;
        return writeOut(context.res, bytes);
      },
      sendBrokenStream: createBrokenStream,
    };
    context.body = await findBehaviour(route)(exchange, attempts.note(key));
  });
  return app.callback();
}

const creators: Readonly<Record<HostName, (attempts: Attempts) => RequestListener>> = {
  'Express 5': createExpressApp,
  'Koa 3': createKoaApp,
};

/** Serves a listener on a free port of 127.0.0.1. */
export async function serve(listener: RequestListener): Promise<{ port: number; stop: () => Promise<void> }> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Starts the app with all behaviours on a host. */
export async function startApp(host: HostName): Promise<RunningApp> {
  const attempts = new Attempts();
  return { attempts, ...(await serve(creators[host](attempts))) };
}
