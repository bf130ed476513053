import { connect } from 'node:net';

// A keep-alive client that does as little as a check allows: it takes exactly one response for each request, octet by
// octet, and knows at once when one is lost, doubled or malformed.

const statusLine = /^HTTP\/1\.1 (\d{3}) [ -~]+\r\n/;

/** One response at the start of the text: undefined until it is whole. */
function takeResponse(text, method) {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const fields = text.slice(0, head + 2);
  const length = Number(/\r\ncontent-length: (\d+)\r\n/i.exec(fields)?.[1] ?? Number.NaN);
  const end = head + 4 + (method === 'HEAD' ? 0 : length);
  if (Number.isNaN(length)) throw new Error(`no Content-Length:\n${fields}`);
  if (text.length < end) return undefined;
  return {
    status: Number(statusLine.exec(fields)?.[1] ?? 0),
    type: /\r\ncontent-type: ([^\r]+)/i.exec(fields)?.[1] ?? '',
    closes: /\r\nconnection: close\r\n/i.test(fields),
    fields,
    body: text.slice(head + 4, end),
    rest: text.slice(end),
  };
}

function toBytes({ method, path, accept }) {
  const body = method === 'POST' ? 'hello' : '';
  const length = method === 'POST' ? `Content-Length: ${body.length}\r\n` : '';
  return `${method} ${path} HTTP/1.1\r\nHost: x\r\nAccept: ${accept}\r\n${length}\r\n${body}`;
}

/**
 * Keeps one connection busy until `next` gives no more requests; a connection that the server announces to close is
 * opened again. Resolves when done; rejects when a response is lost, doubled or malformed.
 */
export function keepBusy(port, next, check) {
  return new Promise((resolve, reject) => {
    let request;
    let socket;
    let text = '';

    function ask() {
      request = next();
      if (request === undefined) {
        socket.end();
        resolve();
      } else socket.write(toBytes(request), 'latin1');
    }

    function onData(chunk) {
      try {
        text += chunk;
        if (request === undefined) throw new Error(`octets that nobody asked for:\n${text}`);
        const response = takeResponse(text, request.method);
        if (response === undefined) return;
        if (response.rest !== '') throw new Error(`octets behind a response:\n${response.rest}`);
        text = '';
        check(request, response);
        request = undefined;
        if (response.closes) socket.once('close', open);
        else ask();
      } catch (error) {
        socket.destroy();
        reject(error);
      }
    }

    function open() {
      socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      socket.setEncoding('latin1');
      socket.on('connect', ask);
      socket.on('data', onData);
      socket.on('error', reject);
      socket.on('close', () => {
        if (request !== undefined) reject(new Error(`a lost response to ${request.method} ${request.path}`));
      });
    }
    open();
  });
}
