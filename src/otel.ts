import { diag } from '@opentelemetry/api';
import type { ErrorHandlerOptions } from './core/options.ts';
import { activeTrace } from './otel/active-trace.ts';
import { createErrorCount } from './otel/counter.ts';
import { checkOtelOptions, type OtelOptions } from './otel/otel-options.ts';
import { recordOnSpan } from './otel/span.ts';
import type { ErrorReport } from './report/error-report.ts';
import type { ReportContext } from './report/report-context.ts';

export type { TraceContext } from './http/trace-context.ts';
export { activeTrace } from './otel/active-trace.ts';
export type { AttributeLimits } from './otel/bounded-attributes.ts';
export type { OtelOptions } from './otel/otel-options.ts';

/** What `onError` and subscribers of `failwell:error` are called with. */
export type OtelReporter = (report: ErrorReport, context: ReportContext) => void;

function runGuarded(step: () => void): void {
  try {
    step();
  } catch (problem) {
    // A broken exporter or span processor is the SDK's to hear of. Only the class: a message may repeat what it was given.
    diag.error('failwell: a failure could not be recorded', problem instanceof Error ? problem.name : typeof problem);
  }
}

/**
 * Creates the function that tells OpenTelemetry of a failure: an exception event, attributes and the status of the server
 * span, else of the active one (5xx is an error, 4xx leaves the status unset), and the counter `http.server.error`. Everything from the redacted
 * record. Never throws.
 *
 * @param options see {@link OtelOptions}.
 * @throws OptionError where the options are wrong.
 * @example
 * subscribe('failwell:error', ({ report, context }) => toOtel(report, context)); // node:diagnostics_channel
 */
export function createOtelReporter(options: OtelOptions = {}): OtelReporter {
  checkOtelOptions(options);
  const { meter, ...limits } = options;
  const count = meter === false ? undefined : createErrorCount(meter, limits);
  return (report, context) => {
    runGuarded(() => recordOnSpan(report, context));
    runGuarded(() => count?.(report));
  };
}

function callBoth(first: OtelReporter, second: OtelReporter): NonNullable<ErrorHandlerOptions['onError']> {
  return (report, context): unknown => {
    first(report, context);
    return second(report, context);
  };
}

/**
 * Adds OpenTelemetry to the options of an error handler: the ids of the active span in every record (and, with
 * `include: ['traceId']`, in the body), and what {@link createOtelReporter} does. An `onError` of your own is still called.
 *
 * @param options of the error handler, see {@link ErrorHandlerOptions}.
 * @param telemetry see {@link OtelOptions}.
 * @throws OptionError where `telemetry` is wrong; wrong options throw in the error handler, as ever.
 * @example
 * app.use(errorHandler(withOtel({ logger: pino(), include: ['traceId'] })));
 */
export function withOtel(options: ErrorHandlerOptions = {}, telemetry: OtelOptions = {}): ErrorHandlerOptions {
  const toOtel = createOtelReporter(telemetry);
  const { onError = toOtel, trace = activeTrace } = options;
  const isOwn = onError !== toOtel && typeof onError === 'function';
  return { ...options, trace, onError: isOwn ? callBoth(toOtel, onError) : onError };
}
