import { isOwnError, speaksForUs } from '../error/brand.ts';
import type { HttpError } from '../error/http-error.ts';
import { isErrorStatus } from '../error/status.ts';
import { defuse, readProperty } from '../http/safe-read.ts';
import type { Warning } from '../http/warning.ts';
import { classify } from './classifiers.ts';
import type { ErrorMapping } from './map-error.ts';
import { answersEverything } from './marks.ts';
import type { NormalizePolicy, Verdict } from './verdict.ts';
import { wrap } from './wrap.ts';

/** What normalizing depends on besides the value. */
export interface NormalizeSettings extends NormalizePolicy {
  /** Mappings of own domain errors, tried before anything built in. */
  readonly map: readonly ErrorMapping[];
}

/** Any thrown value, as an error of ours. */
export interface Normalized {
  readonly error: HttpError;
  /** A deadline or an abort ended the work while the client was still there. */
  readonly cancelled: boolean;
  /** The rule that decided, for the record: `own`, `map`, `transport/ECONNREFUSED`, `unclassified`. */
  readonly rule: string;
  readonly warnings: readonly Warning[];
}

const none: readonly Warning[] = [];
const unclassified: Verdict = { status: 500, rule: 'unclassified' };
const notAnError: Verdict = { status: 500, rule: 'not_an_error' };

/** Thrown texts go to the log, cut; they are never shown. */
const maxThrownText = 1024;

function result(error: HttpError, rule: string, warnings: readonly Warning[], cancelled = false): Normalized {
  return { error, cancelled, rule, warnings };
}

/** Our own error as it is, unless somebody took its status away. */
function fromOwn(error: HttpError, rule: string, warnings: readonly Warning[]): Normalized {
  if (isErrorStatus(readProperty(error, 'status'))) return result(error, rule, warnings);
  const warning: Warning = {
    code: 'status_replaced',
    message: 'the status of the error was not within 400 to 599; it is 500',
  };
  return result(wrap(error, { status: 500, rule }, readProperty(error, 'message')), rule, [...warnings, warning]);
}

type Mapped = HttpError | Warning | undefined;

function failedMapping(index: number, what: string): Warning {
  return { code: 'hook_failed', message: `"map[${index}]" ${what}; it was skipped` };
}

/** One mapping, guarded: whatever it does, the failure that it was asked about is answered. */
function applyMapping(mapping: ErrorMapping, index: number, thrown: unknown): Mapped {
  try {
    const matched: unknown = mapping.matches(thrown);
    // A promise is true whatever it says later: an async guard would take every failure.
    if (defuse(matched)) return failedMapping(index, 'answered with a promise');
    if (!matched) return undefined;
    const error: unknown = mapping.convert(thrown);
    if (error === undefined || isOwnError(error)) return error;
    defuse(error);
    return failedMapping(index, 'returned something that is no HttpError');
  } catch {
    return failedMapping(index, 'threw');
  }
}

function fromMap(thrown: unknown, map: readonly ErrorMapping[], warnings: Warning[]): HttpError | undefined {
  for (const [index, mapping] of map.entries()) {
    const mapped = applyMapping(mapping, index, thrown);
    if (mapped === undefined) continue;
    if (isOwnError(mapped)) return mapped;
    warnings.push(mapped);
  }
  return undefined;
}

function fromForeign(thrown: unknown, policy: NormalizePolicy, warnings: readonly Warning[]): Normalized {
  const { marks, verdict = marks?.isError === true ? unclassified : notAnError } = classify(thrown, policy);
  const message = typeof thrown === 'string' ? thrown.slice(0, maxThrownText) : marks?.message;
  const left =
    verdict.warnings === undefined || verdict.warnings.length === 0 ? warnings : [...warnings, ...verdict.warnings];
  return result(wrap(thrown, verdict, message), verdict.rule, left, verdict.cancelled === true);
}

/**
 * Turns anything thrown into an error of ours: our own as it is, then the user's mappings, then what the value itself
 * shows, else 500. Total: it never throws, calls nothing of the value, changes nothing on it, and its work is bounded.
 */
export function normalize(thrown: unknown, settings: NormalizeSettings): Normalized {
  // A Proxy that answers every key answers the brand too. What was received from somebody is not ours (decision 017).
  if (speaksForUs(thrown) && !answersEverything(thrown)) return fromOwn(thrown, 'own', none);
  if (settings.map.length === 0) return fromForeign(thrown, settings, none);
  const warnings: Warning[] = [];
  const mapped = fromMap(thrown, settings.map, warnings);
  return mapped === undefined ? fromForeign(thrown, settings, warnings) : fromOwn(mapped, 'map', warnings);
}
