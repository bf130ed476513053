import type { FieldLine } from '../http/response-plan.ts';
import { isArray, isObject, readProperty } from '../http/safe-read.ts';

/** One response, whatever client it came from. */
export interface ReceivedResponse {
  readonly status: number;
  readonly lines: readonly FieldLine[];
  /** The body as text; undefined where the client kept only what it parsed. */
  readonly text: string | undefined;
  /** The body as JSON data; undefined where it is none. */
  readonly json: unknown;
  /** Method of the request in upper case, where the response knows it. */
  readonly method: string | undefined;
}

const maxBody = 1_048_576;

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8');
  // Of another realm under Jest, so not instanceof.
  if (Object.prototype.toString.call(value) === '[object ArrayBuffer]')
    return new TextDecoder().decode(new Uint8Array(value as ArrayBuffer));
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function toLines(headers: unknown): FieldLine[] {
  if (!isObject(headers)) return [];
  const isPairs = typeof readProperty(headers, Symbol.iterator) === 'function';
  const pairs = isPairs ? [...(headers as Iterable<readonly [unknown, unknown]>)] : Object.entries(headers);
  return pairs
    .filter(([name, value]) => !String(name).startsWith(':') && value !== undefined && value !== null)
    .flatMap(([name, value]) =>
      (isArray(value) ? value : [value]).map((one): FieldLine => [String(name), String(one)]),
    );
}

/** node's raw header list: names and values in turn. It alone shows a field that came twice. */
function toRawLines(raw: unknown): FieldLine[] | undefined {
  if (!isArray(raw) || raw.length % 2 !== 0) return undefined;
  return Array.from(
    { length: raw.length / 2 },
    (_, index): FieldLine => [String(raw[index * 2]), String(raw[index * 2 + 1])],
  );
}

function readPath(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((one, name) => readProperty(one, name), value);
}

/** Where clients keep the method: our own, supertest, axios, got, light-my-request. */
const methodPaths = [
  'method',
  'req.method',
  'config.method',
  'request.options.method',
  'request.method',
  'raw.req.method',
];

function findMethod(response: object): string | undefined {
  const method = methodPaths.map((path) => readPath(response, path)).find((one) => typeof one === 'string');
  return method === undefined ? undefined : String(method).toUpperCase();
}

export function statusOf(value: unknown): number | undefined {
  const status = [readProperty(value, 'status'), readProperty(value, 'statusCode')].find(
    (one) => typeof one === 'number',
  );
  return isObject(value) && isObject(readProperty(value, 'headers')) ? (status as number | undefined) : undefined;
}

/** Body members by client: superagent's text, light-my-request's payload, got's rawBody, a plan's body, axios's data. */
const textMembers = ['text', 'payload', 'rawPayload', 'rawBody', 'body', 'data'];

function findText(response: object): string | undefined {
  return textMembers.map((name) => asText(readProperty(response, name))).find((text) => text !== undefined);
}

function findParsed(response: object): unknown {
  return ['body', 'data'].map((name) => readProperty(response, name)).find((one) => isObject(one));
}

function toReceived(response: object, status: number, text: string | undefined): ReceivedResponse {
  return {
    status,
    lines: toRawLines(readProperty(response, 'rawHeaders')) ?? toLines(readProperty(response, 'headers')),
    text,
    json: text === undefined ? findParsed(response) : parse(text),
    method: findMethod(response),
  };
}

/** A fetch response: its body can be read once, so a copy of it is read. */
async function readFetched(response: Response): Promise<string> {
  if (response.bodyUsed)
    throw new TypeError('the body of the received Response was read already: check it first, or pass a clone');
  return response.clone().text();
}

async function readStream(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    size += bytes.byteLength;
    if (size > maxBody) throw new TypeError(`the body of the received response is longer than ${maxBody} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** How the body is read where that takes time: fetch, undici's request, node's IncomingMessage. */
function findReader(response: object): (() => Promise<string>) | undefined {
  const isFunction = (value: unknown): boolean => typeof value === 'function';
  if (isFunction(readProperty(response, 'text'))) {
    if (isFunction(readProperty(response, 'clone'))) return () => readFetched(response as Response);
    return () => (response as Response).text();
  }
  const body = readProperty(response, 'body');
  if (isFunction(readProperty(body, 'text'))) return () => (body as Response).text();
  // got's response is a stream too, but a read one.
  const isUnread = findText(response) === undefined && findParsed(response) === undefined;
  return isUnread && isFunction(readProperty(response, Symbol.asyncIterator))
    ? () => readStream(response as AsyncIterable<Uint8Array>)
    : undefined;
}

/** What was received as a response: itself, or the one that a client's error carries. */
function findResponse(value: unknown): object | undefined {
  const carried = readProperty(value, 'response');
  if (statusOf(carried) !== undefined) return carried as object;
  return statusOf(value) === undefined ? undefined : (value as object);
}

function describe(value: unknown): string {
  if (!isObject(value)) return value === null ? 'null' : `${typeof value} ${String(value).slice(0, 60)}`;
  return `an object with ${Object.keys(value).slice(0, 8).join(', ') || 'no own members'}`;
}

function readResponse(value: unknown): ReceivedResponse | Promise<ReceivedResponse> {
  const response = findResponse(value);
  const status = statusOf(response);
  if (response === undefined || status === undefined) {
    throw new TypeError(
      `toBeErrorResponse: the received value must be a response of fetch, supertest, light-my-request, axios, got, undici or node:http, a plan, or a promise of one; was ${describe(value)}`,
    );
  }
  const reader = findReader(response);
  if (reader === undefined) return toReceived(response, status, findText(response));
  return reader().then((text) => toReceived(response, status, text));
}

/**
 * Reads what a test received. A promise, where the body is still to come or a promise was received; a client that rejects
 * for a 4xx or 5xx (axios, got, ky) has the response on its error.
 *
 * @throws TypeError where it is no response.
 */
export function readReceived(received: unknown): ReceivedResponse | Promise<ReceivedResponse> {
  if (typeof readProperty(received, 'then') !== 'function') return readResponse(received);
  return Promise.resolve(received as PromiseLike<unknown>).then(readResponse, (problem: unknown) => {
    if (findResponse(problem) === undefined) throw problem;
    return readResponse(problem);
  });
}
