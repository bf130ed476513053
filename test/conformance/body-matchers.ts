import { containsJson, equalsJson } from './deep-match.ts';
import { applyChecks, type Problem, show, toPattern } from './text-matchers.ts';
import type { BodyMatcher } from './vector.ts';

interface BodyContext {
  readonly bytes: Buffer;
  readonly text: string;
  /** undefined where the text is no JSON; JSON itself has no such value. */
  readonly json: unknown;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Check<Wanted> = (wanted: Wanted, context: BodyContext) => Problem;

const checks: { readonly [Name in keyof BodyMatcher]-?: Check<NonNullable<BodyMatcher[Name]>> } = {
  json: (wanted, { json, text }) => (equalsJson(json, wanted) ? undefined : `is ${show(text)}, not ${show(wanted)}`),
  jsonMatch: (wanted, { json, text }) =>
    containsJson(json, wanted) ? undefined : `is ${show(text)}, without ${show(wanted)}`,
  jsonOneOf: (allowed, { json, text }) =>
    allowed.some((one) => equalsJson(json, one)) ? undefined : `is ${show(text)}, none of ${show(allowed)}`,
  text: (wanted, { text }) => (text === wanted ? undefined : `is ${show(text)}, not ${show(wanted)}`),
  re: (source, { text }) => (toPattern(source).test(text) ? undefined : `${show(text)} does not match /${source}/`),
  notRe: (source, { text }) => (toPattern(source).test(text) ? `${show(text)} matches /${source}/` : undefined),
  empty: (_, { bytes }) => (bytes.length === 0 ? undefined : `has ${bytes.length} octets, must have none`),
  any: () => undefined,
};

/** `body` is what arrived; no response counts as no octets. */
export function matchBody(matcher: BodyMatcher, body: Buffer): string[] {
  const text = body.toString('utf8');
  return applyChecks('body', matcher, checks, { bytes: body, text, json: parseJson(text) });
}
