import type { ErrorReport } from './error-report.ts';
import type { ReportContext } from './report-context.ts';

/** Levels that every logger has, by one name or another. */
export type ReportLevel = 'error' | 'warn' | 'info' | 'debug';

/** A level, or `'silent'`: the logger is not called; hooks and the diagnostics channel still are. */
export type LevelSetting = ReportLevel | 'silent';

/**
 * Level of a record. A table by status (`404`), error class (`'OrderLocked'`), outcome (`'client_gone'`) or class of
 * status (`'4xx'`), looked up in that order; or a function that may return undefined to keep the default.
 */
export type LevelRule = Readonly<Record<string, LevelSetting>> | ((report: ErrorReport) => LevelSetting | undefined);

/**
 * Anything with at least one of these methods: pino, winston, bunyan, a console, or an own object.
 * pino and bunyan are called with `(fields, message)`, winston with one object, a console with one readable text,
 * everything else with `(message, fields)`. Logger types differ in their overloads, hence the bare function type.
 */
export interface LoggerLike {
  readonly error?: LogMethod;
  readonly warn?: LogMethod;
  readonly info?: LogMethod;
  readonly debug?: LogMethod;
}

// biome-ignore lint/complexity/noBannedTypes: pino's, winston's and console's overloads have no common signature
export type LogMethod = Function;

/** What to take out of texts, besides what always is. */
export interface RedactOptions {
  /** Names whose values are taken out of texts: `iban` covers `iban=…`, `iban: …` and `"iban":"…"`. No case. */
  readonly keys?: readonly string[];
  /** Whatever matches is taken out. Tried on texts of up to 4 kB, and on stacks; must not backtrack without bound. */
  readonly patterns?: readonly RegExp[];
  /** Shortens absolute paths of this machine, in messages and stacks. Default: false. */
  readonly absolutePaths?: boolean;
}

/** Reporting identical failures (same fingerprint, status and route) once. */
export interface DedupeOptions {
  /** Milliseconds in which identical failures count as one, 100 to 3 600 000. Default: 10 000. */
  readonly windowMs?: number;
}

/** Options of the record and its ways out. */
export interface ReportOptions {
  /**
   * Where records are written. Default: the request's own logger (pino-http's `req.log`, Fastify's `request.log`) where
   * it is pino, bunyan or winston, else the console for 5xx, and nothing when `NODE_ENV` is `test`. false: nowhere.
   */
  readonly logger?: LoggerLike | false;
  /**
   * Called once per record, after the response was handed over. It cannot change or delay the answer; what it throws or
   * rejects with becomes a warning of the next record. Above 1000 pending promises calls are dropped and counted.
   */
  readonly onError?: (report: ErrorReport, context: ReportContext) => unknown;
  /** Level of a record. Default: 5xx error, a 503 with a retry hint warn, 4xx info, client gone debug. */
  readonly level?: LevelRule;
  /** More to take out of texts: key names and patterns. Default: the built-in rules alone. */
  readonly redact?: readonly (string | RegExp)[] | RedactOptions;
  /** Identical failures inside a window are counted and reported once; the first goes out at once. Default: false. */
  readonly dedupe?: boolean | DedupeOptions;
}
