import { readObject, readProperty } from '../http/safe-read.ts';
import type { Http2StreamLike, NodeRequest, NodeResponse, NodeSocket } from './node-types.ts';

/**
 * One request and its response, with what is asked of them more than once. Express gives each of them a new prototype,
 * after which V8 finds every property the slow way: a read that is left out is worth more than it looks.
 */
export interface Exchange {
  readonly request: NodeRequest;
  readonly response: NodeResponse;
  /** The stream of an HTTP/2 response; undefined on HTTP/1. */
  readonly stream: Http2StreamLike | undefined;
}

function readStream(response: NodeResponse): Http2StreamLike | undefined {
  const stream = readObject(response, 'stream');
  return typeof readProperty(stream, 'close') === 'function' ? (stream as Http2StreamLike) : undefined;
}

export function toExchange(request: NodeRequest, response: NodeResponse): Exchange {
  // The version first: on HTTP/1 `stream` is looked for on seven prototypes before it is known to be on none.
  const stream = readProperty(request, 'httpVersionMajor') === 1 ? undefined : readStream(response);
  return { request, response, stream };
}

/** The TCP socket of an HTTP/1 exchange. A pipelined response has none before its turn; its request has. */
export function http1Socket({ request, response }: Exchange): NodeSocket | undefined {
  const socket = readObject(response, 'socket') ?? readObject(request, 'socket');
  return socket as NodeSocket | undefined;
}
