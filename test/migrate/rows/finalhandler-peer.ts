import type { ErrorRequestHandler } from 'express';
import finalhandler from 'finalhandler';
import type { ErrorHandlerOptions } from '../../../src/index.ts';
import { type ExpressScene, type MountPeer, playOnExpress } from '../express-side.ts';
import type { Case } from '../row.ts';
import { requestOf } from '../seen.ts';

/** Express's default: nothing is mounted. With options, finalhandler itself, as apps on node:http and Connect use it. */
const mountPeer: MountPeer = (app, options) => {
  if (options === undefined) return;
  const handle: ErrorRequestHandler = (error, request, response, _next) => {
    finalhandler(request, response, options)(error);
  };
  app.use((request, response) => finalhandler(request, response, options)(undefined));
  app.use(handle);
};

export const playDefault: ReturnType<typeof playOnExpress> = playOnExpress(mountPeer);

/** A case's run that gives the status alone. */
export function expressStatus(scene: ExpressScene): Case['run'] {
  return async (side, host) => (await playDefault(side, host, scene)).status;
}

/** HTML-only rows are asked for as a browser does. */
export const asBrowser: { readonly options: ErrorHandlerOptions; readonly request: string } = {
  options: { format: 'negotiate' },
  request: requestOf('GET', '/', { Accept: 'text/html' }),
};
