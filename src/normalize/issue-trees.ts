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

/** mongoose: an object of errors by path. */
export function fromMongoose(errors: object): readonly Issue[] {
  return ownKeys(errors, maxIssues).map((path) => {
    const error = readProperty(errors, path);
    return toIssue(toSegments(path), safeText(readProperty(error, 'message'), [readProperty(error, 'value')]));
  });
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
