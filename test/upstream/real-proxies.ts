import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import express from 'express';
import httpProxy from 'http-proxy';
import { createProxyServer } from 'http-proxy-3';
import { createProxyMiddleware, type RequestHandler } from 'http-proxy-middleware';
import Koa from 'koa';
import type { ErrorHandlerOptions } from '../../src/index.ts';
import { proxyErrorHandler } from '../../src/upstream.ts';

/** What a user sets on a proxy, besides the handler of its errors. */
export interface Settings {
  readonly target: string;
  readonly handler: ErrorHandlerOptions;
  /** Milliseconds until the call to the target is ended with a reason. */
  readonly giveUpAfter?: number;
  readonly proxyTimeout?: number;
}

/** As docs/errors-of-libraries.md has it: `proxyTimeout` of these libraries leaves no trace of a timeout in the error. */
function giveUp(
  call: { setTimeout(ms: number, then: () => void): unknown; destroy(error: Error): unknown },
  ms: number,
): void {
  call.setTimeout(ms, () => call.destroy(Object.assign(new Error('the target is late'), { code: 'ETIMEDOUT' })));
}

export interface ProxyServer {
  on(event: string, listener: (...values: never[]) => void): unknown;
  web(request: IncomingMessage, response: ServerResponse): unknown;
  ws(request: IncomingMessage, socket: never, head: never): unknown;
}

export function behind(
  create: (options: { target: string; proxyTimeout?: number }) => ProxyServer,
  settings: Settings,
): Server {
  const { target, handler, giveUpAfter, proxyTimeout } = settings;
  const proxy = create({ target, ...(proxyTimeout === undefined ? {} : { proxyTimeout }) });
  const onError = proxyErrorHandler(handler);
  proxy.on('error', onError);
  proxy.on('proxyRes', onError.proxyRes);
  if (giveUpAfter !== undefined) proxy.on('proxyReq', (call: never) => giveUp(call, giveUpAfter));
  const server = createServer((request, response) => void proxy.web(request, response));
  server.on('upgrade', (request, socket, head) => void proxy.ws(request, socket as never, head as never));
  return server;
}

function middleware({
  target,
  handler,
  giveUpAfter,
  proxyTimeout,
}: Settings): RequestHandler<IncomingMessage, ServerResponse> {
  const onError = proxyErrorHandler(handler);
  return createProxyMiddleware<IncomingMessage, ServerResponse>({
    target,
    ...(proxyTimeout === undefined ? {} : { proxyTimeout }),
    on: {
      error: onError,
      proxyRes: onError.proxyRes,
      ...(giveUpAfter === undefined ? {} : { proxyReq: (call) => giveUp(call, giveUpAfter) }),
    },
  });
}

function withUpgrade(listener: RequestListener, proxy: RequestHandler<IncomingMessage, ServerResponse>): Server {
  return createServer(listener).on('upgrade', proxy.upgrade as never);
}

export const proxies: Readonly<Record<string, (settings: Settings) => Server>> = {
  'http-proxy': (settings) => behind(httpProxy.createProxyServer as never, settings),
  'http-proxy-3': (settings) => behind(createProxyServer as never, settings),
  'http-proxy-middleware on Express 5': (settings) => {
    const app = express();
    const proxy = middleware(settings);
    app.use(proxy);
    return withUpgrade(app, proxy);
  },
  'http-proxy-middleware on Koa 3': (settings) => {
    const app = new Koa();
    const proxy = middleware(settings);
    app.use(async (context, next) => {
      context.respond = false;
      await proxy(context.req, context.res, next as never);
    });
    return withUpgrade(app.callback(), proxy);
  },
};
