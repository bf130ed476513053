import type { RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { certificateFor } from '../../scripts/real-parts/certificate.ts';
import { findFreePort } from '../../scripts/real-parts/private-server.ts';
import { serve } from '../../test/support/servers.ts';
import { peerRequestId, peerText, secret } from './expect-answer.ts';

/** Bytes on a socket instead of a server: what no HTTP library would send. */
async function serveSocket(answer: (socket: Socket) => void): Promise<string> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    socket.once('data', () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return `http://127.0.0.1:${port}`;
}

/** Self-signed, for another name than the one that is asked. */
async function serveTls(): Promise<string> {
  const { port } = await serve(
    createTlsServer(certificateFor('elsewhere.example'), (_request, response) => response.end('{}')) as never,
  );
  return `https://127.0.0.1:${port}`;
}

/** Everything that must not travel, on every answer. */
const upstreamFields = {
  'X-Upstream': secret,
  'Set-Cookie': `session=${secret}`,
  'WWW-Authenticate': `Bearer realm="${secret}"`,
  'Access-Control-Allow-Origin': 'https://upstream.example',
  Server: 'upstream/1.0',
  'Request-Id': peerRequestId,
};

/** An answer with a status, as APIs give it. */
export function replying(
  status: number,
  headers: Record<string, string> = {},
  body: unknown = undefined,
): RequestListener {
  return (request, response) => {
    request.resume();
    response.writeHead(status, { 'Content-Type': 'application/json', ...upstreamFields, ...headers });
    const error = { message: peerText, type: 'error', code: 'x', param: null, key: secret };
    response.end(JSON.stringify(body ?? { error, message: peerText, key: secret }));
  };
}

const cut: RequestListener = (_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000', ...upstreamFields });
  response.write(`{"secret":"${secret}`);
  setTimeout(() => response.destroy(), 20);
};

const wrongCoding: RequestListener = (_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', ...upstreamFields });
  response.end(`${secret} is no gzip`);
};

const noJson: RequestListener = (_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', ...upstreamFields });
  response.end(`<html>${secret}</html>`);
};

/** Where an upstream that fails in this way listens. `path` follows the origin. */
export const upstreams: Readonly<Record<string, () => Promise<string>>> = {
  refused: async () => `http://127.0.0.1:${await findFreePort()}`,
  reset: () => serveSocket((socket) => socket.resetAndDestroy()),
  'closed without an answer': () => serveSocket((socket) => socket.end()),
  malformed: () => serveSocket((socket) => socket.end(`${secret} is no HTTP\r\n\r\n`)),
  'header overflow': () =>
    serveSocket((socket) => socket.end(`HTTP/1.1 200 OK\r\nX-Long: ${secret.repeat(10_000)}\r\n\r\n`)),
  'cut body': async () => (await serve(cut)).url,
  'wrong coding': async () => (await serve(wrongCoding)).url,
  'no JSON': async () => (await serve(noJson)).url,
  silence: async () => (await serve(() => undefined)).url,
  'TLS, wrong name': serveTls,
  'unknown name': async () => 'http://no-such-host.invalid',
};

export async function urlOf(scenario: string): Promise<string> {
  const start = upstreams[scenario];
  if (start === undefined) throw new Error(`no such upstream: ${scenario}`);
  // A token in the query is what careless callers put there.
  return `${await start()}/orders?token=${secret}`;
}

export async function urlReplying(...parameters: Parameters<typeof replying>): Promise<string> {
  return `${(await serve(replying(...parameters))).url}/orders?token=${secret}`;
}
