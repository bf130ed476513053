import type { Challenge } from '../error/error-options.ts';
import { isObject, readProperty } from '../http/safe-read.ts';
import type { ErrorMapping } from '../normalize/map-error.ts';
import type { BodyHook, HtmlHook, IncludedMember, MessageHook, PlanSettings } from '../plan/plan-settings.ts';
import type { ProxyStatusSettings } from '../plan/proxy-status.ts';
import type { RetryPolicy } from '../plan/retry.ts';
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
  /** Adds stack and causes to the answer. Never for production, and not read from the environment. Default: false. */
  readonly debug?: boolean;
}

const isFalse: Rule = { must: 'false', holds: (value) => value === false };
const aServer: Rule = {
  must: 'a product such as "gateway/1.2" (RFC 9110 10.2.4)',
  holds: (value) => typeof value === 'string' && /^[\x21-\x7e]+( [\x20-\x7e]+)?$/.test(value),
};
const aChallenge: Rule = {
  must: 'a challenge such as "Bearer" or { scheme, params } (RFC 9110 11.3)',
  holds: (value) => toChallenge(value) !== undefined,
};
const aUrlPrefix: Rule = {
  must: 'a URL or an absolute path',
  holds: (value) => typeof value === 'string' && /^(\/|https?:\/\/)[\x21-\x7e]*$/.test(value),
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

const table: RuleTable & { readonly [Name in keyof ErrorHandlerOptions]-?: RuleTable[string] } = {
  format: oneOf('envelope', 'problem', 'negotiate'),
  include: listOf(oneOf('status', 'retry', 'requestId', 'traceId')),
  body: aFunction,
  html: aFunction,
  message: aFunction,
  help: aUrlPrefix,
  server: either(isFalse, aServer),
  role: oneOf('gateway', 'origin'),
  proxyStatus: { members: { id: aPrintableId, details: aBoolean } },
  map: listOf(aMapping),
  validationStatus: oneOf(422, 400),
  unregistered: oneOf('class', 'allow'),
  defaultChallenge: aChallenge,
  retry: { members: { delays, cap: aNumber(1, 86_400, true), random: aFunction }, or: isFalse },
  linger: { members: { totalMs: aNumber(0, 3_600_000), idleMs: aNumber(0, 3_600_000), bytes: aNumber(0, 2 ** 40) } },
  logger: aLogger,
  onError: aFunction,
  level: either(aFunction, anObject),
  redact: listOf(aText),
  dedupe: either(aBoolean, anObject),
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
    when: (options) => options.proxyStatus !== undefined && options.proxyStatus.id === undefined,
    message: '"proxyStatus.id" must be a name in printable ASCII, was undefined',
  },
  {
    when: (options) => options.html !== undefined && options.format !== 'negotiate',
    message: '"html" is only used with "format": \'negotiate\'',
  },
  {
    when: (options) => options.body !== undefined && options.format === 'problem',
    message: '"body" shapes the envelope and is not used with "format": \'problem\'',
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

function toReportOptions({ logger, onError, level, redact, dedupe }: ErrorHandlerOptions): ReportOptions {
  const given = Object.entries({ logger, onError, level, redact, dedupe }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as ReportOptions;
}

function withDefaults(options: ErrorHandlerOptions): Settings {
  const { body, html, message, help, proxyStatus, defaultChallenge } = options;
  const optional = Object.entries({ body, html, message, help, proxyStatus, defaultChallenge }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    ...(Object.fromEntries(optional) as Partial<PlanSettings>),
    format: options.format ?? 'envelope',
    include: [...(options.include ?? [])],
    server: options.server ?? 'failwell',
    serverChosen: options.server !== undefined,
    role: options.role ?? 'gateway',
    unregistered: options.unregistered ?? 'class',
    retry: options.retry ?? {},
    debug: options.debug ?? false,
    clock: Date.now,
    map: [...(options.map ?? [])],
    validationStatus: options.validationStatus ?? 422,
    linger: { ...defaultLinger, ...options.linger },
    report: toReportOptions(options),
  };
}

/**
 * Checks the options and fills in the defaults.
 *
 * @throws OptionError for an unknown name, a wrong type or a contradiction.
 */
export function resolveOptions(options: ErrorHandlerOptions = {}): Settings {
  checkOptions(options, table);
  const conflict = conflicts.find(({ when }) => when(options));
  if (conflict !== undefined) throw new OptionError('FAILWELL_OPTION_CONFLICT', conflict.message);
  return Object.freeze(withDefaults(options));
}
