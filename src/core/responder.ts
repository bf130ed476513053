import { HttpError } from '../error/http-error.ts';
import { bridgeHttpErrors } from '../error/http-errors-bridge.ts';
import { createRequestView, type RequestView } from '../http/request-view.ts';
import type { FieldLine, PlanFacts, ResponsePlan } from '../http/response-plan.ts';
import type { Warning } from '../http/warning.ts';
import { type Normalized, normalize } from '../normalize/normalize.ts';
import { createPlanner } from '../plan/plan.ts';
import type { HostContext, Outcome } from '../report/failure.ts';
import { createReporter, type ReportChannel } from '../report/reporter.ts';
import type { Settings } from './options.ts';

/** One failure on its way: what was thrown, what it is, and to which request. */
export interface Incident {
  readonly thrown: unknown;
  readonly request: RequestView;
  readonly normalized: Normalized;
}

/** The pipeline: thrown value → normalize → HttpError → plan → (the host sends) → report. Nothing here throws. */
export interface Responder {
  /** What a thrown value is. */
  readonly examine: (thrown: unknown, request: unknown) => Incident;
  /** The response to it. */
  readonly plan: (incident: Incident, prior: readonly FieldLine[]) => ResponsePlan;
  /** The record of it: last, once, and without a way to change the answer. */
  readonly report: (incident: Incident, answer: Answer) => void;
  /** Whether a record would reach anybody. */
  readonly isHeard: () => boolean;
  /** What others may log of a thrown value. */
  readonly toSafeError: (thrown: unknown) => Error;
}

/** What a host did with a plan. */
export interface Answer {
  readonly outcome: Outcome;
  /** Absent where nothing could be sent. */
  readonly plan?: ResponsePlan;
  /** Status that was out before the failure. */
  readonly status?: number;
  readonly host?: HostContext;
  readonly warnings?: readonly Warning[];
}

const noFacts: PlanFacts = {
  exposed: false,
  retry: undefined,
  requestId: undefined,
  traceId: undefined,
  warnings: [],
};

/** The status on the wire; where there is none, 499, which exists only there (design: client gone), or what it would have been. */
function toRecordedStatus(incident: Incident, { outcome, plan, status }: Answer): number {
  return outcome === 'client_gone' ? 499 : (plan?.status ?? status ?? incident.normalized.error.status);
}

/** The last resort of planning: a bug of ours still answers. */
function unplanned(settings: Settings, warnings: readonly Warning[]): ResponsePlan {
  const body = '{"error":{"code":500,"message":"Internal Server Error"}}';
  return {
    status: 500,
    statusText: 'Internal Server Error',
    headers: [
      ['Date', new Date(settings.clock()).toUTCString()],
      ['Content-Type', 'application/json'],
      ['Cache-Control', 'no-store'],
      ['X-Content-Type-Options', 'nosniff'],
      ['Content-Length', String(body.length)],
    ],
    body,
    close: false,
    facts: { ...noFacts, warnings },
  };
}

function examineSafely(thrown: unknown, settings: Settings): Normalized {
  try {
    return normalize(thrown, settings);
  } catch {
    const warnings: readonly Warning[] = [{ code: 'format_failed', message: 'normalize failed; the failure is a 500' }];
    return { error: new HttpError(500, { cause: thrown }), cancelled: false, rule: 'none', warnings };
  }
}

/** Creates the pipeline that every host shares. */
export function createResponder(settings: Settings, channel?: ReportChannel): Responder {
  bridgeHttpErrors();
  const planner = createPlanner(settings);
  const reporter = createReporter(settings.report, channel);
  return {
    examine: (thrown, request) => ({
      thrown,
      request: createRequestView(request),
      normalized: examineSafely(thrown, settings),
    }),
    plan: ({ thrown, request, normalized }, prior) => {
      try {
        return planner({ error: normalized.error, thrown, request, prior });
      } catch {
        return unplanned(settings, [{ code: 'format_failed', message: 'plan failed; the minimal 500 was sent' }]);
      }
    },
    isHeard: reporter.isHeard,
    toSafeError: (thrown) => reporter.toSafeError(thrown),
    report: (incident, answer) => {
      if (!reporter.isHeard()) return;
      const { thrown, request, normalized } = incident;
      reporter.report({
        thrown,
        request,
        error: normalized.error,
        outcome: answer.outcome,
        status: toRecordedStatus(incident, answer),
        facts: answer.plan?.facts ?? noFacts,
        warnings: [...normalized.warnings, ...(answer.warnings ?? [])],
        cancelled: normalized.cancelled,
        rule: normalized.rule,
        host: settings.trace === undefined ? (answer.host ?? {}) : { trace: settings.trace, ...answer.host },
      });
    },
  };
}
