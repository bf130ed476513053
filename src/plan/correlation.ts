import { toRequestId } from '../http/request-id.ts';
import type { RequestView } from '../http/request-view.ts';
import type { FieldLine } from '../http/response-plan.ts';
import { readString } from '../http/safe-read.ts';
import { isTraceId, parseTraceparent } from '../http/trace-context.ts';
import type { PlanSettings } from './plan-settings.ts';

/** Ids by which a client's report and the operator's record find each other. */
export interface Correlation {
  readonly requestId: string | undefined;
  readonly traceId: string | undefined;
}

function priorRequestId(prior: readonly FieldLine[]): string | undefined {
  const line = prior.find(([name]) => name.length === 12 && name.toLowerCase() === 'x-request-id');
  return toRequestId(line?.[1]);
}

function generateId(): string | undefined {
  try {
    return globalThis.crypto.randomUUID();
  } catch {
    return undefined;
  }
}

function readActiveTraceId(trace: PlanSettings['trace']): string | undefined {
  try {
    const id = readString(trace?.(), 'traceId');
    return isTraceId(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

/** The active span wins over traceparent, as in the record: a service at the edge may start a trace of its own. */
function readTraceId(request: RequestView, { trace }: PlanSettings): string | undefined {
  const active = readActiveTraceId(trace);
  return active ?? parseTraceparent(request.header('traceparent'))?.traceId;
}

/**
 * The request id that the app has set on the response, else the client's X-Request-Id where it is a sane token (TC-3: an
 * unvalidated one is never echoed), else a new one where the body is to carry one. The trace id is the active
 * span's, else that of a valid traceparent.
 */
export function correlate(request: RequestView, prior: readonly FieldLine[], settings: PlanSettings): Correlation {
  const wantsId = settings.include.includes('requestId');
  const requestId =
    priorRequestId(prior) ?? toRequestId(request.header('x-request-id')) ?? (wantsId ? generateId() : undefined);
  return { requestId, traceId: readTraceId(request, settings) };
}
