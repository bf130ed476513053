import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { errorHandler as createFetchErrorHandler } from '../../src/fetch.ts';
import { errorHandler as createHonoErrorHandler, nonErrorHandler } from '../../src/hono.ts';
import type { ErrorHandlerOptions } from '../../src/index.ts';
import type { Host, HostAbilities } from './host.ts';
import { type NodeListener, startNodeServer } from './node-server.ts';
import { followUpPath, type Stage } from './stage.ts';
import type { AppState } from './vector.ts';
import { toNodeListener } from './web-adapter.ts';

/** A handler gives a Response back: it can neither write one itself nor fail twice. */
const webAbilities: HostAbilities = { rawResponse: false, throwTwice: false, serverErrors: true };

/** Settles when the client has left, which a Web request says by its signal. */
function untilGone(request: Request): Promise<void> {
  if (request.signal.aborted) return Promise.resolve();
  return new Promise((resolve) => request.signal.addEventListener('abort', () => resolve(), { once: true }));
}

function eachLine(app: AppState, set: (name: string, value: string) => void): void {
  for (const [name, value] of Object.entries(app.headersSet ?? {})) {
    for (const line of Array.isArray(value) ? value : [value]) set(name, String(line));
  }
}

function setContextState(context: Context, app: AppState): void {
  if (app.status !== undefined) context.status(app.status as 200);
  eachLine(app, (name, value) => context.header(name, value, { append: true }));
}

function createHonoListener(stage: Stage, options: ErrorHandlerOptions): NodeListener {
  const app = new Hono();
  app.onError(createHonoErrorHandler(options));
  app.use(nonErrorHandler());
  app.get(followUpPath, (context) => context.text('ok'));
  app.all('*', async (context) => {
    const scenario = stage.play();
    setContextState(context, scenario.app);
    if (scenario.app.clientGone === true) await untilGone(context.req.raw);
    throw scenario.thrown();
  });
  return getRequestListener(app.fetch) as NodeListener;
}

function createFetch(stage: Stage, options: ErrorHandlerOptions) {
  const fail = createFetchErrorHandler(options);
  return async (request: Request): Promise<Response> => {
    if (new URL(request.url).pathname === followUpPath) return new Response('ok');
    const prior = new Headers();
    try {
      const scenario = stage.play();
      eachLine(scenario.app, (name, value) => prior.append(name, value));
      if (scenario.app.clientGone === true) await untilGone(request);
      throw scenario.thrown();
    } catch (error) {
      return fail(error, request, prior);
    }
  };
}

/** Hono 4 over its own adapter for Node. */
export const honoHost: Host = {
  name: 'Hono 4',
  family: 'hono',
  versions: ['1.0', '1.1', '2'],
  can: webAbilities,
  start: (request) => startNodeServer(createHonoListener(request.stage, request.options), request),
};

/** A bare function from Request to Response, as Next, Bun, Deno and Workers want it. */
export const fetchHost: Host = {
  name: 'fetch',
  family: 'fetch',
  versions: ['1.0', '1.1', '2'],
  can: webAbilities,
  start: (request) => startNodeServer(toNodeListener(createFetch(request.stage, request.options)), request),
};
