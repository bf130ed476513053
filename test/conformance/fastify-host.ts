import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import createFastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { errorHandler } from '../../src/fastify.ts';
import { handleServerErrors } from '../../src/node.ts';
import type { Host, RunningServer, StartRequest } from './host.ts';
import { followUpPath, playOut, type StageResponse, setMessageState, toHeaderValue } from './stage.ts';
import type { AppState } from './vector.ts';

/** What a handler writes past Fastify takes its fields from the raw response; all else goes by the reply. */
function setReplyState(reply: FastifyReply, app: AppState): void {
  if (app.written !== undefined || app.ended !== undefined) {
    setMessageState(reply.raw as unknown as StageResponse, app);
    return;
  }
  if (app.status !== undefined) reply.code(app.status);
  if (app.statusMessage !== undefined) reply.raw.statusMessage = app.statusMessage;
  for (const [name, value] of Object.entries(app.headersSet ?? {})) reply.header(name, toHeaderValue(value));
}

function addRoutes(app: FastifyInstance, { stage, options }: StartRequest): void {
  app.setErrorHandler(errorHandler(options));
  // As a gateway mounts it: bodies are left to the handler, whatever their type.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.get(followUpPath, (_request, reply) => reply.send('ok'));
  app.all('*', async (_request, reply) => {
    const scenario = stage.play();
    setReplyState(reply, scenario.app);
    const out = playOut(reply.raw as unknown as StageResponse, scenario.app);
    if (out !== undefined) await out;
    // Fastify's own way to hand over a failure without a throw.
    if (scenario.throwTwice) reply.send(scenario.thrown());
    throw scenario.thrown();
  });
}

/** Fastify has its own listener for parser errors on every server; who wants ours takes that one off. */
function takeServerErrors(app: FastifyInstance, { options }: StartRequest): void {
  app.server.removeAllListeners('clientError');
  handleServerErrors(app.server, options);
}

async function start(request: StartRequest): Promise<RunningServer> {
  const app = (
    request.transport === 'http2' ? createFastify({ http2: true } as object) : createFastify()
  ) as FastifyInstance;
  addRoutes(app, request);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const server = app.server as Server;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  if (request.serverErrors) takeServerErrors(app, request);
  if (request.checkContinue) {
    server.on('checkContinue', (message: IncomingMessage, response: ServerResponse) => app.routing(message, response));
  }
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await app.close();
    },
  };
}

/** Fastify 5, over its own server. */
export const fastifyHost: Host = {
  name: 'Fastify 5',
  family: 'fastify',
  versions: ['1.0', '1.1', '2'],
  can: { rawResponse: true, throwTwice: true, serverErrors: true },
  start,
};
