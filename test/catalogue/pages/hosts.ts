import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { getRequestListener } from '@hono/node-server';
import express5 from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import Koa3 from 'koa';
import { type CatalogueOptions, catalogue } from '../../../src/catalogue.ts';
import * as express from '../../../src/express.ts';
import * as fastifyHost from '../../../src/fastify.ts';
import * as fetchHost from '../../../src/fetch.ts';
import * as hono from '../../../src/hono.ts';
import { type ErrorHandlerOptions, NotFound } from '../../../src/index.ts';
import * as koa from '../../../src/koa.ts';
import * as node from '../../../src/node.ts';

const require = createRequire(import.meta.url);
const express4 = require('express4') as typeof express5;
const Koa2 = require('koa2') as typeof Koa3;

const settings: ErrorHandlerOptions = { logger: false, help: '/errors' };

/** An app with the catalogue at /errors, the library's error handler, and a page of its own at /errors/order-locked. */
export interface PagesHost {
  readonly name: string;
  readonly create: (options?: CatalogueOptions) => RequestListener | Promise<RequestListener>;
}

const own = 'a page of the app';
const ownPath = '/errors/order-locked';

function expressApp(module: typeof express5, at?: string): PagesHost['create'] {
  return (options) => {
    const app = module();
    if (at === undefined) app.use(catalogue(options));
    else app.use(at, catalogue(options));
    app.get(ownPath, (_, response) => void response.send(own));
    return app.use(express.notFoundHandler()).use(express.errorHandler(settings));
  };
}

function koaApp(Module: typeof Koa3): PagesHost['create'] {
  return (options) => {
    const app = new Module();
    koa.installErrorHandler(app, settings);
    app.use(koa.notFoundHandler());
    app.use(catalogue(options));
    app.use((context) => {
      if (context.path === ownPath) context.body = own;
    });
    return app.callback();
  };
}

function nodeApp(options?: CatalogueOptions): RequestListener {
  const pages = catalogue(options);
  const fail = node.errorHandler(settings);
  return (request, response) => {
    try {
      if (pages(request, response)) return;
      if (request.url !== ownPath) throw new NotFound();
      response.end(own);
    } catch (error) {
      fail(error, request, response);
    }
  };
}

function fetchApp(options?: CatalogueOptions): RequestListener {
  const pages = catalogue(options);
  const fail = fetchHost.errorHandler(settings);
  return getRequestListener((request) => {
    try {
      const page = pages(request);
      if (page !== undefined) return page;
      if (new URL(request.url).pathname !== ownPath) throw new NotFound();
      return new Response(own);
    } catch (error) {
      return fail(error, request);
    }
  });
}

function honoApp(options?: CatalogueOptions): RequestListener {
  const app = new Hono();
  app.onError(hono.errorHandler(settings));
  app.use(catalogue(options));
  app.get(ownPath, (context) => context.text(own));
  app.notFound(() => {
    throw new NotFound();
  });
  return getRequestListener(app.fetch);
}

async function fastifyApp(options?: CatalogueOptions): Promise<RequestListener> {
  let listener: RequestListener | undefined;
  const app = fastify({
    serverFactory: (handler) => {
      listener = handler;
      return createServer(handler);
    },
  });
  const pages = catalogue(options);
  app.setErrorHandler(fastifyHost.errorHandler(settings));
  app.setNotFoundHandler(fastifyHost.notFoundHandler());
  app.addHook('onRequest', async (request, reply) => {
    if (pages(request.raw, reply.raw)) reply.hijack();
  });
  app.get(ownPath, () => own);
  await app.ready();
  if (listener === undefined) throw new Error('Fastify has made no server');
  return listener;
}

export const pagesHosts: readonly PagesHost[] = [
  { name: 'Express 5, mounted', create: expressApp(express5, '/errors') },
  { name: 'Express 5, at its own path', create: expressApp(express5) },
  { name: 'Express 4, mounted', create: expressApp(express4, '/errors') },
  { name: 'Express 4, at its own path', create: expressApp(express4) },
  { name: 'Koa 3', create: koaApp(Koa3) },
  { name: 'Koa 2', create: koaApp(Koa2) },
  { name: 'node:http', create: nodeApp },
  { name: 'fetch', create: fetchApp },
  { name: 'Hono', create: honoApp },
  { name: 'Fastify', create: fastifyApp },
];
