import { brand } from '../error/brand.ts';
import { creationWarnings } from '../error/http-error.ts';
import { type StatusFacts, statusTable } from '../error/status.ts';
import { exposedMessage } from '../error/visible.ts';
import { byteLength } from '../http/byte-length.ts';
import { toHttpDate } from '../http/fields.ts';
import type { FieldLine, PlanFacts, ResponsePlan, RetryHint } from '../http/response-plan.ts';
import { bareObject, readProperty } from '../http/safe-read.ts';
import type { Warning } from '../http/warning.ts';
import { type Correlation, correlate } from './correlation.ts';
import type { ErrorView, Representation } from './error-view.ts';
import { helpUrl } from './exposure.ts';
import { renderEnvelope } from './formats/envelope.ts';
import { renderProblem } from './formats/problem.ts';
import type { PlanInput } from './plan.ts';
import type { PlanSettings } from './plan-settings.ts';
import { asksToClose, keepPriorLines } from './prior-fields.ts';
import { planRetry } from './retry.ts';

/**
 * Most errors are plain: a class of ours, nothing added, under the default options. Their responses differ only in Date,
 * Retry-After and an exposed message, so the rest is made once. An error storm is when a service can least afford more.
 */

interface DefaultPlan {
  readonly facts: StatusFacts;
  readonly body: string;
  readonly length: FieldLine;
  /** The body with an exposed message in place of the phrase. */
  readonly withMessage: (message: string) => string;
  readonly before: readonly FieldLine[];
  readonly after: readonly FieldLine[];
}

/** Options under which a plain error's response depends on nothing of the request. */
function isStatic(settings: PlanSettings): boolean {
  const { format, include, body, html, message, debug } = settings;
  return (
    (format === 'envelope' || format === 'problem') && include.length === 0 && !debug && !body && !html && !message
  );
}

/** A class of this package itself, no subclass, with no option and nothing assigned since. */
function isPlain(error: object): boolean {
  try {
    return Object.hasOwn(Object.getPrototypeOf(error) as object, brand) && Object.keys(error).length === 0;
  } catch {
    return false;
  }
}

function toView(facts: StatusFacts, message: string, settings: PlanSettings): ErrorView {
  const help = settings.help === undefined ? {} : { help: helpUrl(settings.help, facts.code) };
  const view = { status: facts.code, phrase: facts.phrase, message, exposed: message !== facts.phrase, ...help };
  return Object.assign(bareObject(), view);
}

function render(facts: StatusFacts, message: string, settings: PlanSettings): Representation {
  const view = toView(facts, message, settings);
  return settings.format === 'problem' ? renderProblem(view) : renderEnvelope(view);
}

/** The envelope differs in the message alone, so only that is written anew. */
function toWithMessage(facts: StatusFacts, body: string, settings: PlanSettings): DefaultPlan['withMessage'] {
  const whole = (message: string): string => render(facts, message, settings).body;
  const [before, after, ...more] = body.split(`"message":${JSON.stringify(facts.phrase)}`);
  if (settings.format !== 'envelope' || after === undefined || more.length > 0) return whole;
  return (message) => `${before}"message":${JSON.stringify(message)}${after}`;
}

function prepare(facts: StatusFacts, settings: PlanSettings): DefaultPlan {
  const { contentType, body } = render(facts, facts.phrase, settings);
  const server: readonly FieldLine[] = settings.server === false ? [] : [['Server', settings.server]];
  return {
    facts,
    body,
    length: ['Content-Length', String(byteLength(body))],
    withMessage: toWithMessage(facts, body, settings),
    before: [...server, ['Content-Type', contentType]],
    after: [
      ['Cache-Control', 'no-store'],
      ['X-Content-Type-Options', 'nosniff'],
    ],
  };
}

/** Request id and trace id are read when a record asks for them: to read one field, Node parses them all. */
class LazyFacts implements PlanFacts {
  readonly exposed: boolean;
  readonly retry: RetryHint;
  readonly warnings: readonly Warning[];
  readonly #correlate: () => Correlation;
  #correlation: Correlation | undefined;

  constructor(exposed: boolean, retry: RetryHint, warnings: readonly Warning[], correlateLater: () => Correlation) {
    this.exposed = exposed;
    this.retry = retry;
    this.warnings = warnings;
    this.#correlate = correlateLater;
  }

  #read(): Correlation {
    this.#correlation ??= this.#correlate();
    return this.#correlation;
  }

  get requestId(): string | undefined {
    return this.#read().requestId;
  }

  get traceId(): string | undefined {
    return this.#read().traceId;
  }
}

function toRetry(status: number, method: string, settings: PlanSettings, now: number): RetryHint {
  const policy = settings.retry === false ? undefined : settings.retry;
  return planRetry({ status, method, idempotencyKey: false, transient: false, explicit: undefined, policy, now });
}

function complete(plan: DefaultPlan, { error, request, prior }: PlanInput, settings: PlanSettings): ResponsePlan {
  const { facts } = plan;
  const now = settings.clock();
  const message = exposedMessage(error);
  const own = message !== undefined && message !== facts.phrase;
  const body = own ? plan.withMessage(message) : plan.body;
  const retry = toRetry(facts.code, request.method, settings, now);
  const retryLines: readonly FieldLine[] = retry.after === undefined ? [] : [['Retry-After', String(retry.after)]];
  const length: FieldLine = own ? ['Content-Length', String(byteLength(body))] : plan.length;
  return {
    status: facts.code,
    statusText: facts.phrase,
    headers: [['Date', toHttpDate(now)], ...plan.before, ...retryLines, ...plan.after, length],
    body,
    close: facts.connection === 'close' || asksToClose(prior),
    facts: new LazyFacts(message !== undefined, retry, creationWarnings(error), () =>
      correlate(request, prior, settings),
    ),
  };
}

/** Lines of the abandoned response that all go, as X-Powered-By does. */
function leavesNothing(prior: readonly FieldLine[], status: number): boolean {
  return prior.length === 0 || (prior.length <= 8 && keepPriorLines(prior, status, 0).length === 0);
}

/** A planner for plain errors; undefined for all others, which are planned in whole. */
export function createDefaultPlans(settings: PlanSettings): (input: PlanInput) => ResponsePlan | undefined {
  if (!isStatic(settings)) return () => undefined;
  const plans = new Map<unknown, DefaultPlan>();
  for (const facts of statusTable.values()) {
    if (facts.registered && facts.requiredHeaders.length === 0) plans.set(facts.code, prepare(facts, settings));
  }
  return (input) => {
    const plan = plans.get(readProperty(input.error, 'status'));
    if (plan === undefined || !isPlain(input.error)) return undefined;
    return leavesNothing(input.prior, plan.facts.code) ? complete(plan, input, settings) : undefined;
  };
}
