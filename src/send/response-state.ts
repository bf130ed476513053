import { readObject, readProperty } from '../http/safe-read.ts';
import type { Http2StreamLike, NodeRequest, NodeResponse, NodeSocket } from './node-types.ts';

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

/** The stream of an HTTP/2 response; undefined on HTTP/1. */
export function http2Stream(response: NodeResponse): Http2StreamLike | undefined {
  const stream = readObject(response, 'stream');
  return typeof readProperty(stream, 'close') === 'function' ? (stream as Http2StreamLike) : undefined;
}

/** The TCP socket of an HTTP/1 exchange. A pipelined response has none before its turn; its request has. */
export function http1Socket(request: NodeRequest, response: NodeResponse): NodeSocket | undefined {
  const socket = readObject(response, 'socket') ?? readObject(request, 'socket');
  return socket as NodeSocket | undefined;
}

function isGone(request: NodeRequest, response: NodeResponse): boolean {
  const stream = http2Stream(response);
  if (stream !== undefined)
    return readProperty(stream, 'destroyed') === true || readProperty(stream, 'closed') === true;
  return (
    readProperty(response, 'destroyed') === true ||
    readProperty(request, 'aborted') === true ||
    readProperty(http1Socket(request, response), 'destroyed') === true
  );
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
export function readResponseState(request: NodeRequest, response: NodeResponse): ResponseState {
  if (response.writableEnded) return 'ended';
  if (isGone(request, response)) return isBroken(response) ? 'broken' : 'gone';
  return response.headersSent ? 'started' : 'fresh';
}
