// Real upstreams on loopback: one that works, and one for each way to fail. Nothing here knows failwell.
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** What must reach neither a client nor a log. */
export const upstreamSecret = 'upstream-secret';

/**
 * Upstreams that do answer, by path.
 * @type {Record<string, { status: number, headers?: Record<string, string>, body: string }>}
 */
const answers = {
  '/works': { status: 200, body: '{"order":42,"total":"9.90"}' },
  '/unauthorized': {
    status: 401,
    headers: { 'WWW-Authenticate': 'Basic realm="internal"', 'Set-Cookie': `session=${upstreamSecret}` },
    body: `{"hint":"the password is ${upstreamSecret}"}`,
  },
  '/missing': { status: 404, body: '{"error":"no such order"}' },
  '/limited': { status: 429, headers: { 'Retry-After': '7' }, body: '{"error":"too many requests"}' },
  '/unavailable': { status: 503, headers: { 'Retry-After': '30' }, body: '{"error":"maintenance"}' },
  '/broken': { status: 500, body: `{"error":"at /srv/${upstreamSecret}/orders.js:7"}` },
  '/late-for-years': { status: 503, headers: { 'Retry-After': '999999999' }, body: '{"error":"gone fishing"}' },
  '/late-already': {
    status: 503,
    headers: { 'Retry-After': 'Sun, 06 Nov 1994 08:49:37 GMT' },
    body: '{"error":"clock is wrong"}',
  },
  '/invalid-json': { status: 200, body: '<html>Bad gateway</html>' },
  '/not-gzip': { status: 200, headers: { 'Content-Encoding': 'gzip' }, body: '{"order":42}' },
  '/long-head': { status: 200, headers: { 'X-Filler': 'x'.repeat(20_000) }, body: '{"order":42}' },
  '/circle': { status: 302, headers: { Location: '/circle' }, body: '' },
};

/** @type {import('node:http').RequestListener} */
function answer(request, response) {
  const { status, headers, body } = answers[request.url ?? ''] ?? { status: 404, body: '{}' };
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
}

/** @param {import('node:net').Socket} socket */
function speakMail(socket) {
  socket.once('data', () => socket.end('220 mail.internal ESMTP ready\r\n'));
}

/** @param {import('node:net').Socket} socket */
function cutTheBody(socket) {
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n';
  socket.once('data', () => socket.end(`${head}{"order":42,`));
}

/** @param {import('node:net').Socket} socket */
function stopInTheBody(socket) {
  socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"order":42,'));
}

/** @param {import('node:net').Socket} socket */
function hangUp(socket) {
  socket.once('data', () => socket.end());
}

/** @param {import('node:net').Socket} socket */
function reset(socket) {
  socket.once('data', () => socket.resetAndDestroy());
}

/** @param {import('node:net').Socket} socket */
function neverAnswer(socket) {
  socket.resume();
}

/** @param {import('node:net').Server} server an http.Server is one too */
async function listenOnLoopback(server) {
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}); // a reset by the gateway is none of our business
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port, close };
}

/**
 * A port that refuses: it belongs to the client's end of a connection, so nothing listens there and nobody else gets it.
 * @param {number} busyPort
 */
async function reserveRefusingPort(busyPort) {
  const socket = connect(busyPort, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => {});
  return /** @type {number} */ (socket.localPort);
}

/** @param {Record<string, (socket: import('node:net').Socket) => void>} speakers by name */
async function listenAll(speakers) {
  const started = Object.entries(speakers).map(
    async ([name, speak]) => /** @type {const} */ ([name, await listenOnLoopback(createTcpServer(speak))]),
  );
  return Object.fromEntries(await Promise.all(started));
}

/** Starts them all. `urls` has one URL for each name; `close()` stops everything. */
export async function startUpstreams() {
  const answering = await listenOnLoopback(createHttpServer(answer));
  // It has no certificate to show, so that no handshake with it comes to an end.
  const secure = await listenOnLoopback(createTlsServer());
  const speaking = await listenAll({
    malformed: speakMail,
    cut: cutTheBody,
    hangs: neverAnswer,
    stalls: stopInTheBody,
    'hangs-up': hangUp,
    resets: reset,
  });
  /** @type {Record<string, string>} */
  const urls = {
    refused: `http://127.0.0.1:${await reserveRefusingPort(answering.port)}/orders/42`,
    'no-certificate': `https://127.0.0.1:${secure.port}/orders/42`,
    'no-tls': `https://127.0.0.1:${answering.port}/orders/42`,
  };
  for (const path of Object.keys(answers)) urls[path.slice(1)] = `http://127.0.0.1:${answering.port}${path}`;
  for (const [name, { port }] of Object.entries(speaking)) urls[name] = `http://127.0.0.1:${port}/orders/42`;
  return {
    urls,
    close() {
      for (const server of [answering, secure, ...Object.values(speaking)]) server.close();
    },
  };
}
