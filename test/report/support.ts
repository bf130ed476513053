import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { BadGateway } from '../../src/error/classes.ts';
import type { HttpError } from '../../src/error/http-error.ts';
import { createRequestView } from '../../src/http/request-view.ts';
import type { PlanFacts } from '../../src/http/response-plan.ts';
import type { ErrorReport } from '../../src/report/error-report.ts';
import type { Failure } from '../../src/report/failure.ts';
import type { ReportContext } from '../../src/report/report-context.ts';
import type { ReportOptions } from '../../src/report/report-options.ts';
import { createReporter, type ReportChannel } from '../../src/report/reporter.ts';
import type { Surroundings } from '../../src/report/surroundings.ts';

export const recordSchema: { readonly properties: Readonly<Record<string, unknown>> } = JSON.parse(
  readFileSync(new URL('../../schemas/record.schema.json', import.meta.url), 'utf8'),
);

const ajv = new Ajv2020.default({ strict: true, allErrors: true });
const validate = ajv.compile(recordSchema);

/** The record as it would be read from a log: valid by the published schema, or the test fails. */
export function validRecord(report: unknown): ErrorReport {
  const copy: unknown = JSON.parse(JSON.stringify(report));
  if (!validate(copy)) throw new Error(`${ajv.errorsText(validate.errors)} in ${JSON.stringify(copy, null, 1)}`);
  return copy as ErrorReport;
}

export interface FailureParts extends Partial<Omit<Failure, 'facts' | 'request'>> {
  readonly facts?: Partial<PlanFacts>;
  readonly request?: unknown;
}

export const noFacts: PlanFacts = {
  exposed: false,
  retry: undefined,
  requestId: undefined,
  traceId: undefined,
  warnings: [],
};

/** A failure as core hands it over; the thrown value is the error unless told otherwise. */
export function makeFailure(parts: FailureParts = {}): Failure {
  const error: HttpError = parts.error ?? new BadGateway('orders is away');
  return {
    thrown: error,
    outcome: 'sent',
    status: error.status,
    warnings: [],
    cancelled: false,
    host: {},
    ...parts,
    error,
    facts: { ...noFacts, ...parts.facts },
    request: createRequestView(parts.request ?? { method: 'GET', url: '/orders/7?token=abc', headers: {} }),
  };
}

/** A process of the test's own: production, clocks that stand still, a console that remembers, timers fired by hand. */
export interface FakeSurroundings extends Surroundings {
  readonly printed: { readonly method: string; readonly text: string }[];
  readonly warned: string[];
  /** Moves the clocks and fires what is due. */
  pass(milliseconds: number): void;
}

export function fakeSurroundings(environment?: string): FakeSurroundings {
  let time = 0;
  let timers: { readonly run: () => void; readonly at: number }[] = [];
  const printed: { method: string; text: string }[] = [];
  const warned: string[] = [];
  const print = (method: string) => (text: string) => printed.push({ method, text });
  return {
    environment,
    root: '/srv/app',
    console: Object.fromEntries(
      ['error', 'warn', 'info', 'debug', 'log', 'table', 'groupEnd'].map((name) => [name, print(name)]),
    ),
    now: () => Date.UTC(2026, 2, 22, 12) + time,
    elapsed: () => time,
    startTimer: (run, milliseconds) => timers.push({ run, at: time + milliseconds }),
    warn: (text) => warned.push(text),
    printed,
    warned,
    pass: (milliseconds) => {
      time += milliseconds;
      const due = timers.filter(({ at }) => at <= time);
      timers = timers.filter(({ at }) => at > time);
      for (const { run } of due) run();
    },
  };
}

export interface Capture {
  readonly reports: ErrorReport[];
  readonly contexts: ReportContext[];
}

/** A reporter whose records are kept, each checked against the schema. */
export function capture(
  options: ReportOptions = {},
  surroundings: Surroundings = fakeSurroundings(),
): Capture & { readonly report: (parts?: FailureParts) => void } {
  const reports: ErrorReport[] = [];
  const contexts: ReportContext[] = [];
  const onError: ReportOptions['onError'] = (report, context) => {
    reports.push(validRecord(report));
    contexts.push(context);
  };
  const reporter = createReporter({ logger: false, onError, ...options }, undefined, surroundings);
  return { reports, contexts, report: (parts?: FailureParts) => reporter.report(makeFailure(parts)) };
}

/** The record of one failure. */
export function recordOf(parts?: FailureParts, options?: ReportOptions): ErrorReport {
  const { report, reports } = capture(options);
  report(parts);
  const [record] = reports;
  if (record === undefined || reports.length !== 1) throw new Error(`${reports.length} records were made`);
  return record;
}

export function memoryChannel(): ReportChannel & { readonly published: [ErrorReport, ReportContext][] } {
  const published: [ErrorReport, ReportContext][] = [];
  return { hasSubscribers: true, published, publish: (report, context) => published.push([report, context]) };
}
