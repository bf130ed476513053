import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { Socket } from 'node:net';
import { handleServerErrors } from '../../src/node.ts';
import { listen, type RunningServer, type StartRequest } from './host.ts';

/** What Express's `app` and Koa's `app.callback()` are; Koa takes the requests of node:http2 as well. */
export type NodeListener = (request: never, response: never) => unknown;

function createHttp1Server(listener: RequestListener, request: StartRequest): Server {
  const server = createServer(listener);
  if (request.serverErrors) handleServerErrors(server, request.options);
  if (request.checkContinue) server.on('checkContinue', listener);
  return server;
}

/** Puts a request listener on a server of the wanted transport: the same for every host on Node. */
export function startNodeServer(listener: NodeListener, request: StartRequest): Promise<RunningServer> {
  const server =
    request.transport === 'http2'
      ? createHttp2Server(listener as never)
      : createHttp1Server(listener as RequestListener, request);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return listen(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}
