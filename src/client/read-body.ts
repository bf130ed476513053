import { isObject, readProperty } from '../http/safe-read.ts';
import { decodeText } from './decode-text.ts';

/** Bounds of reading a body. A value of a wrong type counts as not given. */
export interface ReadOptions {
  /** Bytes of the body that are read; the rest is cancelled. Default: 1,048,576, more than any answer of failwell has. */
  readonly maxBytes?: number;
  /** Milliseconds that the body may take; what came by then counts. Default: 5,000. */
  readonly timeoutMs?: number;
  /** Ends the reading at once; what came by then counts. Default: none. */
  readonly signal?: AbortSignal;
}

const defaultBytes = 1_048_576;
const defaultTimeout = 5_000;
const maxChunks = 100_000;

/**
 * Where client libraries keep a body: parsed, as text or bytes, or as a stream. Parsed and text before the stream that they
 * came from (ofetch, superagent); axios's `data` last, because node-fetch warns whoever reads it.
 */
const places = ['_data', 'text', 'body', 'rawBody', 'payload', 'data'];

interface Chunks {
  readonly next: () => Promise<{ readonly done?: boolean; readonly value?: unknown }>;
  readonly cancel: () => unknown;
}

type Method = (...args: readonly unknown[]) => unknown;

function method(value: unknown, name: PropertyKey): Method | undefined {
  const found = readProperty(value, name);
  return typeof found === 'function' ? (found.bind(value) as Method) : undefined;
}

/** A Web stream, a Blob, or a stream of Node, which only `destroy` ends while a read is pending. */
function toChunks(body: unknown): Chunks | undefined {
  const reader = method(body, 'getReader')?.();
  if (reader !== undefined) return { next: method(reader, 'read'), cancel: method(reader, 'cancel') } as Chunks;
  const chunks = method(body, Symbol.asyncIterator)?.();
  if (chunks === undefined) return method(body, 'stream') && toChunks(method(body, 'stream')?.());
  method(body, 'on')?.('error', () => undefined);
  return { next: method(chunks, 'next'), cancel: method(body, 'destroy') ?? method(chunks, 'return') } as Chunks;
}

/** Text, bytes, a stream, a parsed value, or null for none; `text` of a Response is a function. */
function findBody(response: unknown): unknown {
  for (const place of places) {
    const found = readProperty(response, place);
    if (found !== undefined && typeof found !== 'function') return found;
  }
  return undefined;
}

interface Bounds {
  readonly limit: Limit;
  readonly maxBytes: number;
}

interface Limit {
  /** Resolves to undefined when time is up or the signal fires. */
  readonly reached: Promise<undefined>;
  readonly release: () => void;
}

function startLimit(timeoutMs: number, signal: unknown): Limit {
  let release = (): void => undefined;
  const reached = new Promise<undefined>((resolve) => {
    const end = (): void => resolve(undefined);
    const timer = setTimeout(end, timeoutMs);
    if (readProperty(signal, 'aborted') === true) end();
    method(signal, 'addEventListener')?.('abort', end);
    release = () => {
      clearTimeout(timer);
      method(signal, 'removeEventListener')?.('abort', end);
    };
  });
  return { reached, release };
}

function toBytes(chunk: unknown): Uint8Array {
  if (typeof chunk === 'string') return new TextEncoder().encode(chunk);
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return chunk instanceof ArrayBuffer ? new Uint8Array(chunk) : new Uint8Array();
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** What came within the bounds, as text: a body that breaks off has said something too. */
async function readChunks(chunks: Chunks, contentType: string, { limit, maxBytes }: Bounds): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    // Counted too: chunks without a byte that are always there would starve the timer.
    while (size < maxBytes && parts.length < maxChunks) {
      const step = await Promise.race([chunks.next(), limit.reached]);
      // Nothing is left to cancel: Chromium would report the whole request as aborted.
      if (step?.done === true) return decodeText(join(parts, size), contentType, false);
      if (step === undefined) break;
      const part = toBytes(step.value).subarray(0, maxBytes - size);
      size += part.length;
      parts.push(part);
    }
  } catch {
    // Broken off.
  }
  try {
    // Whatever is left would hold the connection. Its promise may be of another realm.
    Promise.resolve(chunks.cancel()).catch(() => undefined);
  } catch {
    // A reader without it.
  }
  return decodeText(join(parts, size), contentType, true);
}

/** A response without a stream: React Native, and stand-ins in tests. */
async function callReader(response: unknown, limit: Limit): Promise<unknown> {
  const read = method(response, 'text') ?? method(response, 'json');
  return read === undefined ? undefined : Promise.race([read(), limit.reached]);
}

async function readFrom(found: unknown, response: unknown, contentType: string, bounds: Bounds): Promise<unknown> {
  const { limit, maxBytes } = bounds;
  if (found === null) return undefined;
  if (typeof found === 'string') return found.slice(0, maxBytes);
  if (ArrayBuffer.isView(found) || found instanceof ArrayBuffer) {
    const bytes = toBytes(found);
    return decodeText(bytes.subarray(0, maxBytes), contentType, bytes.length > maxBytes);
  }
  const chunks = toChunks(found ?? response);
  if (chunks !== undefined) return readChunks(chunks, contentType, bounds);
  return found ?? callReader(response, limit);
}

function positive(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value > 0 ? Math.min(value, 2_147_483_647) : otherwise;
}

/**
 * The body of any client library's response: text, or the value that the library has parsed; undefined where there is none
 * (used, locked, late). Never rejects, reads no more than its bounds, and cancels what is left.
 */
export async function readBody(response: unknown, contentType: string, options: ReadOptions): Promise<unknown> {
  const limit = startLimit(
    positive(readProperty(options, 'timeoutMs'), defaultTimeout),
    readProperty(options, 'signal'),
  );
  const maxBytes = positive(readProperty(options, 'maxBytes'), defaultBytes);
  try {
    const body = await readFrom(findBody(response), response, contentType, { limit, maxBytes });
    return typeof body === 'string' ? body.slice(0, maxBytes) : isObject(body) ? body : undefined;
  } catch {
    return undefined;
  } finally {
    limit.release();
  }
}
