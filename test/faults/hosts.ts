import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import express from 'express';
import Koa from 'koa';
import { errorHandler as createExpressHandler } from '../../src/express.ts';
import type { ErrorHandlerOptions } from '../../src/index.ts';
import { installErrorHandler } from '../../src/koa.ts';
import { errorHandler as createNodeHandler } from '../../src/node.ts';

/** A handler that prepares its fault and says what it throws. */
export type Failing = (request: IncomingMessage, response: ServerResponse) => unknown;
export type CreateListener = (options: ErrorHandlerOptions, failing: Failing) => RequestListener;

function createExpress(options: ErrorHandlerOptions, failing: Failing): RequestListener {
  const app = express();
  app.use((request, response) => {
    throw failing(request, response);
  });
  app.use(createExpressHandler(options));
  return app as RequestListener;
}

function createKoa(options: ErrorHandlerOptions, failing: Failing): RequestListener {
  const app = new Koa();
  app.silent = true;
  installErrorHandler(app, options);
  app.use((context) => {
    throw failing(context.req, context.res);
  });
  return app.callback() as RequestListener;
}

function createNode(options: ErrorHandlerOptions, failing: Failing): RequestListener {
  const fail = createNodeHandler(options);
  return (request, response) => fail(failing(request, response), request, response);
}

export const hosts: readonly (readonly [string, CreateListener])[] = [
  ['Express 5', createExpress],
  ['Koa 3', createKoa],
  ['node:http', createNode],
];
