import { readProperty } from '../http/safe-read.ts';
import { type Exchange, http1Socket } from './exchange.ts';
import type { NodeResponse, NodeSocket } from './node-types.ts';
import { http2Codes } from './response-state.ts';

/** Whether the client can see from chunks or a Content-Length that the message is not whole. */
function isFramed(response: NodeResponse): boolean {
  if (response.chunkedEncoding === true || response.getHeader('content-length') !== undefined) return true;
  // What writeHead() was given directly is in no header store, only in the head that went out.
  const head = readProperty(response, '_header');
  return typeof head === 'string' && /^(content-length|transfer-encoding):/im.test(head);
}

/** TR-3. A TLS socket has no TCP handle of its own and refuses; then closing is all that can be done. */
function reset(socket: NodeSocket, response: NodeResponse): void {
  try {
    if (typeof socket.resetAndDestroy === 'function') socket.resetAndDestroy();
    else response.destroy();
  } catch {
    response.destroy();
  }
}

/**
 * Ends a response whose header section is out so that the client notices (TR-1): never `end()`, never another byte.
 * A message framed by chunks or a length is cut by closing; one that ends with the connection (HTTP/1.0, nginx's default
 * towards upstreams) would pass as complete, so it is reset. On HTTP/2 RST_STREAM INTERNAL_ERROR: `res.destroy()`
 * sends NO_ERROR there and the truncated body passes as complete (TR-4).
 */
export function cutResponse(exchange: Exchange): void {
  const { response, stream } = exchange;
  if (stream !== undefined) {
    stream.close(http2Codes.internalError);
    return;
  }
  const socket = http1Socket(exchange);
  if (socket === undefined || isFramed(response)) response.destroy();
  else reset(socket, response);
}
