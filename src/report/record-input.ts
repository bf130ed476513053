import type { Warning } from '../http/warning.ts';
import type { ErrorReport } from './error-report.ts';
import type { Failure } from './failure.ts';
import type { RawError } from './raw-error.ts';
import type { ReportLevel } from './report-options.ts';

/** What a record is made of, each part computed once. */
export interface RecordInput {
  readonly failure: Failure;
  /** The thrown value and the errors behind it. */
  readonly chain: readonly RawError[];
  readonly fingerprint: string;
  readonly route: string | undefined;
  readonly level: ReportLevel;
  /** Warnings of the reporter itself: hooks that failed since the last record. */
  readonly warnings: readonly Warning[];
  readonly dropped: number;
  readonly now: number;
}

/** A part of a record while it is made. */
export type Fields = { -readonly [Name in keyof ErrorReport]?: ErrorReport[Name] };

/** Calls what a host offers; whatever it does, the record goes on. */
export function ask<T>(question: (() => T) | undefined): T | undefined {
  try {
    return question?.();
  } catch {
    return undefined;
  }
}
