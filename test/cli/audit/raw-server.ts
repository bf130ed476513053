import { createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a raw server read of a request. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly head: string;
  readonly socket: Socket;
  readonly server: Server;
}

/** Bytes to send; undefined: nothing is sent. */
export type Answer = (request: RawRequest) => string | undefined;

function parse(head: string, socket: Socket, server: Server): RawRequest {
  const [, method = '', target = '', version = ''] = /^(\S+) (\S+) HTTP\/(\S+)/.exec(head) ?? [];
  return { method, target, version, head, socket, server };
}

function contentLength(head: string): number {
  return Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
}

/** Answers each request head at once and throws content away; who says Connection: close is closed. */
function converse(socket: Socket, answer: Answer, server: Server): void {
  let buffered = '';
  let skip = 0;
  socket.on('error', () => undefined);
  socket.on('end', () => socket.end());
  socket.on('data', (chunk) => {
    buffered += chunk.toString('latin1');
    for (;;) {
      const skipped = Math.min(skip, buffered.length);
      buffered = buffered.slice(skipped);
      skip -= skipped;
      const end = buffered.indexOf('\r\n\r\n');
      if (skip > 0 || end < 0 || socket.destroyed) return;
      const head = buffered.slice(0, end);
      buffered = buffered.slice(end + 4);
      skip = contentLength(head);
      const bytes = answer(parse(head, socket, server));
      if (bytes === undefined) continue;
      socket.write(bytes, 'latin1');
      if (/^connection: close\r$/im.test(bytes)) socket.end();
    }
  });
}

/** A server without any HTTP library: it can be broken in every way. Gives its URL. */
export async function serveRaw(answer: Answer): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    converse(socket, answer, server);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return `http://127.0.0.1:${port}`;
}

export interface Parts {
  readonly status?: number | string;
  readonly reason?: string;
  /** Replaces a field of the well-formed answer; undefined takes it off. */
  readonly set?: Readonly<Record<string, string | undefined>>;
  /** Lines beside those. */
  readonly add?: readonly string[];
  readonly body?: string;
  /** Sent after the head in place of the body. */
  readonly bytes?: string;
}

const reasons: Readonly<Record<string, string>> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  412: 'Precondition Failed',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  426: 'Upgrade Required',
  429: 'Too Many Requests',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** A well-formed error, and what is wrong with it. */
export function respond(parts: Parts = {}): string {
  const { status = 404, reason = reasons[status] ?? 'Error', add = [] } = parts;
  const body = parts.body ?? JSON.stringify({ error: { code: Number(status), message: reason } });
  const fields: Record<string, string | undefined> = {
    Date: new Date().toUTCString(),
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Length': String(Buffer.byteLength(body, 'latin1')),
    ...parts.set,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return [`HTTP/1.1 ${status} ${reason}`, ...lines, ...add, '', parts.bytes ?? body].join('\r\n');
}

/** The same to HEAD: the head alone. */
export function forMethod(method: string, response: string): string {
  return method === 'HEAD' ? `${response.split('\r\n\r\n', 1)[0]}\r\n\r\n` : response;
}
