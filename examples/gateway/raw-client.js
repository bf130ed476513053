// Sends a request over a bare socket, so that the answer can be shown byte for byte.
import { connect } from 'node:net';

/** A demo that waits for ever, or fills the memory, shows nothing. */
const patienceMs = 10_000;
const maxBytes = 1024 * 1024;

/**
 * @typedef {object} More
 * @property {string[]} [fields] further lines of the head
 * @property {string} [body]
 * @property {number} [leaveAfter] milliseconds after which the client goes, whatever has come
 */

/**
 * @typedef {object} Exchange
 * @property {string} sent the head as it went over the wire
 * @property {string} received the answer as text
 * @property {Buffer} bytes the answer, every byte
 * @property {string} ending `closed`; `left`: by ourselves; `timeout`, `too much`; or the code of a failure: `ECONNRESET`
 */

/**
 * @param {string} request method and path
 * @param {number} port
 * @param {More} more
 */
function toHead(request, port, { fields = [], body }) {
  const length =
    body === undefined && !request.startsWith('POST') ? [] : [`Content-Length: ${Buffer.byteLength(body ?? '')}`];
  return [`${request} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...length, ...fields, 'Connection: close', '', ''].join(
    '\r\n',
  );
}

/**
 * @param {number} port
 * @param {string} request method and path, such as `GET /orders`
 * @param {More} [more]
 * @returns {Promise<Exchange>}
 */
export function exchange(port, request, more = {}) {
  const sent = toHead(request, port, more);
  const socket = connect(port, '127.0.0.1');
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  let ending = 'closed';
  /** @param {string} why */
  const leave = (why) => {
    ending = why;
    socket.destroy();
  };
  const timers = [setTimeout(leave, patienceMs, 'timeout')];
  if (more.leaveAfter !== undefined) timers.push(setTimeout(leave, more.leaveAfter, 'left'));
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) leave('too much');
  });
  socket.on('error', (error) => {
    ending = /** @type {NodeJS.ErrnoException} */ (error).code ?? error.message;
  });
  socket.write(sent);
  if (more.body !== undefined) socket.write(more.body);
  return new Promise((resolve) => {
    socket.once('close', () => {
      for (const timer of timers) clearTimeout(timer);
      const bytes = Buffer.concat(chunks);
      resolve({ sent, received: bytes.toString('utf8'), bytes, ending });
    });
  });
}
