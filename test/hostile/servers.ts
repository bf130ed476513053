import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import Koa from 'koa';
import { errorHandler as createExpressHandler } from '../../src/express.ts';
import type { ErrorHandlerOptions } from '../../src/index.ts';
import { installErrorHandler } from '../../src/koa.ts';
import { errorHandler as createNodeHandler } from '../../src/node.ts';
import type { Throwable } from './throwables.ts';

/** What the next request meets. */
export interface Scene {
  readonly throwable: Throwable;
  readonly prior: readonly (readonly [string, string])[];
}

export interface HostileServer {
  readonly name: string;
  readonly port: number;
  /** Mounts a new handler with these options; later requests meet it. */
  readonly mount: (options: ErrorHandlerOptions) => void;
  scene: Scene;
  /** What the error handler threw: must stay empty. */
  readonly escaped: unknown[];
  readonly stop: () => Promise<void>;
}

function setPrior(response: ServerResponse, prior: Scene['prior']): void {
  for (const [name, value] of prior) {
    try {
      response.appendHeader(name, value);
    } catch {
      // The host refuses it; so would a handler learn of it, long before it throws what this is about.
    }
  }
}

type Build = (server: HostileServer) => { readonly listener: RequestListener; readonly mount: HostileServer['mount'] };

const buildNode: Build = (server) => {
  let fail = createNodeHandler({ logger: false });
  return {
    mount: (options) => {
      fail = createNodeHandler(options);
    },
    listener: (request, response) => {
      setPrior(response, server.scene.prior);
      const thrown = server.scene.throwable.build();
      try {
        fail(thrown, request, response);
      } catch (error) {
        server.escaped.push(error);
      }
    },
  };
};

const buildExpress: Build = (server) => {
  let fail = createExpressHandler({ logger: false });
  const app = express();
  app.use((_request, response) => {
    setPrior(response, server.scene.prior);
    const thrown = server.scene.throwable.build();
    // Express takes a falsy value for "no error"; asyncHandler() covers that, and has tests of its own.
    throw thrown || new Error('falsy');
  });
  app.use((error: unknown, request: express.Request, response: express.Response, next: express.NextFunction) => {
    try {
      fail(error, request, response as never, next as never);
    } catch (escaped) {
      server.escaped.push(escaped);
    }
  });
  return {
    listener: app as RequestListener,
    mount: (options) => {
      fail = createExpressHandler(options);
    },
  };
};

const buildKoa: Build = (server) => {
  let handle: RequestListener = () => undefined;
  const mount = (options: ErrorHandlerOptions): void => {
    const app = new Koa();
    app.silent = true;
    installErrorHandler(app, options);
    const { onerror } = app.context;
    app.context.onerror = function (this: never, error: never) {
      try {
        return onerror.call(this, error);
      } catch (escaped) {
        server.escaped.push(escaped);
      }
    };
    app.use((context) => {
      setPrior(context.res, server.scene.prior);
      throw server.scene.throwable.build();
    });
    handle = app.callback() as RequestListener;
  };
  mount({ logger: false });
  return { mount, listener: (request, response) => handle(request, response) };
};

const builds: readonly (readonly [string, Build])[] = [
  ['node:http', buildNode],
  ['Express 5', buildExpress],
  ['Koa 3', buildKoa],
];

async function start(name: string, build: Build): Promise<HostileServer> {
  const scene: Scene = { throwable: { kind: 'nothing', build: () => undefined, shown: false }, prior: [] };
  const hostile = { name, port: 0, scene, escaped: [] } as unknown as HostileServer;
  const { listener, mount } = build(hostile);
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return Object.assign(hostile, { mount, stop, port: (server.address() as AddressInfo).port });
}

/** One server a host, started once for all runs. */
export function startServers(): Promise<readonly HostileServer[]> {
  return Promise.all(builds.map(([name, build]) => start(name, build)));
}
