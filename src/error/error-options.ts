import { isArray, isObject, ownKeys, readProperty } from '../http/safe-read.ts';
import type { Warning } from '../http/warning.ts';
import type { FailureDomain } from './status-basics.ts';

/** Fields for the response: an object, or anything that iterates over `[name, value]` pairs (Web Headers, Map). */
export type HeaderInput =
  | Readonly<Record<string, string | number | readonly string[] | undefined>>
  | Iterable<readonly [string, string]>;

/** One challenge of WWW-Authenticate or Proxy-Authenticate (RFC 9110 section 11.3). */
export interface Challenge {
  /** auth-scheme, such as `Bearer`. */
  readonly scheme: string;
  /** auth-params; `realm` always goes out as quoted-string (AU-2). */
  readonly params?: Readonly<Record<string, string>>;
}

/** What an intermediary knows of the failure, in the terms of RFC 9209. Sent only with the `proxyStatus` option. */
export interface ProxyFacts {
  /** A registered proxy error type, such as `connection_refused` (RFC 9209 section 2.3); absent where the next hop answered. */
  readonly error?: string;
  /** Which hop was chosen: a name or an address (RFC 9209 section 2.1.2). Sent only with `proxyStatus: { details: true }`. */
  readonly nextHop?: string;
  /** ALPN id of the protocol towards the next hop, such as `h2` (RFC 9209 section 2.1.3). */
  readonly nextProtocol?: string;
  /** Status that the next hop answered with (RFC 9209 section 2.1.4). */
  readonly receivedStatus?: number;
  /** Words for an operator (RFC 9209 section 2.1.5). Sent only with `proxyStatus: { details: true }`. */
  readonly details?: string;
  /** Extra parameters of the type, such as `rcode` of dns_error. */
  readonly params?: Readonly<Record<string, string | number | boolean>>;
}

/** Options of every error. A bad one is left out and becomes a warning of the record; constructors never throw. */
export interface HttpErrorOptions {
  /** What led to this failure. Kept for the record, never sent. */
  readonly cause?: unknown;
  /** Whether the client may see the message. Default: true below 500, false from 500 on. */
  readonly expose?: boolean;
  /** Fields of the response. They win over what the handler had set; framing and hop-by-hop fields are refused. */
  readonly headers?: HeaderInput;
  /** Machine-readable reason for the client, such as `ORDER_LOCKED`. Public by definition. */
  readonly reason?: string;
  /** Structured facts for the client, any JSON value. Public by definition; hidden by `expose: false`. */
  readonly details?: unknown;
  /** Retry-After: seconds, or the moment as a Date. Fractions round up; what is not in the future is left out. */
  readonly retryAfter?: number | Date;
  /** Replaces the default `no-store`. */
  readonly cacheControl?: string;
  /** Problem type URI (RFC 9457 section 3.1.1). Default: about:blank. */
  readonly type?: string;
  /** Summary of the problem type (RFC 9457 section 3.1.3). Default: the reason phrase. */
  readonly title?: string;
  /** URI of this occurrence (RFC 9457 section 3.1.5). */
  readonly instance?: string;
  /** Extension members of the problem (RFC 9457 section 3.2). */
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** 401, 407: challenges, widely known schemes first, one line each (RFC 9110 section 11.6). */
  readonly challenges?: readonly (string | Challenge)[];
  /** 405: methods that the target supports (RFC 9110 section 10.2.1). May be empty. */
  readonly allow?: readonly string[];
  /** 416: current length of the representation (RFC 9110 section 14.4). */
  readonly range?: { readonly unit?: string; readonly length: number };
  /** 426: protocols to upgrade to (RFC 9110 section 7.8). */
  readonly upgrade?: string | readonly string[];
  /** 415: media types that would be accepted (RFC 9110 section 12.5.1). */
  readonly accept?: string | readonly string[];
  /** 415: content codings that would be accepted (RFC 9110 section 12.5.3). */
  readonly acceptEncoding?: string | readonly string[];
  /** 415 to PATCH: patch formats that would be accepted (RFC 5789 section 2.2). */
  readonly acceptPatch?: string | readonly string[];
  /** 451: URI of the entity that blocks (RFC 7725 section 4). */
  readonly blockedBy?: string;
  /** 502, 504: the condition passes by itself, so a repeat may help. */
  readonly transient?: boolean;
  /** What an intermediary knows (RFC 9209). */
  readonly proxy?: ProxyFacts;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isTextList: Check = (value) => isArray(value) && value.every(isText);
const isTextOrList: Check = (value) => isText(value) || isTextList(value);
const isRecord: Check = (value) => isObject(value) && !isArray(value) && typeof value !== 'function';
const isDelay: Check = (value) =>
  typeof value === 'number' || Object.prototype.toString.call(value) === '[object Date]';
const isRange: Check = (value) => {
  const length = readProperty(value, 'length');
  return typeof length === 'number' && Number.isSafeInteger(length) && length >= 0;
};
const isChallengeList: Check = (value) =>
  isArray(value) && value.every((one) => isText(one) || isText(readProperty(one, 'scheme')));

/** One check an option; the mapped type makes the compiler complain when an option has none. */
const optionChecks: { readonly [Name in keyof HttpErrorOptions]-?: Check } = {
  cause: () => true,
  expose: isFlag,
  headers: isObject,
  reason: isText,
  details: () => true,
  retryAfter: isDelay,
  cacheControl: isText,
  type: isText,
  title: isText,
  instance: isText,
  extensions: isRecord,
  challenges: isChallengeList,
  allow: isTextList,
  range: isRange,
  upgrade: isTextOrList,
  accept: isTextOrList,
  acceptEncoding: isTextOrList,
  acceptPatch: isTextOrList,
  blockedBy: isText,
  transient: isFlag,
  proxy: isRecord,
};

const domains: readonly unknown[] = [
  'client',
  'server',
  'upstream',
  'intermediary',
  'network',
] satisfies readonly FailureDomain[];

/** Names that are no options but mean something on an error; createError takes them among its properties. */
const memberChecks: Readonly<Record<string, Check>> = {
  message: isText,
  name: isText,
  failureDomain: (value) => domains.includes(value),
};

/** Names that describe the error itself; an option of that name never replaces them. */
const reserved: ReadonlySet<string> = new Set([
  'status',
  'statusCode',
  'stack',
  'toJSON',
  'toString',
  'constructor',
  '__proto__',
]);

const hidden: ReadonlySet<string> = new Set(['cause', ...Object.keys(memberChecks)]);

function findCheck(name: string): Check | undefined {
  if (Object.hasOwn(optionChecks, name)) return optionChecks[name as keyof HttpErrorOptions];
  return Object.hasOwn(memberChecks, name) ? memberChecks[name] : undefined;
}

function passes(check: Check, value: unknown): boolean {
  try {
    return check(value);
  } catch {
    return false;
  }
}

/**
 * Copies options onto an error and adds a warning for each that was left out. Properties without a meaning here
 * (`code`, `orderId`, …) are kept on the error, as http-errors does, and never sent.
 */
export function applyOptions(error: object, options: unknown, warnings: Warning[]): void {
  for (const key of ownKeys(options)) {
    const value = readProperty(options, key);
    if (value === undefined || reserved.has(key)) continue;
    const check = findCheck(key);
    if (check !== undefined && !passes(check, value)) {
      warnings.push({
        code: 'option_ignored',
        message: `the error's option "${key}" was left out: wrong type or value`,
      });
      continue;
    }
    Object.defineProperty(error, key, {
      value,
      enumerable: !hidden.has(key),
      configurable: true,
      writable: true,
    });
  }
}
