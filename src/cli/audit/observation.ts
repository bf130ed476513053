import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Probe } from './probe.ts';
import { fieldLines, type ReceivedBytes, type ReceivedResponse } from './received.ts';

/** The content of a response, read as what it says it is. */
export interface Content {
  /** Lower case, without parameters; undefined without exactly one Content-Type. */
  readonly mediaType: string | undefined;
  /** As sent, Content-Encoding undone. */
  readonly text: string;
  /** The text parsed; undefined where it is no JSON. */
  readonly json: unknown;
  /** False where Content-Encoding names a coding and the body is not in it. */
  readonly decoded: boolean;
}

/** One probe and what came of it. */
export interface Observation {
  readonly probe: Probe;
  readonly exchange: ReceivedBytes;
  /** The first one. */
  readonly response: ReceivedResponse | undefined;
  readonly content: Content;
  /** Complete responses after each part that was sent. */
  readonly progress: readonly number[];
  /** The server announced that it closes, and did not. */
  readonly staysOpen: boolean;
  /** It was answered or not; after it the server could not be reached any more. */
  readonly died?: true;
  /** More came than an audit reads. */
  readonly cut: boolean;
}

/** An observation with an answer. */
export interface Seen extends Observation {
  readonly response: ReceivedResponse;
}

/** An answer of more than that when unpacked is no error body; the rest of the bomb stays packed. */
const maxUnpacked = 1024 * 1024;

const decoders: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: (body) => gunzipSync(body, { maxOutputLength: maxUnpacked }),
  'x-gzip': (body) => gunzipSync(body, { maxOutputLength: maxUnpacked }),
  deflate: (body) => inflateSync(body, { maxOutputLength: maxUnpacked }),
  br: (body) => brotliDecompressSync(body, { maxOutputLength: maxUnpacked }),
};

function decode(body: Buffer, coding: string): Buffer | undefined {
  if (coding === '' || coding === 'identity' || body.length === 0) return body;
  try {
    return decoders[coding]?.(body);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param response undefined where nothing came. */
export function readContent(response: ReceivedResponse | undefined): Content {
  const fields = response?.fields ?? [];
  const types = fieldLines(fields, 'content-type');
  const body = response?.body ?? Buffer.alloc(0);
  const decoded = decode(body, fieldLines(fields, 'content-encoding').join(',').trim().toLowerCase());
  const text = (decoded ?? body).toString('utf8');
  return {
    mediaType: types.length === 1 ? types[0]?.split(';', 1)[0]?.trim().toLowerCase() : undefined,
    text,
    json: parseJson(text),
    decoded: decoded !== undefined,
  };
}

export function isSeen(observation: Observation): observation is Seen {
  return observation.response !== undefined;
}
