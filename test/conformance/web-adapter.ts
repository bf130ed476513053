import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { NodeListener } from './node-server.ts';

// The smallest thing that serves a Web handler over real sockets. It does what any such runtime does, and no more:
// nothing of what it puts on the wire is added or repaired on failwell's behalf.

const connectionSpecific: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade']);

function toHeaders(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    const name = incoming.rawHeaders[index] as string;
    // The pseudo-fields of HTTP/2 are no fields of a Request.
    if (!name.startsWith(':')) headers.append(name, incoming.rawHeaders[index + 1] as string);
  }
  return headers;
}

function toBody(incoming: IncomingMessage): ReadableStream | null {
  if (incoming.method === 'GET' || incoming.method === 'HEAD') return null;
  return Readable.toWeb(incoming) as ReadableStream;
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const method = incoming.method ?? 'GET';
  const init = { method, headers: toHeaders(incoming), body: toBody(incoming), duplex: 'half', signal };
  return new Request(new URL(incoming.url ?? '/', 'http://127.0.0.1'), init as RequestInit);
}

function writeHead(response: Response, outgoing: ServerResponse, isHttp2: boolean): void {
  outgoing.statusCode = response.status;
  if (!isHttp2) outgoing.statusMessage = response.statusText;
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('Set-Cookie', cookies);
  for (const [name, value] of response.headers) {
    // RFC 9113 section 8.2.2: who translates to HTTP/2 leaves these out.
    if (name !== 'set-cookie' && !(isHttp2 && connectionSpecific.has(name))) outgoing.setHeader(name, value);
  }
}

/** Puts a Web handler on a server of node:http or node:http2. */
export function toNodeListener(handle: (request: Request) => Promise<Response>): NodeListener {
  return (async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const gone = new AbortController();
    outgoing.once('close', () => gone.abort());
    const response = await handle(toRequest(incoming, gone.signal));
    if (outgoing.destroyed) return;
    writeHead(response, outgoing, incoming.httpVersionMajor === 2);
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  }) as NodeListener;
}
