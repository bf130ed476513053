import type { IncomingMessage, ServerResponse } from 'node:http';
import express5, { type Express, type NextFunction, type Request, type Response } from 'express';
import express4 from 'express4';
import Koa3 from 'koa';
import Koa2 from 'koa2';
import { errorHandler as expressErrorHandler } from '../../src/express.ts';
import type { ErrorHandlerOptions } from '../../src/index.ts';
import { installErrorHandler, errorHandler as koaErrorHandler } from '../../src/koa.ts';
import { errorHandler as nodeErrorHandler } from '../../src/node.ts';
import { fastifyHost } from './fastify-host.ts';
import type { Host, HostAbilities } from './host.ts';
import { startNodeServer } from './node-server.ts';
import { followUpPath, playOut, type Stage, setMessageState, toHeaderValue } from './stage.ts';
import { fetchHost, honoHost } from './web-hosts.ts';

const everything: HostAbilities = { rawResponse: true, throwTwice: true, serverErrors: true };

/** node:http and node:http2: the user's own try and catch. */
function createListener(stage: Stage, options: ErrorHandlerOptions) {
  const fail = nodeErrorHandler(options);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === followUpPath) return void response.end('ok');
    try {
      const { app, thrown, throwTwice } = stage.play();
      setMessageState(response, app);
      const out = playOut(response, app);
      // No await without need: what was written must still be corked in this tick (TR-8).
      if (out !== undefined) await out;
      if (throwTwice) fail(thrown(), request, response);
      throw thrown();
    } catch (error) {
      fail(error, request, response);
    }
  };
}

type CreateExpress = () => Express;

/** Throws where that reaches Express: synchronously, and in version 5 from an async handler too; otherwise by next(). */
function createExpressApp(create: CreateExpress, stage: Stage, options: ErrorHandlerOptions, awaits: boolean): Express {
  const app = create();
  app.get(followUpPath, (_request, response) => void response.send('ok'));
  app.use((_request: Request, response: Response, next: NextFunction): Promise<void> | void => {
    const scenario = stage.play();
    if (scenario.app.status !== undefined) response.status(scenario.app.status);
    if (scenario.app.statusMessage !== undefined) response.statusMessage = scenario.app.statusMessage;
    for (const [name, value] of Object.entries(scenario.app.headersSet ?? {})) response.set(name, toHeaderValue(value));
    const out = playOut(response, scenario.app);
    if (scenario.throwTwice) next(scenario.thrown());
    if (out === undefined) throw scenario.thrown();
    if (!awaits) return void out.then(() => next(scenario.thrown()));
    return out.then(() => {
      throw scenario.thrown();
    });
  });
  app.use(expressErrorHandler(options));
  return app;
}

type KoaMount = (app: Koa3, options: ErrorHandlerOptions) => void;

const byInstall: KoaMount = (app, options) => installErrorHandler(app, options);
const byMiddleware: KoaMount = (app, options) => void app.use(koaErrorHandler(options));

function createKoaApp(Koa: typeof Koa3, mount: KoaMount, stage: Stage, options: ErrorHandlerOptions): Koa3 {
  const app = new Koa();
  app.silent = true; // what Koa prints by default is not under test
  mount(app, options);
  app.use(async (context) => {
    if (context.path === followUpPath) {
      context.body = 'ok';
      return;
    }
    const scenario = stage.play();
    if (scenario.app.status !== undefined) context.status = scenario.app.status;
    if (scenario.app.statusMessage !== undefined) context.message = scenario.app.statusMessage;
    for (const [name, value] of Object.entries(scenario.app.headersSet ?? {})) context.set(name, toHeaderValue(value));
    const out = playOut(context.res, scenario.app);
    if (out !== undefined) await out;
    if (scenario.throwTwice) context.onerror(scenario.thrown() as Error);
    throw scenario.thrown();
  });
  return app;
}

function expressHost(name: string, create: CreateExpress, awaits: boolean): Host {
  return {
    name,
    family: 'express',
    versions: ['1.0', '1.1'],
    // A second next(error) of one request goes on behind the error handler, to Express's own, which destroys the socket.
    can: { ...everything, throwTwice: false },
    start: (request) => startNodeServer(createExpressApp(create, request.stage, request.options, awaits), request),
  };
}

function koaHost(name: string, Koa: typeof Koa3, mount: KoaMount, versions: Host['versions']): Host {
  return {
    name,
    family: 'koa',
    versions,
    // Without installErrorHandler a second failure would meet Koa's own onerror, not ours.
    can: { ...everything, throwTwice: mount === byInstall },
    start: (request) => startNodeServer(createKoaApp(Koa, mount, request.stage, request.options).callback(), request),
  };
}

function rawHost(name: string, versions: Host['versions']): Host {
  return {
    name,
    family: 'raw',
    versions,
    can: { ...everything, serverErrors: !versions.includes('2') },
    start: (request) => startNodeServer(createListener(request.stage, request.options), request),
  };
}

/** The hosts that every vector is run against. */
export const hosts: readonly Host[] = [
  rawHost('node:http', ['1.0', '1.1']),
  rawHost('node:http2', ['2']),
  expressHost('Express 4', express4, false),
  expressHost('Express 5', express5, true),
  koaHost('Koa 2', Koa2, byInstall, ['1.0', '1.1', '2']),
  koaHost('Koa 2 middleware', Koa2, byMiddleware, ['1.0', '1.1', '2']),
  koaHost('Koa 3', Koa3, byInstall, ['1.0', '1.1', '2']),
  koaHost('Koa 3 middleware', Koa3, byMiddleware, ['1.0', '1.1', '2']),
  koaHost('Koa 3 over HTTP/2', Koa3, byInstall, ['2']),
  fastifyHost,
  honoHost,
  fetchHost,
];
