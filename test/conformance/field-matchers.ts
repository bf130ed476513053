import { isHttpDate } from '../../src/http/fields.ts';
import { listMembers } from '../support/exchange.ts';
import { applyChecks, type Problem, show, toPattern } from './text-matchers.ts';
import type { FieldMatcher } from './vector.ts';

/** What a matcher of a field looks at. */
export interface FieldContext {
  /** Values of all lines of the field, in order. */
  readonly lines: readonly string[];
  /** Octets of this response's content. */
  readonly bodyBytes: number;
  /** Octets of the content of the same request by GET. */
  readonly getBodyBytes: number | undefined;
  readonly matcher: FieldMatcher;
}

function one({ lines }: FieldContext): string | undefined {
  return lines.length === 1 ? lines[0] : undefined;
}

function joined({ lines }: FieldContext): string {
  return lines.join(', ');
}

function isCount(context: FieldContext, count: number | undefined, what: string): Problem {
  return count !== undefined && one(context) === String(count)
    ? undefined
    : `is ${show(context.lines)}, but ${what} has ${count} octets`;
}

function sameMembers(actual: readonly string[], wanted: readonly string[]): boolean {
  return actual.length === wanted.length && wanted.every((member) => actual.includes(member));
}

type Check<Wanted> = (wanted: Wanted, context: FieldContext) => Problem;

/** One check a matcher; the mapped type makes the compiler complain when one is missing. */
const checks: { readonly [Name in keyof FieldMatcher]-?: Check<NonNullable<FieldMatcher[Name]>> } = {
  absent: (_, { lines }) => (lines.length === 0 ? undefined : `is there: ${show(lines)}`),
  present: (_, { lines }) => (lines.length > 0 ? undefined : 'is missing'),
  re: (source, context) => {
    return context.lines.length > 0 && toPattern(source).test(joined(context))
      ? undefined
      : `${show(context.lines)} does not match /${source}/`;
  },
  notRe: (source, context) =>
    toPattern(source).test(joined(context)) ? `${show(context.lines)} matches /${source}/` : undefined,
  not: (refused, { lines }) =>
    lines.length > 0 && !lines.includes(refused)
      ? undefined
      : `is ${show(lines)}, and must be something but ${show(refused)}`,
  oneOf: (allowed, context) =>
    allowed.includes(one(context) ?? '\0') ? undefined : `is ${show(context.lines)}, not one of ${show(allowed)}`,
  list: (wanted, { lines, matcher }) => {
    const members = listMembers(lines);
    const expected = wanted.map((member) => member.toLowerCase());
    if (matcher.only === true && !sameMembers(members, expected))
      return `has ${show(members)}, not just ${show(expected)}`;
    const missing = expected.filter((member) => !members.includes(member));
    return missing.length === 0 ? undefined : `has ${show(members)}, without ${show(missing)}`;
  },
  only: () => undefined, // read by `list`
  listNot: (refused, { lines }) => {
    const found = listMembers(lines).filter((member) => refused.some((name) => name.toLowerCase() === member));
    return found.length === 0 ? undefined : `has ${show(found)}`;
  },
  lines: (wanted, { lines }) =>
    lines.length === wanted.length && wanted.every((line, index) => line === lines[index])
      ? undefined
      : `has the lines ${show(lines)}, not ${show(wanted)}`,
  httpDate: (_, context) =>
    isHttpDate(one(context) ?? '') ? undefined : `is ${show(context.lines)}, not one valid IMF-fixdate`,
  // Node writes Date itself from a clock that cannot be replaced, and so do all hosts here.
  exactIfClockInjectable: () => undefined,
  bytesOfBody: (_, context) => isCount(context, context.bodyBytes, 'the body'),
  bytesOfGetBody: (_, context) => isCount(context, context.getBodyBytes, "GET's body"),
  all: (parts, context) => {
    const missing = parts.filter((part) => !joined(context).includes(part));
    return missing.length === 0 ? undefined : `${show(context.lines)} lacks ${show(missing)}`;
  },
};

/** A string means: one line, exactly this. */
export function matchField(
  name: string,
  wanted: string | FieldMatcher,
  context: Omit<FieldContext, 'matcher'>,
): string[] {
  const matcher: FieldMatcher = typeof wanted === 'string' ? { lines: [wanted] } : wanted;
  return applyChecks(name, matcher, checks, { ...context, matcher });
}
