import type { RequestListener } from 'node:http';
import type { Express, NextFunction, Request, Response } from 'express';
import express5 from 'express';
import express4 from 'express4';
import { errorHandler, notFoundHandler } from '../../src/express.ts';
import type { ErrorHandlerOptions } from '../../src/index.ts';
import { askChild } from './child.ts';
import type { Case, SideName } from './row.ts';
import { type Ask, type Seen, see } from './seen.ts';

/** One request to an app whose only handler does what it is told. */
export interface ExpressScene extends Ask {
  readonly handler: (request: Request, response: Response, next: NextFunction) => unknown;
  /** Options of failwell's errorHandler. */
  readonly options?: ErrorHandlerOptions;
  /** Options of the peer. */
  readonly peerOptions?: unknown;
}

export type MountPeer = (app: Express, options: unknown) => void;

const creators: Readonly<Record<string, () => Express>> = { 'Express 5': express5, 'Express 4': express4 };

function createApp(host: string, side: SideName, mountPeer: MountPeer, scene: ExpressScene): RequestListener {
  const app = (creators[host] as () => Express)();
  app.use((request, response, next) => {
    scene.handler(request, response, next);
  });
  if (side === 'peer') mountPeer(app, scene.peerOptions);
  else app.use(notFoundHandler(), errorHandler(scene.options));
  return app;
}

/** Makes the function that plays a scene on one side of a peer. */
export function playOnExpress(
  mountPeer: MountPeer,
): (side: SideName, host: string, scene: ExpressScene) => Promise<Seen> {
  return (side, host, scene) => see(side, () => createApp(host, side, mountPeer, scene), scene);
}

const modules: Readonly<Record<string, string>> = { 'Express 5': 'express', 'Express 4': 'express4' };

/** An app in a process of its own, for what may end one. `thrown` is the source of what its handler throws, on either side. */
export function throwsInChild(thrown: string): Case['run'] {
  return (side, host) =>
    askChild(`
      import express from '${modules[host]}';
      import { errorHandler } from 'failwell/express';
      const listener = express();
      listener.use(() => { throw ${thrown}; });
      ${side === 'ours' ? 'listener.use(errorHandler());' : ''}`);
}

/** A handler that throws. */
export function throws(make: () => unknown, before?: (response: Response) => void): ExpressScene['handler'] {
  return (_request, response) => {
    before?.(response);
    throw make();
  };
}

/** An Error with properties. */
export function errorWith(message: string, properties: object = {}): Error {
  return Object.assign(new Error(message), properties);
}
