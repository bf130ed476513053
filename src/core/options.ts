import type { Challenge } from '../error/error-options.ts';
import { bareObject, isArray, isObject, readProperty } from '../http/safe-read.ts';
import type { ReadTrace } from '../http/trace-context.ts';
import type { ErrorMapping } from '../normalize/map-error.ts';
import type { BodyHook, HtmlHook, IncludedMember, MessageHook, PlanSettings } from '../plan/plan-settings.ts';
import type { ProxyStatusSettings } from '../plan/proxy-status.ts';
import { defaultCap, type RetryPolicy } from '../plan/retry.ts';
import { toChallenge } from '../plan/status-fields.ts';
import type { ReportOptions } from '../report/report-options.ts';
import {
  aBoolean,
  aFunction,
  aNumber,
  anObject,
  aText,
  checkOptions,
  either,
  listOf,
  OptionError,
  oneOf,
  type Rule,
  type RuleTable,
} from './check-options.ts';

/** Bounds within which an unread request body is read and thrown away after the answer. */
export interface LingerOptions {
  /** Milliseconds in all. Default: 30 000. */
  readonly totalMs?: number;
  /** Milliseconds without a byte. Default: 5 000. */
  readonly idleMs?: number;
  /** Bytes. Default: 256 MiB. */
  readonly bytes?: number;
}

/** Options of every `errorHandler`, whatever the host. Checked once, when the handler is created. */
export interface ErrorHandlerOptions extends ReportOptions {
  /** Body: the envelope, RFC 9457 problem details, or what the client's Accept prefers. Default: `'envelope'`. */
  readonly format?: 'envelope' | 'problem' | 'negotiate';
  /** Members to add to the body. Default: none. */
  readonly include?: readonly IncludedMember[];
  /** Own shape of the JSON body, made from the envelope. Where it throws the plain envelope is sent. */
  readonly body?: BodyHook;
  /** Own HTML page. Where it throws the built-in page is sent. */
  readonly html?: HtmlHook;
  /** Own or translated text for what is shown; sets Content-Language when it returns `{ text, language }`. */
  readonly message?: MessageHook;
  /** URL prefix of the catalogue's pages, such as `/errors`. Default: off. */
  readonly help?: string;
  /** Value of the Server field; false leaves the field alone. Default: `'failwell'`, unless the app has set one. */
  readonly server?: string | false;
  /** `'gateway'`: failed HTTP upstreams are 502, 503 or 504. `'origin'`: they are 500. Default: `'gateway'`. */
  readonly role?: 'gateway' | 'origin';
  /** Adds RFC 9209 Proxy-Status under this identity; a gateway's only. Default: off. */
  readonly proxyStatus?: ProxyStatusSettings;
  /** Mappings of own domain errors, tried before the built-in classifiers. */
  readonly map?: readonly ErrorMapping[];
  /** Status of a request that breaks a schema. Default: 422. */
  readonly validationStatus?: 422 | 400;
  /** A 4xx or 5xx that IANA does not list: `'class'` sends 400 or 500, `'allow'` lets it pass. Default: `'class'`. */
  readonly unregistered?: 'class' | 'allow';
  /** Challenge of a 401 that brings none, such as `'Bearer'`. Default: none. */
  readonly defaultChallenge?: string | Challenge;
  /** Generated retry hints: false for none, or their delays, cap and random source. */
  readonly retry?: false | RetryPolicy;
  /** Bounds of the drain of an unread body. */
  readonly linger?: LingerOptions;
  /** Tells the active span, for the record and `include: ['traceId']`; `withOtel` gives it. Default: traceparent alone. */
  readonly trace?: ReadTrace;
  /** Adds stack and causes to the answer. Never for production, and not read from the environment. Default: false. */
  readonly debug?: boolean;
}

