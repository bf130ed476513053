import { creationWarnings } from '../error/http-error.ts';
import { type FailureDomain, statusFacts } from '../error/status.ts';
import { isObject, readInteger, readProperty, readString } from '../http/safe-read.ts';
import type { Warning } from '../http/warning.ts';
import type { Failure } from './failure.ts';
import type { Fields, RecordInput } from './record-input.ts';
import type { Redactor } from './redact.ts';
import { textLimits } from './text.ts';

export const identifier: RegExp = /^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$/;

function readIdentifier(value: unknown, key: string): string | undefined {
  const text = readString(value, key);
  return text !== undefined && identifier.test(text) ? text : undefined;
}

const domains: ReadonlySet<unknown> = new Set<FailureDomain>([
  'client',
  'server',
  'upstream',
  'intermediary',
  'network',
]);

function toDomain({ error, outcome }: Failure): FailureDomain {
  const domain = readProperty(error, 'failureDomain');
  if (outcome === 'client_gone') return 'client';
  return domains.has(domain) ? (domain as FailureDomain) : statusFacts(error.status).failureDomain;
}

/** What was decided: whose fault, what the client was told, whether to come back. */
export function setVerdictFields(fields: Fields, failure: Failure, redactor: Redactor): void {
  const { error, facts } = failure;
  const reason = readString(error, 'reason');
  fields['failwell.domain'] = toDomain(failure);
  fields['failwell.exposed'] = facts.exposed;
  fields['failwell.outcome'] = failure.outcome;
  fields['failwell.cancelled'] = failure.cancelled;
  if (reason !== undefined) fields['failwell.reason'] = redactor.line(reason, textLimits.name);
  const rule = readIdentifier(failure, 'rule');
  if (rule !== undefined) fields['failwell.rule'] = rule;
  if (facts.retry !== undefined) {
    fields['failwell.retry.retryable'] = facts.retry.retryable;
    if (facts.retry.after !== undefined) fields['failwell.retry.after'] = facts.retry.after;
    if (facts.retry.idempotentOnly !== undefined) fields['failwell.retry.idempotent_only'] = facts.retry.idempotentOnly;
  }
  const proxyError = readIdentifier(readProperty(error, 'proxy'), 'error');
  if (proxyError !== undefined) fields['failwell.proxy.error'] = proxyError;
}

/** `upstream` of the answered error: `{ name, durationMs?, status? }`, put there by the call-site mark. */
export function setUpstreamFields(fields: Fields, { error }: Failure, redactor: Redactor): void {
  const upstream = readProperty(error, 'upstream');
  if (!isObject(upstream)) return;
  const name = readString(upstream, 'name');
  const duration = readProperty(upstream, 'durationMs');
  const status = readInteger(upstream, 'status');
  if (name !== undefined) fields['failwell.upstream.name'] = redactor.line(name, textLimits.name);
  if (typeof duration === 'number' && duration >= 0 && duration < Number.MAX_SAFE_INTEGER) {
    fields['failwell.upstream.duration_ms'] = Math.round(duration);
  }
  if (status !== undefined && status >= 100 && status <= 599) fields['failwell.upstream.status'] = status;
}

export const maxWarnings = 20;

/** Every warning on the way of this failure, each once. */
export function warningList({ failure, warnings }: RecordInput, redactor: Redactor): readonly Warning[] {
  const all = [...failure.warnings, ...failure.facts.warnings, ...creationWarnings(failure.error), ...warnings];
  if (all.length === 0) return all;
  const unique = new Map(all.slice(0, 200).map((warning) => [`${warning.code}\n${warning.message}`, warning]));
  return [...unique.values()].slice(0, maxWarnings).map((warning) => ({
    code: warning.code,
    message: redactor.line(String(warning.message), textLimits.warning),
  }));
}
