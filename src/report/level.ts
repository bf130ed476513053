import { isErrorStatus } from '../error/status.ts';
import { defuse, isObject, readProperty } from '../http/safe-read.ts';
import type { ErrorReport } from './error-report.ts';
import type { Failure } from './failure.ts';
import { typeName } from './raw-error.ts';
import type { Fields } from './record-input.ts';
import type { LevelSetting, ReportLevel } from './report-options.ts';

/** Severity of OpenTelemetry's log data model by level. */
export const severities: {
  readonly [Level in ReportLevel]: Pick<ErrorReport, 'severity_text' | 'severity_number'>;
} = {
  error: { severity_text: 'ERROR', severity_number: 17 },
  warn: { severity_text: 'WARN', severity_number: 13 },
  info: { severity_text: 'INFO', severity_number: 9 },
  debug: { severity_text: 'DEBUG', severity_number: 5 },
};

/** Writes a level into a record; `'silent'` leaves the default of its failure. */
export function setLevel(fields: Fields, level: LevelSetting): void {
  if (level === 'silent') return;
  const { severity_text, severity_number } = severities[level];
  fields.severity_text = severity_text;
  fields.severity_number = severity_number;
}

export function isLevelSetting(value: unknown): value is LevelSetting {
  return value === 'silent' || (typeof value === 'string' && Object.hasOwn(severities, value));
}

/** The status that the failure is judged by: where the answer was out already, the wire may say 200. */
export function judgedStatus(failure: Failure): number {
  return isErrorStatus(failure.status) ? failure.status : failure.error.status;
}

/** 5xx error; a 503 that says when to come back is expected: warn; 4xx info; the client left: debug. */
export function defaultLevel(failure: Failure): ReportLevel {
  if (failure.outcome === 'client_gone') return 'debug';
  const status = judgedStatus(failure);
  if (status < 500) return 'info';
  return status === 503 && failure.facts.retry?.after !== undefined ? 'warn' : 'error';
}

function fromTable(table: object, failure: Failure): LevelSetting | undefined {
  const status = judgedStatus(failure);
  const keys = [String(status), typeName(failure.error), failure.outcome, `${Math.floor(status / 100)}xx`];
  return keys.map((key) => readProperty(table, key)).find(isLevelSetting);
}

/** The `level` option, either form. */
export interface LevelPicker {
  /** The level where the failure alone decides it; undefined where the record has to be asked. */
  before(failure: Failure): LevelSetting | undefined;
  /** The level that the option's function gives; `fallback` where it gives none. `onFailure` hears of a throw. */
  after(report: ErrorReport, fallback: ReportLevel, onFailure: (problem: unknown) => void): LevelSetting;
}

export function createLevelPicker(option: unknown): LevelPicker {
  const rule = typeof option === 'function' ? option : undefined;
  return {
    before: (failure) => {
      if (rule !== undefined) return undefined;
      return (isObject(option) ? fromTable(option, failure) : undefined) ?? defaultLevel(failure);
    },
    after: (report, fallback, onFailure) => {
      try {
        const level: unknown = rule?.(report);
        if (defuse(level)) onFailure(new TypeError('the "level" option returned a promise'));
        return isLevelSetting(level) ? level : fallback;
      } catch (problem) {
        onFailure(problem);
        return fallback;
      }
    },
  };
}