const isFalse: Rule = { must: 'false', holds: (value) => value === false };
const product = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+(?:/[!#$%&'*+\\-.^_`|~0-9A-Za-z]+)?";
const serverPattern = new RegExp(`^${product}(?: (?:${product}|\\([^()\\\\\\x00-\\x1f\\x7f-\\uffff]*\\)))*$`);
const aServer: Rule = {
  must: 'a product such as "gateway/1.2" (RFC 9110 10.2.4)',
  holds: (value) => typeof value === 'string' && value.length <= 256 && serverPattern.test(value),
};
const aChallenge: Rule = {
  must: 'a challenge such as "Bearer" or { scheme, params } (RFC 9110 11.3)',
  holds: (value) => toChallenge(value) !== undefined,
};
const aUrlPrefix: Rule = {
  must: 'a URL or an absolute path, without query or fragment',
  holds: (value) =>
    typeof value === 'string' &&
    value.length <= 1024 &&
    /^(?:\/|https?:\/\/[^/])(?:[A-Za-z0-9\-._~:/[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/.test(value),
};
const aPrintableId: Rule = {
  must: 'a name in printable ASCII',
  holds: (value) => typeof value === 'string' && /^[\x20-\x7e]{1,256}$/.test(value),
};
const aMapping: Rule = {
  must: 'made by mapError()',
  holds: (value) =>
    typeof readProperty(value, 'matches') === 'function' && typeof readProperty(value, 'convert') === 'function',
};
const delays: Rule = {
  must: 'an object of whole seconds (1 to 86400) by status',
  holds: (value) =>
    anObject.holds(value) &&
    Object.entries(value as object).every(
      ([status, delay]) => /^[45]\d\d$/.test(status) && aNumber(1, 86_400, true).holds(delay),
    ),
};
const logMethods = ['error', 'warn', 'info', 'debug'];
const aLogger: Rule = {
  must: 'a logger with error, warn, info or debug, or false',
  holds: (value) =>
    value === false || (isObject(value) && logMethods.some((name) => typeof readProperty(value, name) === 'function')),
};

const aPattern: Rule = { must: 'a regular expression', holds: (value) => value instanceof RegExp };
const aLevel: Rule = oneOf('error', 'warn', 'info', 'debug', 'silent');
const aLevelTable: Rule = {
  must: `a table of levels, each ${aLevel.must}`,
  holds: (value) => anObject.holds(value) && Object.values(value as object).every(aLevel.holds),
};

const table: RuleTable & { readonly [Name in keyof ErrorHandlerOptions]-?: RuleTable[string] } = {
  format: oneOf('envelope', 'problem', 'negotiate'),
  include: listOf(oneOf('status', 'retry', 'requestId', 'traceId')),
  body: aFunction,
  html: aFunction,
  message: aFunction,
  help: aUrlPrefix,
  server: either(isFalse, aServer),
  role: oneOf('gateway', 'origin'),
  proxyStatus: { members: { id: aPrintableId, details: aBoolean }, required: ['id'] },
  map: listOf(aMapping),
  validationStatus: oneOf(422, 400),
  unregistered: oneOf('class', 'allow'),
  defaultChallenge: aChallenge,
  retry: { members: { delays, cap: aNumber(1, 86_400, true), random: aFunction }, or: isFalse },
  linger: { members: { totalMs: aNumber(0, 3_600_000), idleMs: aNumber(0, 3_600_000), bytes: aNumber(0, 2 ** 40) } },
  logger: aLogger,
  onError: aFunction,
  level: either(aFunction, aLevelTable),
  redact: {
    members: { keys: listOf(aText), patterns: listOf(aPattern), absolutePaths: aBoolean },
    or: listOf(either(aText, aPattern)),
  },
  dedupe: { members: { windowMs: aNumber(100, 3_600_000) }, or: aBoolean },
  trace: aFunction,
  debug: aBoolean,
};

/** Options that contradict each other. */
const conflicts: readonly { readonly when: (options: ErrorHandlerOptions) => boolean; readonly message: string }[] = [
  {
    // PX-1: an origin server must not generate Proxy-Status.
    when: (options) => options.proxyStatus !== undefined && options.role === 'origin',
    message: '"proxyStatus" is only for a gateway (RFC 9209 section 2), but "role" is \'origin\'',
  },
  {
    when: (options) => options.html !== undefined && options.format !== 'negotiate',
    message: '"html" is only used with "format": \'negotiate\'',
  },
  {
    when: (options) => options.body !== undefined && options.format === 'problem',
    message: '"body" shapes the envelope and is not used with "format": \'problem\'',
  },
  {
    // Capped below their base all hints are equal, and everybody comes back at once.
    when: ({ retry }) =>
      retry !== undefined &&
      retry !== false &&
      Object.values(retry.delays ?? {}).some((delay) => delay > (retry.cap ?? defaultCap)),
    message: '"retry.delays" must not be above "retry.cap", which is 30 unless it is given',
  },
];

/** Every setting with its default, frozen. */
export interface Settings extends PlanSettings {
  readonly map: readonly ErrorMapping[];
  readonly validationStatus: 422 | 400;
  readonly linger: Required<LingerOptions>;
  readonly report: ReportOptions;
}

const defaultLinger: Required<LingerOptions> = { totalMs: 30_000, idleMs: 5_000, bytes: 256 * 1024 * 1024 };

function pickGiven<T extends object>(members: T): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function toReportOptions({ logger, onError, level, redact, dedupe }: ErrorHandlerOptions): ReportOptions {
  return Object.assign(bareObject(), pickGiven({ logger, onError, level, redact, dedupe })) as ReportOptions;
}

function withDefaults(options: ErrorHandlerOptions): Settings {
  const { body, html, message, help, proxyStatus, defaultChallenge, trace } = options;
  return {
    ...(pickGiven({ body, html, message, help, proxyStatus, defaultChallenge, trace }) as Partial<PlanSettings>),
    format: options.format ?? 'envelope',
    include: options.include ?? [],
    server: options.server ?? 'failwell',
    serverChosen: options.server !== undefined,
    role: options.role ?? 'gateway',
    unregistered: options.unregistered ?? 'class',
    retry: options.retry ?? (bareObject() as RetryPolicy),
    debug: options.debug ?? false,
    clock: Date.now,
    map: options.map ?? [],
    validationStatus: options.validationStatus ?? 422,
    linger: { ...defaultLinger, ...options.linger },
    report: toReportOptions(options),
  };
}

function isPlainObject(value: unknown): value is object {
  if (!anObject.holds(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * A copy of data down to functions and instances, which inherits nothing: a polluted `Object.prototype.debug` must not
 * switch anything on; members that are undefined count as not given. */
function detach(value: unknown): unknown {
  if (isArray(value)) return value.map(detach);
  if (!isPlainObject(value)) return value;
  const given = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.assign(bareObject(), Object.fromEntries(given.map(([name, member]) => [name, detach(member)])));
}

/** What the app does to its own objects later must not reach a handler at work. A logger stays the app's: it has a `this`. */
function detachOptions({ logger, map, ...data }: ErrorHandlerOptions): ErrorHandlerOptions {
  const own = detach(data) as object;
  const kept = { ...(logger === undefined ? {} : { logger }), ...(map === undefined ? {} : { map: [...map] }) };
  return Object.assign(bareObject(), own, kept);
}

/**
 * Checks the options and fills in the defaults.
 *
 * @throws OptionError for an unknown name, a wrong type or a contradiction.
 */
export function resolveOptions(options: ErrorHandlerOptions = {}): Settings {
  checkOptions(options, table);
  const own = detachOptions(options);
  const conflict = conflicts.find(({ when }) => when(own));
  if (conflict !== undefined) throw new OptionError('FAILWELL_OPTION_CONFLICT', conflict.message);
  return Object.freeze(Object.assign(bareObject(), withDefaults(own)));
}
