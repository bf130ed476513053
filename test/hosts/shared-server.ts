import { createServer, type RequestListener, type Server, request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

export interface RawAnswer {
  readonly status: number | undefined;
  readonly allow: string | undefined;
}

/** Asks an app with a target that goes out as it is; supertest would put it in order. */
export type AskRaw = (app: RequestListener, method: string, target: string) => Promise<RawAnswer>;

/** One server for all apps of a test file: a property makes hundreds of apps and asks each of them a hundred times. */
export function shareServer(): AskRaw {
  let current: RequestListener = () => undefined;
  let server: Server;
  beforeAll(async () => {
    server = createServer((request, response) => current(request, response));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close().closeAllConnections());
  return (app, method, path) => {
    current = app;
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const request = sendRequest({ port, host: '127.0.0.1', method, path }, (response) => {
        response.resume().on('end', () => resolve({ status: response.statusCode, allow: response.headers.allow }));
      });
      request.on('error', reject).end();
    });
  };
}
