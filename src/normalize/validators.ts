import { arrayItems, isObject } from '../http/safe-read.ts';
import { takeHeaders } from './error-headers.ts';
import { type Finding, findIssues, fromList } from './issue-finders.ts';
import { listSources } from './issue-sources.ts';
import { fromClassValidator, isClassValidator } from './issue-trees.ts';
import { safeText } from './issues.ts';
import type { Marks } from './marks.ts';
import type { Classifier, NormalizePolicy, Verdict } from './verdict.ts';

/**
 * A request that breaks a schema. The rejected input is on most of these errors, passwords included, and in many of
 * their texts, so the error gets a text of ours and pointers (issues.ts).
 */

const ownText = 'The request does not match the schema.';

/** 422, or 400 by policy; a library's own 400 or 422 is kept. undefined where the error has another status of its own. */
function chosenStatus({ status, statusCode }: Marks, policy: NormalizePolicy): number | undefined {
  const own = [status, statusCode].find((one) => typeof one === 'number');
  if (own === undefined) return policy.validationStatus;
  return own === 400 || own === 422 ? own : undefined;
}

function toVerdict(found: Finding, status: number): Verdict {
  const details = found.issues.length === 0 ? {} : { details: found.issues };
  return {
    status,
    rule: `validation/${found.library}`,
    domain: 'client',
    message: ownText,
    options: { expose: true, ...details },
  };
}

/** What http-errors' language says beside the issues stays: the application's own text and fields. */
function withOwnChoices(verdict: Verdict, { expose, text, headers }: Marks): Verdict {
  if (typeof expose !== 'boolean') return verdict;
  const taken = takeHeaders(headers);
  const message = expose ? safeText(text, [], ownText) : ownText;
  // An explicit `expose: false` hides the details too.
  return { ...verdict, message, options: { ...verdict.options, ...taken.options, expose }, warnings: taken.warnings };
}

/** An Error of a validator. */
export const classifyValidation: Classifier<Marks> = (marks, policy) => {
  const status = chosenStatus(marks, policy);
  if (status === undefined) return undefined;
  const found = findIssues(marks);
  return found === undefined ? undefined : withOwnChoices(toVerdict(found, status), marks);
};

/** A thrown array of issues: class-validator rejects with one, and some throw what Ajv or express-validator returned. */
export const classifyIssueList: Classifier<Marks> = ({ thrown }, policy) => {
  const [first] = arrayItems(thrown, 1);
  if (!isObject(first)) return undefined;
  if (isClassValidator(first))
    return toVerdict({ library: 'class_validator', issues: fromClassValidator(thrown) }, policy.validationStatus);
  const found = fromList(thrown, listSources);
  return found === undefined ? undefined : toVerdict(found, policy.validationStatus);
};
