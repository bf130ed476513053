import { brand, creationWarnings, type HttpError } from '../error/http-error.ts';
import { type StatusFacts, statusTable } from '../error/status.ts';
import { visibleMessage } from '../error/visible.ts';
import { byteLength } from '../http/byte-length.ts';
import { toHttpDate } from '../http/fields.ts';
import type { FieldLine, ResponsePlan, RetryHint } from '../http/response-plan.ts';
import type { ErrorView } from './error-view.ts';
import type { PlanInput } from './plan.ts';
import type { PlanSettings } from './plan-settings.ts';
import { asksToClose, keepPriorLines } from './prior-fields.ts';
import { represent } from './represent.ts';
import { planRetry } from './retry.ts';

/**
 * Most errors are plain: a class of ours, nothing added, under the default options. Their responses differ only in Date,
 * Retry-After and an exposed message, so the rest is made once. An error storm is when a service can least afford more.
 */

interface DefaultPlan {
  readonly facts: StatusFacts;
  readonly body: string;
  readonly before: readonly FieldLine[];
  readonly after: readonly FieldLine[];
  readonly length: FieldLine;
}

/** Options under which a plain error's response depends on nothing of the request. */
function isStatic(settings: PlanSettings): boolean {
  const { format, include, body, html, message, debug } = settings;
  return (
    (format === 'envelope' || format === 'problem') && include.length === 0 && !debug && !body && !html && !message
  );
}

/** A class of this package itself, no subclass, with no option and nothing assigned since. */
function isPlain(error: HttpError): boolean {
  return Object.hasOwn(Object.getPrototypeOf(error) as object, brand) && Object.keys(error).length === 0;
}

function toView(facts: StatusFacts, message: string, settings: PlanSettings): ErrorView {
  const help = settings.help === undefined ? {} : { help: `${settings.help.replace(/\/$/, '')}/${facts.code}` };
  return { status: facts.code, phrase: facts.phrase, message, exposed: message !== facts.phrase, ...help };
}

function renderBody(
  facts: StatusFacts,
  message: string,
  settings: PlanSettings,
): { contentType: string; body: string } {
  const context = { error: undefined, request: undefined, status: facts.code } as never;
  return represent(
    settings.format === 'problem' ? 'problem' : 'envelope',
    toView(facts, message, settings),
    context,
    settings,
    [],
  );
}

function prepare(facts: StatusFacts, settings: PlanSettings): DefaultPlan {
  const { contentType, body } = renderBody(facts, facts.phrase, settings);
  const server: readonly FieldLine[] = settings.server === false ? [] : [['Server', settings.server]];
  return {
    facts,
    body,
    before: [...server, ['Content-Type', contentType]],
    after: [
      ['Cache-Control', 'no-store'],
      ['X-Content-Type-Options', 'nosniff'],
    ],
    length: ['Content-Length', String(byteLength(body))],
  };
}

function toRetry(status: number, method: string, settings: PlanSettings, now: number): RetryHint {
  const policy = settings.retry === false ? undefined : settings.retry;
  return planRetry({ status, method, idempotencyKey: false, transient: false, explicit: undefined, policy, now });
}

function complete(plan: DefaultPlan, input: PlanInput, settings: PlanSettings): ResponsePlan {
  const { facts } = plan;
  const now = settings.clock();
  const message = visibleMessage(input.error, facts.phrase);
  const own = message !== facts.phrase;
  const body = own ? renderBody(facts, message, settings).body : plan.body;
  const retry = toRetry(facts.code, input.request.method, settings, now);
  const retryLines: readonly FieldLine[] = retry.after === undefined ? [] : [['Retry-After', String(retry.after)]];
  const length: FieldLine = own ? ['Content-Length', String(byteLength(body))] : plan.length;
  return {
    status: facts.code,
    statusText: facts.phrase,
    headers: [['Date', toHttpDate(now)], ...plan.before, ...retryLines, ...plan.after, length],
    body,
    close: facts.connection === 'close' || asksToClose(input.prior),
    facts: { exposed: own, retry, requestId: undefined, traceId: undefined, warnings: creationWarnings(input.error) },
  };
}

/** A planner for plain errors; undefined for all others, which are planned in whole. */
export function createDefaultPlans(settings: PlanSettings): (input: PlanInput) => ResponsePlan | undefined {
  if (!isStatic(settings)) return () => undefined;
  const plans = new Map<number, DefaultPlan>();
  for (const facts of statusTable.values()) {
    if (facts.registered && facts.requiredHeaders.length === 0) plans.set(facts.code, prepare(facts, settings));
  }
  return (input) => {
    const plan = plans.get(input.error.status);
    if (plan === undefined || !isPlain(input.error) || input.error.message.length > 1024) return undefined;
    const { prior } = input;
    if (prior.length > 0 && (prior.length > 8 || keepPriorLines(prior, plan.facts.code, 0).length > 0))
      return undefined;
    return complete(plan, input, settings);
  };
}
