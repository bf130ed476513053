import type { TextMatcher } from './vector.ts';

/** A fault in words, or nothing. */
export type Problem = string | undefined;

/** Patterns of the vectors are ECMAScript, but for the prefix `(?i)`. */
export function toPattern(source: string): RegExp {
  return source.startsWith('(?i)') ? new RegExp(source.slice(4), 'i') : new RegExp(source);
}

export function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

/** A matcher that nobody implements must fail, not pass: each table of checks goes through here. */
export function applyChecks<Context>(
  what: string,
  matcher: object,
  checks: Readonly<Record<string, (wanted: never, context: Context) => Problem>>,
  context: Context,
): string[] {
  return Object.entries(matcher).flatMap(([key, wanted]) => {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    const problem = check === undefined ? `no check for the matcher "${key}"` : check(wanted as never, context);
    return problem === undefined ? [] : [`${what}: ${problem}`];
  });
}

const textChecks = {
  oneOf: (allowed: readonly string[], text: string): Problem =>
    allowed.includes(text) ? undefined : `is ${show(text)}, not one of ${show(allowed)}`,
  re: (source: string, text: string): Problem =>
    toPattern(source).test(text) ? undefined : `${show(text)} does not match /${source}/`,
  notRe: (source: string, text: string): Problem =>
    toPattern(source).test(text) ? `${show(text)} matches /${source}/` : undefined,
};

/** For the reason phrase. */
export function matchText(what: string, matcher: TextMatcher, text: string): string[] {
  if (typeof matcher !== 'string') return applyChecks(what, matcher, textChecks, text);
  return matcher === text ? [] : [`${what}: is ${show(text)}, not ${show(matcher)}`];
}
