import { isArray, isObject } from '../http/safe-read.ts';
import type { Answer } from './answer.ts';
import type { Difference } from './compare.ts';
import type { ErrorResponseExpectation } from './expectation.ts';
import type { FormRule } from './rules.ts';

/** What is shown where a matcher fails: what was named, what came, which rules are broken, and the whole response. */

export interface BrokenRule extends Pick<FormRule, 'id' | 'level'> {
  readonly problem: string;
}

/** What a framework offers to print with; Vitest and Jest have both, and neither is needed. */
export interface Printing {
  readonly stringify?: ((value: unknown) => string) | undefined;
  readonly diff?: ((expected: unknown, received: unknown) => string | null | undefined) | undefined;
}

const maxValue = 400;
const maxBody = 2000;

function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)}… (${text.length} characters)` : text;
}

function printPlain(value: unknown): string {
  if (Object.prototype.toString.call(value) === '[object RegExp]') return String(value);
  if (typeof value === 'function') return value.name === '' ? 'what the predicate accepts' : value.name;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

function print(value: unknown, { stringify }: Printing): string {
  if (value === undefined || value === null) return '(absent)';
  // A framework's own words for expect.any(String) and its kin.
  return cut(
    isObject(value) && !isArray(value) && stringify !== undefined ? stringify(value) : printPlain(value),
    maxValue,
  );
}

function printDifference({ name, expected, received }: Difference, printing: Printing): string {
  const lines = [`- ${name}: ${print(expected, printing)}`, `+ ${name}: ${print(received, printing)}`];
  const isDeep = isObject(expected) && isObject(received) && typeof expected !== 'function';
  const diff = isDeep ? printing.diff?.(expected, received) : undefined;
  return [...lines, ...(typeof diff === 'string' ? [diff.replaceAll(/^/gm, '    ')] : [])].join('\n');
}

function printResponse(answer: Answer): string {
  const { status, facts, lines, text, json } = answer;
  const phrase = facts.code === status ? ` ${facts.phrase}` : '';
  const body = text ?? (json === undefined ? '' : `(parsed by the client) ${printPlain(json)}`);
  return [`${status}${phrase}`, ...lines.map(([name, value]) => `${name}: ${value}`), '', cut(body, maxBody)]
    .map((line) => `  ${line}`.trimEnd())
    .join('\n');
}

function printCall(
  status: number | undefined,
  expectation: ErrorResponseExpectation,
  isNot: boolean,
  printing: Printing,
): string {
  const hasMembers = Object.keys(expectation).length > 0;
  const named = [status === undefined ? '' : String(status), hasMembers ? print(expectation, printing) : ''];
  const given = named.filter((one) => one !== '').join(', ');
  return `expect(response)${isNot ? '.not' : ''}.toBeErrorResponse(${given})`;
}

export interface Verdict {
  readonly status: number | undefined;
  readonly expectation: ErrorResponseExpectation;
  readonly answer: Answer;
  readonly differences: readonly Difference[];
  readonly broken: readonly BrokenRule[];
  readonly isNot: boolean;
}

/** The message of a failed matcher. */
export function toMessage(verdict: Verdict, printing: Printing): string {
  const { differences, broken, answer, isNot } = verdict;
  const rules = broken.map(({ id, level, problem }) => `  ${id} (${level}): ${problem}`);
  const parts = [
    printCall(verdict.status, verdict.expectation, isNot, printing),
    isNot ? 'The response is what it must not be.' : '',
    differences.length === 0
      ? ''
      : ['- expected', '+ received', '', ...differences.map((one) => printDifference(one, printing))].join('\n'),
    rules.length === 0 ? '' : ['Not correctly formed:', ...rules].join('\n'),
    `Received:\n${printResponse(answer)}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
