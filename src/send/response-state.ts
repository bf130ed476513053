import { readProperty } from '../http/safe-read.ts';
import { type Exchange, http1Socket } from './exchange.ts';
import type { NodeResponse } from './node-types.ts';

/** Where a response stands when the failure arrives. */
export type ResponseState =
  /** Nothing was sent. */
  | 'fresh'
  /** The header section is out, or corked in this tick, which counts the same (TR-8). */
  | 'started'
  /** `end()` was called. */
  | 'ended'
  /** The client has left. */
  | 'gone'
  /** The app destroyed the response itself, as `stream.pipeline(source, res, next)` does when the source fails. */
  | 'broken';

/** RFC 9113 section 7. Written out: importing node:http2 for two numbers takes as long as the rest of this library. */
export const http2Codes = { noError: 0, internalError: 2 } as const;

function isGone(exchange: Exchange): boolean {
  const { request, response, stream } = exchange;
  if (stream !== undefined)
    return readProperty(stream, 'destroyed') === true || readProperty(stream, 'closed') === true;
  if (readProperty(response, 'destroyed') === true) return true;
  const socket = http1Socket(exchange);
  // A request is aborted with its socket; where a host has none, it is all there is.
  return socket === undefined ? readProperty(request, 'aborted') === true : readProperty(socket, 'destroyed') === true;
}

/** Only a destroy() of the app leaves its error on the response; a client that leaves does not. */
function isBroken(response: NodeResponse): boolean {
  const errored = readProperty(response, 'errored');
  return errored !== undefined && errored !== null;
}

/**
 * H2-6: for HEAD over HTTP/2 `writableFinished` is true before anything was sent, so only `writableEnded` and
 * `headersSent` are asked.
 */
export function readResponseState(exchange: Exchange): ResponseState {
  const { response } = exchange;
  const isStarted = response.headersSent;
  if (isStarted && response.writableEnded) return 'ended';
  if (isGone(exchange)) return isBroken(response) ? 'broken' : 'gone';
  return isStarted ? 'started' : 'fresh';
}
