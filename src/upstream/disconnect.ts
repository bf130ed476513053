import { isObject, readObject, readProperty } from '../http/safe-read.ts';

interface Emitter {
  on(event: string, listener: () => void): unknown;
  removeListener(event: string, listener: () => void): unknown;
}

function isEmitter(value: unknown): value is Emitter {
  return typeof readProperty(value, 'on') === 'function' && typeof readProperty(value, 'removeListener') === 'function';
}

/** The host's own request: a Koa context keeps it in `req`, Fastify's and Hono's requests in `raw`. */
function toRaw(request: object): object {
  return readObject(request, 'req') ?? readObject(request, 'raw') ?? request;
}

/**
 * What ends with the client: the stream of HTTP/2, the socket of HTTP/1. Not the request itself: it is closed as soon as
 * its body was read.
 */
function toConnection(request: object): unknown {
  return readObject(request, 'stream') ?? readObject(request, 'socket');
}

function watchSignal(signal: AbortSignal, gone: () => void): () => void {
  if (signal.aborted) gone();
  signal.addEventListener('abort', gone, { once: true });
  return () => signal.removeEventListener('abort', gone);
}

function watchConnection(connection: Emitter, gone: () => void): () => void {
  if (readProperty(connection, 'destroyed') === true) gone();
  connection.on('close', gone);
  return () => {
    connection.removeListener('close', gone);
  };
}

/** Calls `gone` when the client of a request leaves; the answer takes the listener off again. */
export function watchDisconnect(request: object, gone: () => void): () => void {
  const raw = toRaw(request);
  // First: node:http's requests have a `signal` too since Node 24, and reading it leaves a listener on the connection.
  const connection = toConnection(raw);
  if (isEmitter(connection)) return watchConnection(connection, gone);
  const signal = readProperty(raw, 'signal');
  return isObject(signal) && typeof readProperty(signal, 'addEventListener') === 'function'
    ? watchSignal(signal as AbortSignal, gone)
    : () => undefined;
}
