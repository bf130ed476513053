import { arrayItems, isArray, isObject, ownKeys, readObject, readProperty, readString } from '../http/safe-read.ts';
import { isAjvKeyword } from './issue-texts.ts';
import { type Issue, invalidText, maxIssues, pointerSegments, safeText, toIssue, toSegments } from './issues.ts';

/** Validators that keep their issues in a tree or an object instead of a list. */

/** class-validator: a tree of properties with one text a broken constraint. */
export function fromClassValidator(
  list: unknown,
  path: readonly string[] = [],
  left: { count: number } = { count: maxIssues },
): readonly Issue[] {
  if (path.length > 8) return [];
  return arrayItems(list, maxIssues).flatMap((item) => {
    const here = [...path, readString(item, 'property') ?? ''];
    const value = readProperty(item, 'value');
    const constraints = readObject(item, 'constraints');
    const own = ownKeys(constraints, 10).map((name) =>
      toIssue(here, safeText(readProperty(constraints, name), [value])),
    );
    const taken = own.slice(0, Math.max(left.count, 0));
    left.count -= taken.length;
    return left.count > 0 ? [...taken, ...fromClassValidator(readProperty(item, 'children'), here, left)] : taken;
  });
}

export function isClassValidator(item: unknown): boolean {
  return (
    readString(item, 'property') !== undefined &&
    (isObject(readProperty(item, 'constraints')) || isArray(readProperty(item, 'children')))
  );
}

/** mongoose's own texts quote the value; `kind` says which rule it broke, or the type that it could not be cast to. */
const mongooseKinds: Readonly<Record<string, string>> = {
  required: 'is required',
  enum: 'is not one of the allowed values',
  min: 'is too small',
  max: 'is too large',
  minlength: 'is too short',
  maxlength: 'is too long',
  regexp: 'has the wrong form',
};

function mongooseText(error: unknown): string {
  const kind = readString(error, 'kind') ?? '';
  const isCast = readString(error, 'name') === 'CastError' && /^[A-Za-z]{1,30}$/.test(kind);
  const own = Object.hasOwn(mongooseKinds, kind)
    ? mongooseKinds[kind]
    : isCast
      ? `must be of type ${kind}`
      : invalidText;
  return safeText(readProperty(error, 'message'), [readProperty(error, 'value')], own);
}

/** mongoose: an object of errors by path. */
export function fromMongoose(errors: object): readonly Issue[] {
  return ownKeys(errors, maxIssues).map((path) => toIssue(toSegments(path), mongooseText(readProperty(errors, path))));
}

const effectTexts: Readonly<Record<string, string>> = { Missing: 'is required', Unexpected: 'is not allowed' };

/** Effect's ParseIssue: a tree of Pointer, Composite and wrappers, with what is wrong in the leaves. */
export function fromEffect(
  issue: unknown,
  path: readonly unknown[] = [],
  left: { count: number } = { count: maxIssues },
): readonly Issue[] {
  if (!isObject(issue) || path.length > 16 || left.count <= 0) return [];
  left.count -= 1;
  const inner = readProperty(issue, 'issues') ?? readProperty(issue, 'issue');
  const here = [...path, ...toSegments(readProperty(issue, 'path'))];
  if (inner !== undefined)
    return (isArray(inner) ? arrayItems(inner, maxIssues) : [inner]).flatMap((one) => fromEffect(one, here, left));
  const tag = readString(issue, '_tag') ?? '';
  return [toIssue(here, Object.hasOwn(effectTexts, tag) ? (effectTexts[tag] as string) : invalidText)];
}

/** objection: an object of Ajv's complaints by path. */
export function fromObjection(data: object): readonly Issue[] {
  return ownKeys(data, maxIssues).map((path) => {
    const [first] = arrayItems(readProperty(data, path), 1);
    const message = isAjvKeyword(readProperty(first, 'keyword'))
      ? safeText(readProperty(first, 'message'), [])
      : invalidText;
    return toIssue(toSegments(path), message);
  });
}

/** TypeBox: the first of its errors, with a JSON Pointer. */
export function fromTypebox(error: object): readonly Issue[] {
  const message = safeText(readProperty(error, 'message'), [readProperty(error, 'value')]);
  return [toIssue(pointerSegments(readString(error, 'path') ?? ''), message)];
}
