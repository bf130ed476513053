import { bareObject, isArray, isObject, ownKeys, readInteger, readProperty, readString } from '../http/safe-read.ts';

/** What every client library's response has, under one of two names. */
export interface ResponseHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
}

const maxFields = 64;
const maxValue = 4096;

type Add = (name: unknown, value: unknown) => void;

/** Web Headers of any copy, a Map, a list of pairs, or a plain object (node:http, axios, got). */
function eachField(headers: object, add: Add): void {
  const forEach = readProperty(headers, 'forEach');
  if (typeof forEach !== 'function') {
    for (const name of ownKeys(headers, maxFields)) add(name, readProperty(headers, name));
  } else if (isArray(headers)) {
    for (const pair of headers.slice(0, maxFields)) add(readProperty(pair, 0), readProperty(pair, 1));
  } else {
    forEach.call(headers, (value: unknown, name: unknown) => add(name, value));
  }
}

/** Header fields by lower-case name, bounded; total. */
export function readFields(headers: unknown): Readonly<Record<string, string>> {
  const fields = bareObject() as Record<string, string>;
  let left = maxFields;
  try {
    if (!isObject(headers)) return fields;
    eachField(headers, (name, value) => {
      const text = isArray(value) ? value.join(', ') : value;
      if (typeof name !== 'string' || (typeof text !== 'string' && typeof text !== 'number') || left <= 0) return;
      left -= 1;
      fields[name.toLowerCase()] = String(text).slice(0, maxValue);
    });
  } catch {
    // What was read before the collection refused is kept.
  }
  return fields;
}

/** Status and fields of a response of fetch, undici, node-fetch, node:http, axios, got, ky or superagent; undefined for anything else. */
export function readHead(response: unknown): ResponseHead | undefined {
  const status = readInteger(response, 'status') ?? readInteger(response, 'statusCode');
  const headers = readProperty(response, 'headers');
  if (status === undefined || status < 100 || status > 999) return undefined;
  return {
    status,
    statusText: (readString(response, 'statusText') ?? readString(response, 'statusMessage') ?? '').slice(0, maxValue),
    headers: readFields(headers),
  };
}
