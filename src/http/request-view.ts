import { arrayItems, isArray, readProperty, readString } from './safe-read.ts';

/** What a request must offer to be answered: node:http's and node:http2's requests and Web `Request` do. */
export interface RequestLike {
  readonly method?: string | undefined;
  /** Target or absolute URL. Only its path is ever recorded. */
  readonly url?: string | undefined;
  /** A plain object with lower-case names (node), or anything with `get(name)` (Web Headers). */
  readonly headers?: HeadersLike | undefined;
}

export type HeadersLike =
  | { readonly [name: string]: string | readonly string[] | undefined }
  | { get(name: string): string | null };

/** One request as every stage sees it, whatever the host. Nothing is read before it is asked for. */
export interface RequestView {
  readonly method: string;
  /** Path without query or fragment: a query can hold secrets. */
  readonly path: string;
  /** Value of a request field; `name` in lower case; repeated fields joined with a comma. */
  header(name: string): string | undefined;
}

const maxPath = 2048;
/** Lines of one field that are joined. */
const maxLines = 64;

/** The part of a request target that may be recorded. */
export function toPath(target: string): string {
  const absolute = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(target);
  const path = (absolute === null ? target : target.slice(absolute[0].length)).replace(/[?#].*$/s, '');
  return path === '' ? '/' : path.slice(0, maxPath);
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return isArray(value)
    ? arrayItems(value, maxLines)
        .filter((line) => typeof line === 'string')
        .join(', ')
    : undefined;
}

function readHeader(headers: unknown, name: string): string | undefined {
  const get = readProperty(headers, 'get');
  if (typeof get !== 'function') return toText(readProperty(headers, name));
  try {
    return toText(get.call(headers, name));
  } catch {
    return undefined;
  }
}

class LazyRequestView implements RequestView {
  readonly #request: unknown;
  constructor(request: unknown) {
    this.#request = request;
  }
  get method(): string {
    return readString(this.#request, 'method') ?? 'GET';
  }
  get path(): string {
    // Express and connect strip the mount path from `url` and keep the whole in `originalUrl`.
    return toPath(readString(this.#request, 'originalUrl') ?? readString(this.#request, 'url') ?? '/');
  }
  header(name: string): string | undefined {
    return readHeader(readProperty(this.#request, 'headers'), name);
  }
}

/** A view of any host's request; a missing or broken one reads as `GET /` without fields. */
export function createRequestView(request: unknown): RequestView {
  return new LazyRequestView(request);
}
