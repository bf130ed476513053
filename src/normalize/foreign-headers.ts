import { isArray, isObject, ownKeys, readProperty } from '../http/safe-read.ts';

/**
 * Header collections of other libraries. Of a plain object (also AxiosHeaders) own keys are read; of a genuine Web
 * Headers or Map the intrinsic method, so that no code of the value runs. Headers of another copy (undici, node-fetch,
 * the AWS and Azure SDKs) can only be asked through their own `get`: guarded, and only for a single field.
 */

const maxFields = 64;

type Pair = readonly [name: string, value: unknown];

/** Asked for when a value of the kind is there: the first mention of `Headers` makes Node load the whole of fetch. */
const intrinsics: Readonly<Record<string, () => object | undefined>> = {
  '[object Headers]': () => (globalThis as { Headers?: { prototype: object } }).Headers?.prototype,
  '[object Map]': () => Map.prototype,
};

/** The pairs of a genuine Headers or Map; undefined for everything else, whatever its tag says. */
function intrinsicPairs(headers: object): readonly Pair[] | undefined {
  const pairs: Pair[] = [];
  try {
    const tag = Object.prototype.toString.call(headers);
    const intrinsic = Object.hasOwn(intrinsics, tag) ? intrinsics[tag] : undefined;
    const prototype = intrinsic?.() as { forEach?: unknown } | undefined;
    if (typeof prototype?.forEach !== 'function') return undefined;
    prototype.forEach.call(headers, (value: unknown, name: unknown) => {
      if (pairs.length < maxFields && typeof name === 'string') pairs.push([name, value]);
    });
    return pairs;
  } catch {
    return undefined;
  }
}

/** Name and value pairs of headers of any kind, at most 64. Names keep their case; a list in an array is ignored. */
export function headerPairs(headers: unknown): readonly Pair[] {
  if (typeof headers !== 'object' || headers === null || isArray(headers)) return [];
  return intrinsicPairs(headers) ?? ownKeys(headers, maxFields).map((name) => [name, readProperty(headers, name)]);
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

function askGet(headers: object, name: string): string | undefined {
  const get = readProperty(headers, 'get');
  if (typeof get !== 'function') return undefined;
  try {
    return toText(get.call(headers, name));
  } catch {
    return undefined;
  }
}

/** One field of foreign headers; `name` in lower case. */
export function foreignHeader(headers: unknown, name: string): string | undefined {
  if (!isObject(headers)) return undefined;
  const direct = toText(readProperty(headers, name));
  if (direct !== undefined) return direct;
  const found = headerPairs(headers).find(([key]) => key.toLowerCase() === name);
  return found === undefined ? askGet(headers, name) : toText(found[1]);
}
