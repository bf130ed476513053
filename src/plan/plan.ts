import { creationWarnings, type HttpError } from '../error/http-error.ts';
import { isErrorStatus, statusFacts } from '../error/status.ts';
import type { RequestView } from '../http/request-view.ts';
import type { FieldLine, ResponsePlan, RetryHint } from '../http/response-plan.ts';
import { readProperty, readString } from '../http/safe-read.ts';
import type { Warning } from '../http/warning.ts';
import { correlate } from './correlation.ts';
import { createDefaultPlans } from './default-plans.ts';
import { type ErrorFields, readErrorFields } from './error-fields.ts';
import { decideExposure } from './exposure.ts';
import { planHeaders } from './headers.ts';
import type { FormatContext, PlanSettings, TranslatedMessage } from './plan-settings.ts';
import { asksToClose, keepPriorLines } from './prior-fields.ts';
import { chooseFormat, refusePromise, represent } from './represent.ts';
import { explicitDelay, planRetry } from './retry.ts';
import { toChallenge } from './status-fields.ts';

export interface PlanInput {
  readonly error: HttpError;
  /** The value as it was thrown; only `debug: true` shows anything of it. */
  readonly thrown: unknown;
  readonly request: RequestView;
  /** Lines that the abandoned response had set. */
  readonly prior: readonly FieldLine[];
}

export type Planner = (input: PlanInput) => ResponsePlan;

/** SL-1, SL-2: an integer in 400..599, and a registered one unless the app allows others. */
export function toWireStatus(status: unknown, unregistered: PlanSettings['unregistered']): number {
  if (!isErrorStatus(status)) return 500;
  const facts = statusFacts(status);
  return unregistered === 'class' && (facts.code !== status || !facts.registered) ? (status < 500 ? 400 : 500) : status;
}

function lineValue(lines: readonly FieldLine[], name: string): string | undefined {
  return lines.find(([one]) => one.toLowerCase() === name)?.[1];
}

/** The error's option, its field, an earlier Retry-After of the app (a rate limiter sets one and then throws). */
function findDelay(error: object, errorFields: ErrorFields, kept: readonly FieldLine[]): unknown {
  return explicitDelay(error, lineValue(errorFields.lines, 'retry-after') ?? lineValue(kept, 'retry-after'));
}

/** A language tag (RFC 5646) in the form that Content-Language takes; `de_DE` is none. */
function toLanguage(language: unknown, warnings: Warning[]): string | undefined {
  if (typeof language === 'string' && /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}$/.test(language)) return language;
  if (language !== undefined) {
    warnings.push({ code: 'header_dropped', message: 'the "message" option named a language that is no language tag' });
  }
  return undefined;
}

function translate(input: PlanInput, settings: PlanSettings, warnings: Warning[]): TranslatedMessage | undefined {
  if (settings.message === undefined) return undefined;
  try {
    const result: unknown = settings.message(input.error, input.request);
    refusePromise(result);
    const text = typeof result === 'string' ? result : readString(result, 'text');
    if (text === undefined || text === '') return undefined;
    const language = toLanguage(readProperty(result, 'language'), warnings);
    return language === undefined ? { text } : { text, language };
  } catch {
    warnings.push({ code: 'hook_failed', message: 'the "message" option failed; the text of the error was sent' });
    return undefined;
  }
}

function retryOf(input: PlanInput, status: number, explicit: unknown, settings: PlanSettings, now: number): RetryHint {
  return planRetry({
    status,
    method: input.request.method,
    idempotencyKey: settings.include.includes('retry') && input.request.header('idempotency-key') !== undefined,
    transient: readProperty(input.error, 'transient') === true,
    explicit,
    policy: settings.retry === false ? undefined : settings.retry,
    now,
  });
}

/** Plans one response, whatever the error holds. */
function planWhole(input: PlanInput, settings: PlanSettings, defaultChallenge: string | undefined): ResponsePlan {
  const { error, request } = input;
  const warnings: Warning[] = [...creationWarnings(error)];
  const now = settings.clock();
  const status = toWireStatus(readProperty(error, 'status'), settings.unregistered);
  const facts = statusFacts(status);
  const kept = keepPriorLines(input.prior, status, now);
  const errorFields = readErrorFields(error, status);
  warnings.push(...errorFields.warnings);
  const retry = retryOf(input, status, findDelay(error, errorFields, kept), settings, now);
  const correlation = correlate(request, input.prior, settings);
  const translated = translate(input, settings, warnings);
  const format = chooseFormat(request, settings);
  const view = decideExposure({
    error,
    thrown: input.thrown,
    status,
    facts,
    format,
    retry,
    correlation,
    translated,
    settings,
    warnings,
  });
  const context: FormatContext = { error, request, status };
  const representation = represent(format, view, context, settings, warnings);
  const headers = planHeaders({
    error,
    status,
    facts,
    view,
    representation,
    retry,
    kept,
    errorLines: errorFields.lines,
    negotiated: settings.format === 'negotiate',
    settings,
    defaultChallenge,
    now,
    warnings,
  });
  return {
    status,
    statusText: facts.phrase,
    headers,
    body: representation.body,
    close: facts.connection === 'close' || asksToClose(input.prior),
    facts: { exposed: view.exposed, retry, ...correlation, warnings },
  };
}

/**
 * A function from a failure to its whole response. Pure: clock and random come with the settings. What can be known
 * before a request is made when the planner is created.
 */
export function createPlanner(settings: PlanSettings): Planner {
  const defaultChallenge = toChallenge(settings.defaultChallenge);
  const defaults = createDefaultPlans(settings);
  return (input) => defaults(input) ?? planWhole(input, settings, defaultChallenge);
}
