import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
} from 'node:http2';
import type { Exchange, FieldLine, ReceivedResponse } from './exchange.ts';

export interface Http2Request {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** false: the stream stays half-open, as in an upload that stalls. */
  readonly end?: boolean;
  /** The client resets the stream as soon as this settles. */
  readonly cancel?: Promise<unknown>;
}

interface StreamRecord {
  readonly response: ReceivedResponse | undefined;
  readonly interim: readonly number[];
  readonly rstCode: number | undefined;
  readonly firstByteMs: number | undefined;
}

type Head = IncomingHttpHeaders & IncomingHttpStatusHeader;

/** Node hands the received lines over as a flat list of names and values, third argument of 'response'. */
function toFieldLines(flat: readonly string[]): FieldLine[] {
  const lines: FieldLine[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) lines.push([flat[index] ?? '', flat[index + 1] ?? '']);
  return lines.filter(([name]) => !name.startsWith(':'));
}

/** Settles with the code that closed the stream, or undefined where it is still open when time is over. */
function settled(stream: ClientHttp2Stream, uploads: boolean, timeoutMs: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const giveUp = (): void => resolve(undefined);
    const timer = setTimeout(giveUp, timeoutMs);
    stream.once('close', () => {
      clearTimeout(timer);
      resolve(stream.rstCode);
    });
    // A complete response ends the readable side although our own upload is still open; a reset may follow (H2-4).
    if (uploads) stream.once('end', () => setTimeout(giveUp, 30));
  });
}

function openStream(session: ClientHttp2Session, request: Http2Request): ClientHttp2Stream {
  const stream = session.request(
    { ':method': request.method, ':path': request.path, ...request.headers },
    { endStream: request.end !== false && request.body === undefined },
  );
  if (request.body !== undefined) {
    if (request.end === false) stream.write(request.body);
    else stream.end(request.body);
  }
  void request.cancel?.then(() => stream.close(8));
  return stream;
}

async function runStream(session: ClientHttp2Session, request: Http2Request, timeoutMs: number): Promise<StreamRecord> {
  const started = performance.now();
  const stream = openStream(session, request);
  const chunks: Buffer[] = [];
  const interim: number[] = [];
  let head: { status: number; fields: FieldLine[] } | undefined;
  let trailers: FieldLine[] = [];
  let firstByteMs: number | undefined;
  let ended = false;
  stream.on('response', (...args: unknown[]) => {
    const [headers, , flat] = args as [Head, number, string[]];
    firstByteMs = performance.now() - started;
    head = { status: Number(headers[':status']), fields: toFieldLines(flat) };
  });
  stream.on('headers', (headers: Head) => void interim.push(Number(headers[':status'])));
  stream.on('trailers', (...args: unknown[]) => {
    trailers = toFieldLines(args[2] as string[]);
  });
  stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
  stream.on('end', () => {
    ended = true;
  });
  stream.on('error', () => undefined);
  const rstCode = await settled(stream, request.end === false, timeoutMs);
  const complete = ended && (rstCode === undefined || rstCode === 0);
  const response: ReceivedResponse | undefined = head && {
    ...head,
    statusLine: '',
    reason: undefined,
    body: Buffer.concat(chunks),
    trailers,
    framing: 'stream',
    complete,
  };
  return { response, interim, rstCode, firstByteMs };
}

function renderResponse(response: ReceivedResponse): string {
  const lines = [`:status: ${response.status}`, ...response.fields.map(([name, value]) => `${name}: ${value}`)];
  return `${lines.join('\r\n')}\r\n\r\n${response.body.toString('utf8')}`;
}

function renderRequest(request: Http2Request): string {
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  return [`:method: ${request.method}`, `:path: ${request.path}`, ...headers, '', request.body ?? ''].join('\r\n');
}

/** Sends requests one after the other over one session, in clear text with prior knowledge. */
export async function exchangeHttp2(
  port: number,
  requests: readonly Http2Request[],
  timeoutMs = 2_000,
): Promise<Exchange> {
  const session = connect(`http://127.0.0.1:${port}`);
  let left = false;
  let serverClosed = false;
  session.on('error', () => undefined);
  session.on('close', () => {
    serverClosed ||= !left;
  });
  const records: StreamRecord[] = [];
  const violations: string[] = [];
  for (const request of requests) {
    try {
      records.push(await runStream(session, request, timeoutMs));
    } catch (error) {
      violations.push(`request was not sent: ${String(error)}`);
    }
  }
  left = true;
  session.destroy();
  const responses = records.map((one) => one.response).filter((one) => one !== undefined);
  return {
    version: '2',
    sent: requests.map(renderRequest).join('\r\n'),
    bytes: Buffer.from(responses.map(renderResponse).join('\r\n')),
    interim: records.flatMap((one) => one.interim),
    responses,
    violations,
    serverClosed,
    reset: false,
    rstCode: records[0]?.rstCode,
    firstByteMs: records[0]?.firstByteMs,
  };
}
