import { isArray } from '../http/safe-read.ts';
import { type Exchange, http1Socket } from './exchange.ts';
import type { NodeRequest, NodeSocket } from './node-types.ts';

/** Bounds of the drain of an unread body. */
export interface LingerBounds {
  readonly totalMs: number;
  readonly idleMs: number;
  readonly bytes: number;
}

/** A body declared up to this size may arrive whole before the answer, which then keeps the connection. */
export const smallBody = 65_536;

export type BodyState = 'read' | 'small' | 'unread';

interface Framing {
  readonly coded: boolean;
  readonly length: number;
}

/** As it came: to read `headers`, Node makes an object of all of them. */
function readRawFraming(raw: readonly string[]): Framing {
  let coded = false;
  let length = 0;
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] as string;
    if (name.length === 14 && name.toLowerCase() === 'content-length') length = Number(raw[index + 1]);
    else if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') coded = true;
  }
  return { coded, length };
}

function readFraming(request: NodeRequest): Framing {
  if (isArray(request.rawHeaders)) return readRawFraming(request.rawHeaders);
  const { headers } = request;
  return { coded: headers['transfer-encoding'] !== undefined, length: Number(headers['content-length'] ?? 0) };
}

/** How much of the request's body is still to come. */
export function readBodyState(request: NodeRequest): BodyState {
  if (request.complete !== false) return 'read';
  // `complete` is still false in the handler of a request without content, which has neither field (RFC 9112 6.3).
  const { coded, length } = readFraming(request);
  if (!coded && length === 0) return 'read';
  return !coded && length <= smallBody ? 'small' : 'unread';
}

/** Takes the body away from whoever was reading it and lets it run. */
export function discardBody(request: NodeRequest): void {
  request.unpipe?.();
  request.resume?.();
}

function flush(socket: NodeSocket | undefined): void {
  // write() corks until the next tick; a logger that blocks in this one would hold the answer back.
  socket?.uncork?.();
}

/**
 * Lingering close (CO-3, RFC 9112 section 9.6): the complete answer is out at once, with Content-Length and
 * `Connection: close`; then the rest of the body is read and thrown away within the bounds, and only then the socket ends.
 * Closing earlier resets the connection, and clients behind nginx or Varnish get a 502 or 503 instead of the answer.
 */
export function sendAndLinger(exchange: Exchange, body: string, bounds: LingerBounds): void {
  const { request, response } = exchange;
  let left = bounds.bytes;
  let finished = false;
  const finish = (): void => {
    if (finished) return;
    finished = true;
    clearTimeout(total);
    clearTimeout(idle);
    request.removeListener?.('data', count);
    response.end();
  };
  const count = (chunk: { readonly length: number }): void => {
    idle.refresh();
    left -= chunk.length;
    if (left < 0) finish();
  };
  const total = setTimeout(finish, bounds.totalMs).unref();
  const idle = setTimeout(finish, bounds.idleMs).unref();
  if (body === '') response.flushHeaders?.();
  else response.write(body);
  flush(http1Socket(exchange));
  for (const event of ['end', 'close', 'error', 'aborted']) request.on?.(event, finish);
  request.unpipe?.();
  request.on?.('data', count);
  request.resume?.();
  if (request.destroyed === true) finish();
}
