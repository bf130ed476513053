import { OptionError, show } from '../core/check-options.ts';
import { isObject } from '../http/safe-read.ts';
import { type Answer, toAnswer } from './answer.ts';
import { type Equals, equalsData, findDifferences } from './compare.ts';
import { checkExpectation, type ErrorResponseExpectation } from './expectation.ts';
import { type BrokenRule, type Printing, toMessage } from './message.ts';
import { readReceived } from './received.ts';
import { formRules } from './rules.ts';

/** What a matcher of Vitest and of Jest gives back. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The `this` of a matcher, as far as it is used; nothing of it is needed. */
interface MatcherContext {
  readonly isNot?: boolean | undefined;
  readonly equals?: Equals | undefined;
  readonly utils?: Printing | undefined;
}

function findBroken(answer: Answer, expectation: ErrorResponseExpectation): readonly BrokenRule[] {
  const { ignore = [], wellFormed, cacheControl, headers = {}, body } = expectation;
  if (wellFormed === false) return [];
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  // Whoever names a value has decided about it.
  const named = [
    ...(cacheControl !== undefined || names.includes('cache-control') ? ['CA-4'] : []),
    ...(body === undefined ? [] : ['CT-4', 'PD-2']),
  ];
  return formRules
    .filter(({ id }) => !ignore.includes(id) && !named.includes(id))
    .flatMap(({ id, level, problem }) => {
      const found = problem(answer);
      return found === undefined ? [] : [{ id, level, problem: found }];
    });
}

interface Question {
  readonly status: number | undefined;
  readonly expectation: ErrorResponseExpectation;
  readonly context: MatcherContext;
}

function judge(answer: Answer, { status, expectation, context }: Question): MatcherResult {
  const isNot = context.isNot === true;
  const differences = findDifferences(status, expectation, answer, context.equals ?? equalsData);
  // With .not only what is named is compared: a response must not pass for another one because its Date is missing.
  const all = findBroken(answer, expectation);
  const broken = isNot ? all.filter(({ id }) => id === 'SL-1') : all;
  const verdict = { status, expectation, answer, differences, broken, isNot };
  const printing: Printing = { stringify: context.utils?.stringify, diff: context.utils?.diff };
  return { pass: differences.length + broken.length === 0, message: () => toMessage(verdict, printing) };
}

function toQuestion(context: unknown, first: unknown, second: unknown): Question {
  const [status, expectation = {}] = isObject(first) ? [undefined, first] : [first, second];
  if (status !== undefined && typeof status !== 'number')
    throw new OptionError('FAILWELL_OPTION_TYPE', `"status" must be a number, was ${show(status)}`);
  checkExpectation(expectation);
  const unknown = (expectation.ignore ?? []).find((id) => formRules.every((rule) => rule.id !== id));
  if (unknown !== undefined) {
    const known = formRules.map(({ id }) => id).join(', ');
    throw new OptionError('FAILWELL_OPTION_TYPE', `"ignore" must name rules (${known}), has ${show(unknown)}`);
  }
  return { status, expectation, context: (context ?? {}) as MatcherContext };
}

/**
 * Checks a response: that it is an error with this status, that it says what the expectation names, and that it is correctly
 * formed. Arguments: status and expectation, either alone, or none. A promise where the body is still to come.
 */
function toBeErrorResponse(
  this: unknown,
  received: unknown,
  status?: number | ErrorResponseExpectation,
  expectation?: ErrorResponseExpectation,
): MatcherResult | Promise<MatcherResult> {
  const question = toQuestion(this, status, expectation);
  const response = readReceived(received);
  const { method } = question.expectation;
  const answerTo = (one: Awaited<typeof response>): MatcherResult =>
    judge(toAnswer(one, method?.toUpperCase()), question);
  // Not instanceof: under Jest a promise of fetch is of another realm.
  return 'then' in response ? response.then(answerTo) : answerTo(response);
}

/**
 * Matchers for `expect.extend` of Vitest and Jest.
 *
 * @example
 * expect.extend(matchers);
 */
export const matchers: { readonly toBeErrorResponse: typeof toBeErrorResponse } = { toBeErrorResponse };
