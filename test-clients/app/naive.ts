import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Attempts } from './attempts.ts';
import { staleFields } from './behaviours.ts';
import { writeOut } from './exchange.ts';

/**
 * What happens without the library, on purpose: the checks are tried on it first. One that finds nothing wrong here could
 * not find anything wrong with the library either.
 */
type Naive = (request: IncomingMessage, response: ServerResponse) => unknown;

const error = JSON.stringify({ error: { code: 503, message: 'Service Unavailable' } });

function answerWith(fields: Readonly<Record<string, string>>, status = 503): Naive {
  return (_, response) => {
    for (const [name, value] of Object.entries(fields)) response.setHeader(name, value);
    response.statusCode = status;
    response.end(error);
  };
}

function withoutCoding(): Readonly<Record<string, string>> {
  const { 'Content-Encoding': coding, 'X-Accel-Expires': proxy, ...rest } = staleFields;
  return rest;
}

const routes: Readonly<Record<string, Naive>> = {
  'hint-1.5': answerWith({ 'Retry-After': '1.5' }),
  'hint-overflow': answerWith({ 'Retry-After': '1000000000000' }),
  'hint-past': answerWith({ 'Retry-After': new Date(0).toUTCString() }),
  'stale-coding': answerWith(staleFields),
  'stale-503': answerWith(withoutCoding()),
  'cut-destroy': async (_, response) => {
    response.setHeader('Cache-Control', 'public, max-age=600');
    await writeOut(response, 1000);
    response.destroy();
  },
  upload: answerWith({}, 413),
};

export interface NaiveServer {
  readonly port: number;
  readonly attempts: Attempts;
  readonly stop: () => Promise<void>;
}

export async function startNaiveServer(): Promise<NaiveServer> {
  const attempts = new Attempts();
  const server = createServer((request, response) => {
    const [, route = '', key = ''] = (request.url ?? '').split(/[/?]/);
    attempts.note(key);
    void (routes[route] ?? answerWith({}, 404))(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    attempts,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
