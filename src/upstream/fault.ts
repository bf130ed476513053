import { speaksForUs } from '../error/brand.ts';
import { statusClasses } from '../error/classes.ts';
import type { HttpError } from '../error/http-error.ts';
import { withoutStack } from '../error/stack-capture.ts';
import { readProperty } from '../http/safe-read.ts';
import { classify } from '../normalize/classifiers.ts';
import type { NormalizePolicy, Verdict } from '../normalize/verdict.ts';
import { wrap } from '../normalize/wrap.ts';
import type { EndReason } from './deadline.ts';

/** What a call site knows and no shape of an error can tell. The record shows it. */
export interface CallFacts {
  readonly name: string;
  readonly durationMs?: number;
  /** Status that the upstream answered. */
  readonly status?: number;
  /** What the reply broke of its schema; for the record alone. */
  readonly violations?: readonly unknown[];
}

// A call that is marked is made to a server of ours, whatever the role option says of unmarked ones.
const policy: NormalizePolicy = { role: 'gateway', validationStatus: 422 };

/** A deadline or an abort from outside is the reason, whatever the client library made of it. */
const endedVerdict: Verdict = {
  status: 504,
  rule: 'upstream/deadline',
  domain: 'upstream',
  options: { transient: true, proxy: { error: 'http_response_timeout' } },
};

/** The reply cannot be used: no JSON, not what the schema says, or a value that the handler could not work with. */
export const unusableReply: Verdict = {
  status: 502,
  rule: 'upstream/unusable_reply',
  domain: 'upstream',
  options: { proxy: { error: 'http_protocol_error' } },
};

const unavailable: Verdict = {
  status: 503,
  rule: 'dependency/unavailable',
  domain: 'upstream',
  options: { transient: true, proxy: { error: 'destination_unavailable' } },
};

/** Bugs of our own code beside the call: no dependency is to blame for them. */
const bugs: ReadonlySet<unknown> = new Set(['TypeError', 'ReferenceError', 'SyntaxError', 'RangeError']);

const gatewayStatuses: ReadonlySet<number> = new Set([502, 503, 504]);

function describe(error: HttpError, facts: CallFacts): HttpError {
  Object.defineProperty(error, 'upstream', { value: facts, enumerable: false, configurable: true, writable: true });
  return error;
}

/** The name of the upstream as the next hop of Proxy-Status, which is sent only with its details. */
function withNextHop(verdict: Verdict, facts: CallFacts): Verdict {
  const { options } = verdict;
  return { ...verdict, options: { ...options, proxy: { ...options?.proxy, nextHop: facts.name } } };
}

function capRetry(verdict: Verdict, cap: number | undefined): Verdict {
  const after = verdict.options?.retryAfter;
  if (cap === undefined || typeof after !== 'number' || after <= cap) return verdict;
  return { ...verdict, options: { ...verdict.options, retryAfter: cap } };
}

/** One of the statuses that the call passes on: our own error of that status, with none of the upstream's text. */
function passedOn(status: number, cause: unknown, facts: CallFacts): HttpError {
  const StatusError = statusClasses[status] ?? statusClasses[status < 500 ? 400 : 500];
  if (StatusError === undefined) throw new RangeError(`no class for ${status}`);
  const options = { cause, proxy: { receivedStatus: status, nextHop: facts.name } };
  return withoutStack(() => new StatusError(options));
}

export interface FaultInput {
  readonly thrown: unknown;
  readonly facts: CallFacts;
  readonly ended: EndReason | undefined;
  readonly passOn?: readonly number[] | undefined;
  readonly retryAfterCap?: number | undefined;
}

function upstreamVerdict({ thrown, ended }: FaultInput): Verdict {
  if (ended !== undefined) return endedVerdict;
  const { verdict } = classify(thrown, policy);
  return verdict !== undefined && gatewayStatuses.has(verdict.status) ? verdict : unusableReply;
}

/** What the failure of a marked HTTP call is: 502, 503 or 504, or a status that is passed on. */
export function toUpstreamFault(input: FaultInput): unknown {
  const { thrown, facts, passOn, retryAfterCap } = input;
  if (speaksForUs(thrown)) return thrown;
  const verdict = upstreamVerdict(input);
  const received = verdict.options?.proxy?.receivedStatus;
  const known: CallFacts = received === undefined ? facts : { ...facts, status: received };
  if (received !== undefined && passOn?.includes(received)) return describe(passedOn(received, thrown, known), known);
  const error = wrap(thrown, capRetry(withNextHop(verdict, known), retryAfterCap), readProperty(thrown, 'message'));
  return describe(error, known);
}

function dependencyVerdict({ thrown, ended }: FaultInput): Verdict {
  if (ended !== undefined) return { ...endedVerdict, rule: 'dependency/deadline' };
  const { verdict } = classify(thrown, policy);
  // What is a bad gateway of an HTTP upstream is an unavailable service where the next hop is a database.
  if (verdict === undefined)
    return bugs.has(readProperty(thrown, 'name')) ? { status: 500, rule: 'dependency/bug' } : unavailable;
  return verdict.status === 502 ? { ...unavailable, rule: verdict.rule } : verdict;
}

/** What the failure of a marked database, cache or broker call is: 503 or 504, or what its own code says (409, 500). */
export function toDependencyFault(input: FaultInput): unknown {
  const { thrown, facts } = input;
  if (speaksForUs(thrown)) return thrown;
  return describe(wrap(thrown, dependencyVerdict(input), readProperty(thrown, 'message')), facts);
}
