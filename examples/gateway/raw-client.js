// Sends a request over a bare socket, so that the answer can be shown byte for byte.
import { connect } from 'node:net';

/**
 * @param {number} port
 * @param {string} request method and path, such as `GET /orders`
 * @returns {Promise<{ sent: string, received: string }>} both as they went over the wire
 */
export async function exchange(port, request) {
  const length = request.startsWith('POST') ? 'Content-Length: 0\r\n' : '';
  const sent = `${request} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${length}Connection: close\r\n\r\n`;
  const socket = connect(port, '127.0.0.1');
  socket.write(sent);
  const chunks = [];
  for await (const chunk of socket) chunks.push(chunk);
  return { sent, received: Buffer.concat(chunks).toString('utf8') };
}
