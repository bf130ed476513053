import type { ReportChannel } from './channel.ts';
import { createDedupeGate, type DedupeGate, toWindowMs } from './dedupe.ts';
import type { ErrorReport } from './error-report.ts';
import type { Failure } from './failure.ts';
import { createFingerprinter } from './fingerprint.ts';
import { createLevelPicker, defaultLevel, setLevel } from './level.ts';
import { readErrorChain } from './raw-error.ts';
import { createRecord } from './record.ts';
import { ask } from './record-input.ts';
import { createRedactor } from './redact.ts';
import { ReportContext } from './report-context.ts';
import type { LevelSetting, ReportOptions } from './report-options.ts';
import { toSafeError } from './safe-error.ts';
import { createSinkChoice, type SinkChoice } from './sinks.ts';
import { toSummaryRecord } from './summary-record.ts';
import { readSurroundings, type Surroundings } from './surroundings.ts';
import { createTrouble } from './trouble.ts';
import { createWaysOut, type Delivery } from './ways-out.ts';

export type { ReportChannel } from './channel.ts';

/** Makes one record of a failure and hands it to whoever listens. */
export interface Reporter {
  /** Returns at once and never throws: the response was handed over, and nothing here may change or delay it. */
  report(failure: Failure): void;
  /** False where a report would go nowhere: no logger, no hook, no subscriber. */
  readonly isHeard: () => boolean;
  /** What others may log of a thrown value: redacted, and nothing of it but type, message, code and stack. */
  toSafeError(thrown: unknown): Error;
}

type Sample = Omit<Delivery, 'context'>;

function readRoute({ host }: Failure): string | undefined {
  const route: unknown = ask(host.route);
  return typeof route === 'string' && route !== '' ? route : undefined;
}

/** The sink, unless it is known beforehand that the line would be thrown away. */
function listeningSink(sinks: SinkChoice, failure: Failure, level: LevelSetting | undefined): Delivery['sink'] {
  const sink = sinks.of(failure);
  if (sink === undefined || level === undefined) return sink;
  return level !== 'silent' && sink.enabled(level) ? sink : undefined;
}

/**
 * Creates the reporter of a set of options, which core has checked.
 *
 * @param channel where records are published besides; the Node entries give `failwell:error`.
 * @param surroundings clocks, console and environment; read from the process by default.
 */
export function createReporter(
  options: ReportOptions = {},
  channel?: ReportChannel,
  surroundings: Surroundings = readSurroundings(),
): Reporter {
  const { now, elapsed, startTimer, root } = surroundings;
  const trouble = createTrouble({ now: elapsed, warn: surroundings.warn });
  const redactor = createRedactor(options.redact);
  const levels = createLevelPicker(options.level);
  const toFingerprint = createFingerprinter(root);
  const sinks = createSinkChoice(options.logger, surroundings);
  const ways = createWaysOut(options.onError, channel, trouble);
  const windowMs = toWindowMs(options.dedupe);
  const gate: DedupeGate<Sample> | undefined =
    windowMs === undefined ? undefined : createDedupeGate({ windowMs, now: elapsed, startTimer, flush });

  function flush(sample: Sample, count: number): void {
    guarded(() => {
      const report = toSummaryRecord(sample.report, count, windowMs ?? 0, now());
      const sink = sample.sink && sinks.ofSummary(sample.sink);
      ways.deliver({ report, sink, level: sample.level, context: new ReportContext() });
    });
  }

  function record(failure: Failure): void {
    const early = levels.before(failure);
    const sink = listeningSink(sinks, failure, early);
    if (sink === undefined && !ways.listened()) return;

    const route = readRoute(failure);
    const chain = readErrorChain(failure.thrown);
    const fingerprint = toFingerprint(chain, route);
    const key = gate === undefined ? '' : `${fingerprint} ${failure.status} ${route ?? ''}`;
    if (gate?.admit(key) === false) return;

    const fallback = defaultLevel(failure);
    const noted = trouble.take();
    const made = createRecord({ failure, chain, fingerprint, route, level: fallback, now: now(), ...noted }, redactor);
    const level = early ?? levels.after(made as ErrorReport, fallback, (problem) => trouble.note('level', problem));
    setLevel(made, level);
    const sample: Sample = { report: Object.freeze(made) as ErrorReport, sink, level };
    gate?.keep(key, sample);
    ways.deliver({ ...sample, context: new ReportContext(failure) });
  }

  /** The last guard, of calls and of timers alike. */
  function guarded(run: () => void): void {
    try {
      run();
    } catch (problem) {
      trouble.note('record', problem);
    }
  }

  return {
    isHeard: () => options.logger !== false || ways.listened(),
    report: (failure) => guarded(() => record(failure)),
    toSafeError: (thrown) => toSafeError(thrown, redactor),
  };
}
