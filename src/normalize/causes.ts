import { speaksForUs } from '../error/brand.ts';
import type { HttpError } from '../error/http-error.ts';
import { arrayItems, isObject, maxCauses, maxMembers, readProperty } from '../http/safe-read.ts';
import { type Marks, readMarks } from './marks.ts';
import type { Classifier, NormalizePolicy, Verdict } from './verdict.ts';

/**
 * What an error wraps. Wrapping a failed upstream or database must not turn it into a bug, so causes and members are
 * asked too, but only by rules about dependencies: never is an own status or a broken schema taken from a cause.
 */

type Rules = readonly Classifier<Marks>[];

/** The first verdict of a list of rules. */
export function firstVerdict(marks: Marks, policy: NormalizePolicy, rules: Rules): Verdict | undefined {
  for (const classify of rules) {
    const verdict = classify(marks, policy);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

/** VError's `cause` is a method. */
function isWrapped(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Where libraries keep what they wrap; ORMs before they knew of `cause`. SuppressedError: `error` is the newer one. */
function wrappedBy(marks: Marks): unknown {
  const { cause, original, parent, driverError, nativeError, originalError, wrapped, type } = marks;
  const suppressing = marks.name === 'SuppressedError' ? marks.error : undefined;
  // Others have a text of that name, or anything.
  const stripes = type === 'StripeConnectionError' ? readProperty(marks.thrown, 'detail') : undefined;
  const places = [cause, suppressing, original, parent, driverError, nativeError, originalError, wrapped, stripes];
  return places.find(isWrapped);
}

/** An error of ours in the chain says what failed behind us; its 4xx were about another request. */
function ownDependencyFailure(value: unknown): Verdict | undefined {
  if (!speaksForUs(value)) return undefined;
  const status = readProperty(value, 'status');
  if (status !== 502 && status !== 503 && status !== 504) return undefined;
  const { transient, proxy, retryAfter } = value as HttpError;
  const options = Object.entries({ transient, proxy, retryAfter }).filter(([, option]) => option !== undefined);
  return { status, rule: 'cause/own', options: Object.fromEntries(options) };
}

function judge(value: unknown, policy: NormalizePolicy, rules: Rules): Verdict | Marks | undefined {
  if (!isObject(value)) return undefined;
  const own = ownDependencyFailure(value);
  if (own !== undefined) return own;
  const marks = readMarks(value);
  return marks === undefined ? undefined : (firstVerdict(marks, policy, rules) ?? marks);
}

function isVerdict(judged: Verdict | Marks): judged is Verdict {
  return 'rule' in judged;
}

/** The first cause that the rules know; at most six deep, and no cycle. */
export function causeVerdict(marks: Marks, policy: NormalizePolicy, rules: Rules): Verdict | undefined {
  const seen: unknown[] = [marks.thrown];
  for (let next = wrappedBy(marks); next !== undefined && seen.length <= maxCauses && !seen.includes(next); ) {
    seen.push(next);
    const judged = judge(next, policy, rules);
    if (judged === undefined || isVerdict(judged)) return judged;
    next = wrappedBy(judged);
  }
  return undefined;
}

const answerable: ReadonlySet<number> = new Set([502, 503, 504]);

function memberVerdict(member: unknown, policy: NormalizePolicy, rules: Rules): Verdict | undefined {
  const judged = judge(member, policy, rules);
  if (judged === undefined || isVerdict(judged)) return judged;
  return causeVerdict(judged, policy, rules);
}

/**
 * The members of an AggregateError: a failed dependency if every one is; one unknown member makes it a bug. Members that
 * were merely cancelled (the losers of a race) say nothing while another member does.
 */
export function membersVerdict(marks: Marks, policy: NormalizePolicy, rules: Rules): Verdict | undefined {
  const members = arrayItems(marks.errors, maxMembers);
  if (members.length === 0) return undefined;
  const verdicts: Verdict[] = [];
  for (const member of members) {
    const verdict = memberVerdict(member, policy, rules);
    if (verdict === undefined || !answerable.has(verdict.status)) return undefined;
    verdicts.push(verdict);
  }
  return verdicts.find(({ cancelled }) => cancelled !== true) ?? verdicts[0];
}
