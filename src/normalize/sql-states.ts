import type { Verdict } from './verdict.ts';
import { conflict, contention, dependencyDown, exhausted, fault, lateDependency } from './verdicts.ts';

/** SQLSTATE (ISO 9075, PostgreSQL appendix A): the same five characters from every driver that passes them on. */

const unknownState = fault('database/sqlstate');

const exact: Readonly<Record<string, Verdict>> = {
  '23001': conflict('database/restrict_violation'),
  '23503': conflict('database/foreign_key_violation'),
  '23505': conflict('database/unique_violation'),
  '23P01': conflict('database/exclusion_violation'),
  // A replica after a failover, mostly; a plain bug seldom.
  '25006': dependencyDown('database/read_only'),
  '25P03': dependencyDown('database/idle_in_transaction_timeout'),
  '40001': contention('database/serialization_failure'),
  '40002': contention('database/transaction_rollback'),
  '40003': contention('database/statement_completion_unknown'),
  '40P01': contention('database/deadlock'),
  '55006': contention('database/object_in_use'),
  '55P03': contention('database/lock_not_available'),
  '57014': lateDependency('database/query_canceled'),
  '57P01': dependencyDown('database/admin_shutdown'),
  '57P02': dependencyDown('database/crash_shutdown'),
  '57P03': dependencyDown('database/cannot_connect_now'),
  '57P05': dependencyDown('database/idle_session_timeout'),
  '58030': dependencyDown('database/io_error'),
  HYT00: lateDependency('database/timeout'),
  HYT01: dependencyDown('database/connection_timeout'),
};

/** By class, the first two characters. */
const classes: Readonly<Record<string, Verdict>> = {
  '08': dependencyDown('database/connection_exception'),
  '53': exhausted('database/insufficient_resources'),
};

export function isSqlState(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9A-Z]{5}$/.test(value);
}

function lookUp(table: Readonly<Record<string, Verdict>>, key: string): Verdict | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The verdict of a state; undefined where the state says nothing (MySQL's HY000 and the bare class 23). */
export function knownSqlState(state: string): Verdict | undefined {
  return lookUp(exact, state) ?? lookUp(classes, state.slice(0, 2));
}

/** As before; a state that is not known is a fault of ours. */
export function sqlStateVerdict(state: string): Verdict {
  return knownSqlState(state) ?? unknownState;
}
