import { isArray, isObject, readObject, readProperty } from '../http/safe-read.ts';
import { toConsoleBlock } from './console-block.ts';
import type { ErrorReport } from './error-report.ts';
import { LoggedError } from './log-error.ts';
import type { ReportLevel } from './report-options.ts';

/** A logger of whatever shape, as the reporter writes to it. */
export interface LogSink {
  /** false where the logger says that it would throw the line away. */
  enabled(level: ReportLevel): boolean;
  write(level: ReportLevel, report: ErrorReport): unknown;
}

type Method = (...values: readonly unknown[]) => unknown;

/** Names of each level, best first. An error may be written as anything; an info is never raised to a warning. */
const methodNames: { readonly [Level in ReportLevel]: readonly string[] } = {
  error: ['error', 'fatal', 'err', 'warn', 'warning', 'log', 'info', 'notice', 'debug'],
  warn: ['warn', 'warning', 'error', 'log', 'info', 'notice', 'debug'],
  info: ['info', 'notice', 'log', 'verbose', 'debug', 'trace'],
  debug: ['debug', 'verbose', 'trace', 'silly'],
};

function hasMethods(logger: unknown, ...names: readonly string[]): boolean {
  return names.every((name) => typeof readProperty(logger, name) === 'function');
}

function call(logger: object, level: ReportLevel, ...values: readonly unknown[]): unknown {
  for (const name of methodNames[level]) {
    const method = readProperty(logger, name);
    if (typeof method === 'function') return Reflect.apply(method, logger, values);
  }
  return undefined;
}

/** The fields of a record that are not `left` out. A loop, because V8 takes its slow way for `{ left, ...rest }`. */
function toFields(report: ErrorReport, left: ReadonlySet<string>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(report)) {
    if (!left.has(name)) fields[name] = report[name as keyof ErrorReport];
  }
  return fields;
}

const besideMessage: ReadonlySet<string> = new Set(['message']);
/** The stack only once, where `err` carries it. */
const besideError: ReadonlySet<string> = new Set(['message', 'exception.stacktrace']);

/** How one family of loggers is recognised and called. */
interface Shape {
  readonly name: string;
  readonly recognises: (logger: object) => boolean;
  readonly write: (logger: object, level: ReportLevel, report: ErrorReport) => unknown;
}

function writeObjectFirst(logger: object, level: ReportLevel, report: ErrorReport): unknown {
  const fields = toFields(report, besideError);
  fields['err'] = new LoggedError(report);
  return call(logger, level, fields, report.message);
}

/** The level under the name that this logger's set has: syslog's says "warning". */
function winstonLevel(logger: object, level: ReportLevel): string | undefined {
  const levels = readObject(logger, 'levels');
  return levels === undefined
    ? level
    : methodNames[level].find((name) => typeof readProperty(levels, name) === 'number');
}

function writeWinston(logger: object, level: ReportLevel, report: ErrorReport): unknown {
  const name = winstonLevel(logger, level);
  if (name === undefined) return undefined;
  // One fresh object and not (message, meta): winston drops meta where the message holds "%s" or the like, joins a
  // `message` of meta to ours, and writes into the object that it is given.
  const log = readProperty(logger, 'log') as Method;
  return log.call(logger, { ...toFields(report, besideMessage), level: name, message: report.message });
}

/** Order matters: a console may be wrapped by a pino, not the other way round. */
const shapes: readonly Shape[] = [
  {
    // The symbol is pino's public mark, there on children too; `bindings` is for its wrappers.
    name: 'pino',
    recognises: (logger) =>
      isObject(readProperty(logger, Symbol.for('pino.serializers'))) || hasMethods(logger, 'child', 'bindings'),
    write: writeObjectFirst,
  },
  {
    name: 'bunyan',
    recognises: (logger) => hasMethods(logger, 'child', 'addStream') && isArray(readProperty(logger, 'streams')),
    write: writeObjectFirst,
  },
  {
    // winston 3: a logger, a child, or the module itself. winston 2 has no `write` and takes (message, meta).
    name: 'winston',
    recognises: (logger) =>
      readObject(logger, 'transports') !== undefined &&
      hasMethods(logger, 'log') &&
      (hasMethods(logger, 'write') || hasMethods(logger, 'createLogger')),
    write: writeWinston,
  },
  {
    name: 'console',
    recognises: (logger) => logger === globalThis.console || hasMethods(logger, 'log', 'table', 'groupEnd'),
    write: (logger, level, report) => call(logger, level, toConsoleBlock(report)),
  },
];

// Most other loggers put the text first (loglevel, log4js, consola, Nest, tslog): with a text first nothing is lost in
// those that want fields first, the other way round the line would read "[object Object]".
const otherShape: Shape = {
  name: 'other',
  recognises: () => true,
  write: (logger, level, report) => call(logger, level, report.message, toFields(report, besideMessage)),
};

function isEnabled(logger: object, level: ReportLevel): boolean {
  const ask = readProperty(logger, 'isLevelEnabled');
  if (typeof ask !== 'function') return true;
  try {
    return ask.call(logger, level) !== false;
  } catch {
    return true;
  }
}

function toSink(logger: object, { name, write }: Shape): LogSink {
  return {
    // Only pino's answer is to be trusted by name; winston does not know "warn" in a syslog set.
    enabled: (level) => name !== 'pino' || isEnabled(logger, level),
    write: (level, report) => write(logger, level, report),
  };
}

/** The sink of an explicit logger, whatever its shape. */
export function createLogSink(logger: object): LogSink {
  return toSink(logger, shapes.find((shape) => shape.recognises(logger)) ?? otherShape);
}

/**
 * The sink of a request's own logger; undefined where it is none of the structured ones. Fastify's `request.log` is an
 * object of empty functions unless logging is on: taking it for a logger would make failures silent.
 */
export function createRequestLogSink(logger: unknown): LogSink | undefined {
  if (!isObject(logger)) return undefined;
  const shape = shapes.find(({ name, recognises }) => name !== 'console' && recognises(logger));
  return shape === undefined ? undefined : toSink(logger, shape);
}

/** True where the request's logger writes to where `logger` writes: pino's and winston's children inherit from it. */
export function isChildLogger(child: unknown, logger: object): boolean {
  try {
    return isObject(child) && child !== logger && Object.prototype.isPrototypeOf.call(logger, child);
  } catch {
    return false;
  }
}
