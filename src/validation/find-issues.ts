import { isArray, isErrorLike, isObject, readObject, readProperty } from '../http/safe-read.ts';
import type { Issue } from '../normalize/issues.ts';
import { type Marks, readMarks } from '../normalize/marks.ts';
import { classifyIssueList, classifyValidation } from '../normalize/validators.ts';
import type { NormalizePolicy, Verdict } from '../normalize/verdict.ts';
import { toStandardIssues } from './standard-issues.ts';

// Only the details are used of the verdict.
const policy: NormalizePolicy = { role: 'gateway', validationStatus: 422 };

function detailsOf(verdict: Verdict | undefined): readonly Issue[] | undefined {
  if (verdict === undefined) return undefined;
  return (verdict.options?.details as readonly Issue[] | undefined) ?? [];
}

/** A status on the error decides nothing here: the caller says that it is a failed validation. */
function asValidation(value: object): readonly Issue[] | undefined {
  const marks = readMarks(value);
  if (marks === undefined) return undefined;
  const bare: Marks = { ...marks, status: undefined, statusCode: undefined, expose: undefined };
  return detailsOf(classifyValidation(bare, policy));
}

/** A list of Ajv, express-validator, class-validator, … or of Standard Schema, which alone has no mark of its own. */
function fromList(list: object): readonly Issue[] | undefined {
  const marks = readMarks(list);
  const found = marks === undefined ? undefined : detailsOf(classifyIssueList(marks, policy));
  return found ?? asValidation({ issues: list });
}

/** `safeParse` of Zod and `validate` of Joi put the error beside the value. */
function fromResult(source: object): readonly Issue[] | undefined {
  const error = isErrorLike(source) ? undefined : readObject(source, 'error');
  return error === undefined ? undefined : asValidation(error);
}

function withInput(source: object, input: unknown): readonly Issue[] | undefined {
  const list = isArray(source)
    ? source
    : (readProperty(source, 'issues') ?? readProperty(readProperty(source, 'error'), 'issues'));
  return isArray(list) ? toStandardIssues(list, input) : undefined;
}

/**
 * What a validator found wrong, whatever it gave: its error, its result, its list. undefined where the value is none of
 * these; empty where it is one, and says nothing more. `input` is what was checked, where it is at hand.
 */
export function findIssues(source: unknown, input?: unknown): readonly Issue[] | undefined {
  if (!isObject(source)) return undefined;
  const compared = input === undefined ? undefined : withInput(source, input);
  if (compared !== undefined) return compared;
  return isArray(source) ? fromList(source) : (asValidation(source) ?? fromResult(source));
}
