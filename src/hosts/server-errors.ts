import { type ErrorHandlerOptions, resolveOptions } from '../core/options.ts';
import { createResponder, type Responder } from '../core/responder.ts';
import { statusClasses } from '../error/classes.ts';
import { readProperty, readString } from '../http/safe-read.ts';
import { createDiagnosticsChannel } from '../report/channel.ts';
import type { NodeRequest, NodeResponse } from '../send/node-types.ts';
import { type RawSocket, sendRaw } from '../send/raw.ts';
import { createNodeHandler } from './node-handler.ts';
import { keepOutFaulty } from './request-faults.ts';

/** The same options as every `errorHandler`. */
export type ServerErrorOptions = ErrorHandlerOptions;

/** The members of an http.Server that are touched. */
export interface ServerLike {
  listenerCount(event: string): number;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  removeListener(event: string, listener: (...args: unknown[]) => void): unknown;
}

export interface ServerErrors {
  /** False where the server had a `clientError` listener: that one stays in charge. */
  readonly installed: boolean;
  /** Takes the listeners off again. */
  readonly remove: () => void;
}

/** What Node's parser and timers report, as a status; everything else is 400 (DT-8, CO-4, CO-5). */
const statusByCode: ReadonlyMap<string, number> = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
]);

/** The connection failed; nobody is left to answer. */
const lostConnection: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/**
 * CO-5: Node says 431 for a request line that fills the whole header section; that is a target too long, 414. Node shows the
 * packet in which the limit was passed: over TLS, or where the target came in pieces, its beginning is gone and 431 stays.
 */
function isTargetTooLong(error: unknown): boolean {
  const packet = readProperty(error, 'rawPacket');
  if (!(packet instanceof Uint8Array)) return false;
  const lineEnd = packet.indexOf(10);
  // Where Node gave up: behind the line its fields are to blame, however long the line itself is.
  const isInLine = lineEnd < 0 || Number(readProperty(error, 'bytesParsed')) <= lineEnd;
  const start = new TextDecoder('latin1').decode(packet.subarray(0, 8192));
  return isInLine && /^[A-Z-]{1,32} [^\r\n]{8000}/.test(start);
}

function toStatus(error: unknown): number {
  const status = statusByCode.get(readString(error, 'code') ?? '') ?? 400;
  return status === 431 && isTargetTooLong(error) ? 414 : status;
}

/** A response on this socket is under way: another status line would be read as its body. */
function isAnswering(socket: object): boolean {
  return readProperty(readProperty(socket, '_httpMessage'), '_header') != null;
}

function isLost(error: unknown, socket: RawSocket): boolean {
  return lostConnection.has(readString(error, 'code') ?? '') || socket.writable !== true || socket.destroyed === true;
}

function answerParserError(error: unknown, socket: RawSocket, responder: Responder, patienceMs: number): void {
  const StatusError = statusClasses[toStatus(error)];
  if (StatusError === undefined) return;
  const incident = responder.examine(new StatusError({ cause: error }), { method: 'GET', url: '/', headers: {} });
  if (isLost(error, socket) || isAnswering(socket)) {
    socket.destroy();
    responder.report(incident, { outcome: isLost(error, socket) ? 'client_gone' : 'cut' });
    return;
  }
  const plan = responder.plan(incident, []);
  sendRaw(socket, plan, patienceMs);
  responder.report(incident, { outcome: 'sent', plan });
}

/**
 * Answers what fails before a request reaches any handler: malformed requests (400), header sections and targets too
 * large (431, 414), chunk extensions too large (413), requests that take too long (408), and an Expect that nobody meets
 * (417). Node's own answers have neither Date nor content. What RFC 9112 makes a server refuse and Node's parser lets
 * through is answered with 400 too, and reaches no handler: a Host that is repeated, invalid or missing, and a
 * Transfer-Encoding that does not end in chunked.
 *
 * A server that has a `clientError` listener keeps it: nothing is installed then, and a process warning says so.
 *
 * @param server an http.Server or https.Server.
 * @param options the same as for `errorHandler`.
 * @throws OptionError where the options are wrong.
 */
export function handleServerErrors(server: ServerLike, options?: ServerErrorOptions): ServerErrors {
  const settings = resolveOptions(options);
  if (server.listenerCount('clientError') > 0) {
    process.emitWarning('failwell: this server has a "clientError" listener; handleServerErrors left it in charge', {
      code: 'FAILWELL_CLIENT_ERROR_LISTENER',
    });
    return { installed: false, remove: () => undefined };
  }
  const responder = createResponder(settings, createDiagnosticsChannel());
  const answered = new WeakSet<object>();
  const onClientError = (error: unknown, given: unknown): void => {
    const socket = given as RawSocket;
    // Bytes that follow a malformed request fail again and again.
    if (answered.has(socket)) return;
    answered.add(socket);
    try {
      answerParserError(error, socket, responder, settings.linger.idleMs);
    } catch {
      socket.destroy();
    }
  };
  const handle = createNodeHandler(options);
  const refuse =
    (status: number) =>
    (request: unknown, response: unknown): void => {
      const StatusError = statusClasses[status];
      if (StatusError !== undefined) handle(new StatusError(), request as NodeRequest, response as NodeResponse);
    };
  const onExpectation = refuse(417);
  const letIn = keepOutFaulty(server, refuse(400));
  server.on('clientError', onClientError);
  if (server.listenerCount('checkExpectation') === 0) server.on('checkExpectation', onExpectation);
  return {
    installed: true,
    remove: () => {
      letIn();
      server.removeListener('clientError', onClientError);
      server.removeListener('checkExpectation', onExpectation);
    },
  };
}
