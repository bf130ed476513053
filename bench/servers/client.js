import { connect } from 'node:net';

/**
 * A keep-alive client that does as little as possible. Measured beside autocannon 9 against a bare node:http server on
 * two cores: autocannon needs 15 to 21 µs a request where the server needs 14, so the server waits for its client;
 * this one needs 12.
 */

/** What a JSON API client sends. Accept decides what peers that negotiate answer. */
const requestText = [
  'GET /orders/42 HTTP/1.1',
  'Host: 127.0.0.1',
  'User-Agent: bench',
  'Accept: application/json',
  '',
  '',
].join('\r\n');

/**
 * End of the first whole response in the text, or -1. Every variant sends Content-Length.
 * @param {string} text
 */
function responseEnd(text) {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return -1;
  const field = /\r\ncontent-length: (\d+)/i.exec(text);
  if (field === null || field.index > head) throw new Error(`a response without Content-Length:\n${text}`);
  const end = head + 4 + Number(field[1]);
  return text.length < end ? -1 : end;
}

/**
 * @param {number} port
 * @param {() => boolean} next whether another request should be sent
 * @param {(response: string) => void} onResponse
 * @param {(error: Error) => void} onError
 */
function openConnection(port, next, onResponse, onError) {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let isOver = false;
  const ask = () => {
    isOver = !next();
    if (isOver) socket.end();
    else socket.write(requestText);
  };
  socket.setNoDelay(true);
  socket.setEncoding('latin1');
  socket.on('connect', ask);
  socket.on('error', onError);
  socket.on('close', () => {
    if (!isOver) onError(new Error('the server closed a connection that was in use'));
  });
  socket.on('data', (chunk) => {
    text += chunk;
    const end = responseEnd(text);
    if (end < 0) return;
    const response = text.slice(0, end);
    text = text.slice(end);
    onResponse(response);
    ask();
  });
}

/**
 * Sends `total` requests over `connections` connections, one at a time on each.
 * @param {number} port
 * @param {{ readonly total: number, readonly connections: number }} load
 * @returns {Promise<string>} the last response
 */
export function sendRequests(port, { total, connections }) {
  return new Promise((resolve, reject) => {
    let asked = 0;
    let answered = 0;
    /** @type {(response: string) => void} */
    const onResponse = (response) => {
      answered += 1;
      if (answered === total) resolve(response);
    };
    const next = () => {
      asked += 1;
      return asked <= total;
    };
    for (let index = 0; index < connections; index += 1) openConnection(port, next, onResponse, reject);
    // Keeps this process awake. A server that answers faster than its client asks finds it busy; a slower one finds it
    // asleep and pays for waking another processor with each write: 9 against 30 µs in a virtual machine, and a ratio of
    // two servers on either side of that line says nothing of their code.
    const stayAwake = () => {
      if (answered < total) setImmediate(stayAwake);
    };
    stayAwake();
  });
}
