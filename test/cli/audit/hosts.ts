import { createServer, type RequestListener, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import Router, { type RouterMiddleware } from '@koa/router';
import express5, { type Express, type NextFunction, type Request, type Response } from 'express';
import express4 from 'express4';
import createFastify, { type FastifyInstance } from 'fastify';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import createError from 'http-errors';
import Koa, { type Middleware } from 'koa';
import bodyParser from 'koa-bodyparser';
import { errorHandler as expressErrorHandler, methodNotAllowedHandler, notFoundHandler } from '../../../src/express.ts';
import * as fastify from '../../../src/fastify.ts';
import * as hono from '../../../src/hono.ts';
import { MethodNotAllowed, NotFound, Unauthorized } from '../../../src/index.ts';
import * as koa from '../../../src/koa.ts';
import { handleServerErrors, errorHandler as nodeErrorHandler } from '../../../src/node.ts';
import { databaseFailure, staleFields, upstreamFailure } from './failures.ts';

/**
 * One small service on each host: with the host's own error handling, and with failwell's. What the application checks
 * itself (media type, size and syntax of JSON) is the same in both, with errors that both understand.
 */

export type CreateServer = () => Promise<Server> | Server;

const quiet = { logger: false, defaultChallenge: 'Bearer' } as const;

/** The limit of the body parsers, checked before they read: body-parser says 413 only when all of it has come. */
const maxJson = 100_000;

const onlyJson = { headers: { Accept: 'application/json' } } as const;

function requireJson(request: Request, _response: Response, next: NextFunction): void {
  if (request.is('json') === false) throw createError(415, onlyJson);
  if (Number(request.headers['content-length']) > maxJson) throw createError(413);
  next();
}

function createExpress(create: () => Express, mount: boolean): Express {
  const app = create();
  app.set('env', 'production');
  app.get('/fails', (_request, response) => {
    response.set(staleFields);
    throw databaseFailure();
  });
  app.get('/upstream', () => {
    throw upstreamFailure();
  });
  app.get('/login', () => {
    throw createError(401);
  });
  app.get('/framed', (_request, response) => {
    response.set('Transfer-Encoding', 'chunked');
    throw databaseFailure();
  });
  app.post('/json', requireJson, express5.json(), (_request, response) => void response.json({}));
  if (!mount) return app;
  app.use(methodNotAllowedHandler());
  app.use(notFoundHandler());
  app.use(expressErrorHandler(quiet));
  return app;
}

const koaRoutes: Readonly<Record<string, Middleware>> = {
  '/fails': (context) => {
    context.set(staleFields);
    throw databaseFailure();
  },
  '/upstream': () => {
    throw upstreamFailure();
  },
  '/login': (context) => context.throw(401),
  '/framed': (context) => {
    context.set('Transfer-Encoding', 'chunked');
    throw databaseFailure();
  },
};

function createKoa(mount: boolean): RequestListener {
  const app = new Koa();
  app.silent = true;
  const router = new Router();
  for (const [path, route] of Object.entries(koaRoutes)) router.get(path, route as RouterMiddleware);
  router.post('/json', bodyParser() as unknown as RouterMiddleware, (context) => {
    // koa-bodyparser leaves what it does not read to the handler.
    if (context.is('json') === false) context.throw(415, onlyJson);
    context.body = {};
  });
  if (mount) {
    koa.installErrorHandler(app, quiet);
    app.use(koa.methodNotAllowedHandler(router));
    app.use(koa.notFoundHandler());
  }
  app.use(router.routes());
  // The router's own way to 405; with failwell methodNotAllowedHandler() has its place.
  if (!mount) app.use(router.allowedMethods() as unknown as Middleware);
  return app.callback();
}

async function createFastifyServer(mount: boolean): Promise<Server> {
  // What Fastify refuses itself, a target that it cannot decode, does not reach setErrorHandler.
  const own = mount ? { frameworkErrors: fastify.errorHandler(quiet) } : {};
  const app = createFastify(own as object) as unknown as FastifyInstance;
  if (mount) {
    app.setErrorHandler(fastify.errorHandler(quiet));
    app.setNotFoundHandler(fastify.notFoundHandler());
  }
  app.get('/fails', (_request, reply) => {
    reply.headers(staleFields);
    throw databaseFailure();
  });
  app.get('/upstream', () => {
    throw upstreamFailure();
  });
  app.get('/login', () => {
    throw createError(401);
  });
  app.get('/framed', (_request, reply) => {
    reply.header('Transfer-Encoding', 'chunked');
    throw databaseFailure();
  });
  app.post('/json', () => ({}));
  await app.ready();
  if (mount) {
    app.server.removeAllListeners('clientError');
    handleServerErrors(app.server, quiet);
  }
  return app.server as Server;
}

/** Hono leaves a bare SyntaxError, of which nobody can tell whose fault it is. */
async function readJson(request: { json(): Promise<object> }): Promise<object> {
  try {
    return await request.json();
  } catch (cause) {
    throw new HTTPException(400, { cause });
  }
}

function createHono(mount: boolean): RequestListener {
  const app = new Hono();
  if (mount) {
    app.onError(hono.errorHandler(quiet));
    app.notFound(hono.notFoundHandler());
  }
  app.get('/fails', (context) => {
    for (const [name, value] of Object.entries(staleFields)) context.header(name, value);
    throw databaseFailure();
  });
  app.get('/upstream', () => {
    throw upstreamFailure();
  });
  app.get('/login', () => {
    throw new HTTPException(401);
  });
  app.get('/framed', (context) => {
    context.header('Transfer-Encoding', 'chunked');
    throw databaseFailure();
  });
  app.use('/json', bodyLimit({ maxSize: maxJson }));
  app.post('/json', async (context) => {
    if (context.req.header('content-type')?.startsWith('application/json') !== true) throw new HTTPException(415);
    return context.json(await readJson(context.req));
  });
  return getRequestListener(app.fetch) as unknown as RequestListener;
}

/** node:http: the user's own router. */
function createNode(): RequestListener {
  const fail = nodeErrorHandler(quiet);
  const routes: Readonly<Record<string, () => never>> = {
    '/fails': () => {
      throw databaseFailure();
    },
    '/upstream': () => {
      throw upstreamFailure();
    },
    '/login': () => {
      throw new Unauthorized({ challenges: ['Bearer'] });
    },
    '/framed': () => {
      throw databaseFailure();
    },
  };
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    try {
      const route = routes[pathname];
      if (route === undefined) throw new NotFound();
      if (request.method !== 'GET' && request.method !== 'HEAD') throw new MethodNotAllowed({ allow: ['GET', 'HEAD'] });
      route();
    } catch (error) {
      fail(error, request, response);
    }
  };
}

function withServerErrors(listener: RequestListener): Server {
  const server = createServer(listener);
  handleServerErrors(server, quiet);
  return server;
}

/** The hosts as they come. */
export const stock: Readonly<Record<string, CreateServer>> = {
  'Express 4': () => createServer(createExpress(express4 as unknown as () => Express, false)),
  'Express 5': () => createServer(createExpress(express5, false)),
  'Koa 3': () => createServer(createKoa(false)),
  'Fastify 5': () => createFastifyServer(false),
  'Hono 4': () => createServer(createHono(false)),
};

/** The same services with failwell. */
export const withFailwell: Readonly<Record<string, CreateServer>> = {
  'Express 4': () => withServerErrors(createExpress(express4 as unknown as () => Express, true)),
  'Express 5': () => withServerErrors(createExpress(express5, true)),
  'Koa 3': () => withServerErrors(createKoa(true)),
  'Fastify 5': () => createFastifyServer(true),
  'Hono 4': () => withServerErrors(createHono(true)),
  'node:http': () => withServerErrors(createNode()),
};
