import { isErrorLike, isObject, readProperty } from '../http/safe-read.ts';
import type { Warning } from '../http/warning.ts';
import { brand, defineHidden } from './brand.ts';
import {
  applyOptions,
  type Challenge,
  type HeaderInput,
  type HttpErrorOptions,
  type ProxyFacts,
} from './error-options.ts';
import { capturesStack } from './stack-capture.ts';
import { type FailureDomain, isErrorStatus, statusBasics } from './status-basics.ts';
import { toVisibleBody, type VisibleBody } from './visible.ts';

const warningsKey = Symbol.for('failwell.warnings');

/** An error with the status it should leave with. Every class of a status extends it; own subclasses may too. */
export class HttpError extends Error {
  /** 400 to 599. */
  declare readonly status: number;
  /** The same, for code written for http-errors. */
  declare readonly statusCode: number;
  /** Whether the client may see the message. Default: true below 500. */
  declare expose: boolean;
  /** Who has to act. Default: by status. */
  declare readonly failureDomain: FailureDomain;
  declare headers?: HeaderInput;
  declare readonly reason?: string;
  declare readonly details?: unknown;
  declare readonly retryAfter?: number | Date;
  declare readonly cacheControl?: string;
  declare readonly type?: string;
  declare readonly title?: string;
  declare readonly instance?: string;
  declare readonly extensions?: Readonly<Record<string, unknown>>;
  declare readonly challenges?: readonly (string | Challenge)[];
  declare readonly allow?: readonly string[];
  declare readonly range?: { readonly unit?: string; readonly length: number };
  declare readonly upgrade?: string | readonly string[];
  declare readonly accept?: string | readonly string[];
  declare readonly acceptEncoding?: string | readonly string[];
  declare readonly acceptPatch?: string | readonly string[];
  declare readonly blockedBy?: string;
  declare readonly transient?: boolean;
  declare readonly proxy?: ProxyFacts;

  /**
   * @param status 400 to 599; anything else becomes 500 and a warning of the record.
   * @param message for the client below 500, for the log from 500 on (see `expose`). Default: the reason phrase.
   * @param options see {@link HttpErrorOptions}; may take the place of the message. An Error in the place of either is
   * kept as the cause.
   */
  constructor(status: number, message?: string | HttpErrorOptions | null, options?: HttpErrorOptions) {
    const valid = isErrorStatus(status);
    const code = valid ? status : 500;
    const text = typeof message === 'string' ? message : statusBasics(code).phrase;
    if (capturesStack(code)) {
      super(text);
    } else {
      const limit = Error.stackTraceLimit;
      Reflect.set(Error, 'stackTraceLimit', 0);
      super(text);
      Reflect.set(Error, 'stackTraceLimit', limit);
    }
    if (this.status !== code) defineStatus(this, code);
    if (options != null || (message != null && typeof message !== 'string') || !valid) {
      describe(this, message, options, valid);
    }
  }

  /** `instanceof` by brand for the classes of this package, so that it holds across copies; ordinary for subclasses. */
  static override [Symbol.hasInstance](this: unknown, value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: the class on the right of `instanceof`, which may be a subclass
    return isInstance(this, value);
  }

  /** What a client may see, in the documented envelope: safe to log and to send. */
  toJSON(): VisibleBody {
    return toVisibleBody(this);
  }
}

const baseName = 'HttpError';

/** Status and what follows from it. On a prototype for the classes, on the error itself for a bare HttpError. */
function defineStatus(target: object, status: number): void {
  const { failureDomain, errorName } = statusBasics(status);
  // A subclass that names itself keeps its name.
  const named = readProperty(target, 'name') === baseName ? { name: errorName } : {};
  // Inherited where it can be: what is assigned later is then an own enumerable property, which is how it counts as said.
  const shown = status < 500 ? { expose: true } : {};
  defineHidden(target, { status, statusCode: status, failureDomain, ...shown, ...named });
}

/**
 * Message and options where they are more than a text. `new BadGateway(error)` is a slip that types cannot refuse (an
 * Error has a `cause`, so it fits): its own properties, an upstream's headers among them, must not become options.
 */
function describe(error: HttpError, message: unknown, options: unknown, validStatus: boolean): void {
  const warnings: Warning[] = [];
  for (const given of [message, options]) {
    if (isErrorLike(given)) applyOptions(error, { cause: given }, warnings);
    else if (isObject(given)) applyOptions(error, given, warnings);
    else if (given != null && typeof given !== 'string') warnings.push(notAText);
  }
  if (!validStatus) warnings.push(statusReplaced);
  addCreationWarnings(error, warnings);
}

const notAText: Warning = { code: 'option_ignored', message: "the error's message was left out: not a string" };

export const statusReplaced: Warning = {
  code: 'status_replaced',
  message: 'an error was created with a status outside 400 to 599; it is 500',
};

export function addCreationWarnings(error: object, warnings: readonly Warning[]): void {
  if (warnings.length > 0) defineHidden(error, { [warningsKey]: [...creationWarnings(error), ...warnings] });
}

/** Warnings of the constructor, for the record. */
export function creationWarnings(error: object): readonly Warning[] {
  const warnings = readProperty(error, warningsKey);
  return Array.isArray(warnings) ? (warnings as readonly Warning[]) : [];
}

function isInstance(candidate: unknown, value: unknown): boolean {
  if (typeof candidate !== 'function') return false;
  try {
    const prototype: unknown = candidate.prototype;
    if (!Object.hasOwn(prototype as object, brand)) {
      return Function.prototype[Symbol.hasInstance].call(candidate, value);
    }
    const wanted = (prototype as Record<symbol, unknown>)[brand];
    const found = readProperty(value, brand);
    return typeof found === 'number' && (wanted === 0 || found === wanted) && isErrorLike(value);
  } catch {
    return false;
  }
}

/** Brands a prototype and gives it what follows from its status; `undefined` for HttpError itself. */
export function brandPrototype(prototype: object, status: number | undefined): void {
  defineHidden(prototype, { name: baseName, expose: false, [brand]: status ?? 0 });
  if (status !== undefined) defineStatus(prototype, status);
}

brandPrototype(HttpError.prototype, undefined);
