import { arrayItems, isArray, isObject, readObject, readProperty, readString } from '../http/safe-read.ts';
import { issueSources, listSources, sourceOf, sources, toIssues } from './issue-sources.ts';
import {
  fromClassValidator,
  fromEffect,
  fromMongoose,
  fromObjection,
  fromTypebox,
  isClassValidator,
} from './issue-trees.ts';
import { type Issue, invalidText, maxIssues, toIssue, toSegments } from './issues.ts';
import type { Marks } from './marks.ts';

/** Where each validator keeps its issues on its error. */

export interface Finding {
  readonly library: string;
  readonly issues: readonly Issue[];
}

type Finder = (marks: Marks) => Finding | undefined;

/** Issues of a list, by the shape of its items. */
export function fromList(list: unknown, among: typeof listSources, location?: string): Finding | undefined {
  const source = sourceOf(list, among);
  return source === undefined ? undefined : { library: source.library, issues: toIssues(list, source, location) };
}

/** Fastify puts Ajv's errors in `validation` and the part of the request beside it. */
const fastifyParts: Readonly<Record<string, string>> = {
  querystring: 'query',
  params: 'params',
  headers: 'headers',
  body: 'body',
};

const inFastify: Finder = ({ validation, thrown }) => {
  if (!isArray(validation)) return undefined;
  const part = readString(thrown, 'validationContext') ?? '';
  return fromList(validation, [sources.ajv], Object.hasOwn(fastifyParts, part) ? fastifyParts[part] : undefined);
};

/** `issues`: Zod, Valibot, Standard Schema. */
const inIssues: Finder = ({ issues }) => fromList(issues, issueSources);

/** `errors`: Ajv, express-validator, jsonschema, express-openapi-validator. Sequelize only under the name of its own. */
const inErrors: Finder = ({ errors, name }) => {
  if (!isArray(errors)) return undefined;
  if (isClassValidator(arrayItems(errors, 1)[0]))
    return { library: 'class_validator', issues: fromClassValidator(errors) };
  const found = fromList(errors, listSources);
  return found?.library === 'sequelize' && name !== 'SequelizeValidationError' ? undefined : found;
};

const inMessages: Finder = ({ messages }) => (isArray(messages) ? fromList(messages, listSources) : undefined);

const inJoiDetails: Finder = ({ details }) => (isArray(details) ? fromList(details, [sources.joi]) : undefined);

function mapEntries(value: unknown): readonly (readonly [string, unknown])[] {
  const entries: [string, unknown][] = [];
  try {
    if (Object.prototype.toString.call(value) !== '[object Map]') return [];
    Map.prototype.forEach.call(value, (member, key) => {
      if (entries.length < 8 && typeof key === 'string') entries.push([key, member]);
    });
  } catch {
    // No genuine Map.
  }
  return entries;
}

/** celebrate: Joi's errors by part of the request, hidden in a Map. */
const inCelebrate: Finder = ({ details }) => {
  const parts = mapEntries(details).map(([part, error]) =>
    fromList(readProperty(error, 'details'), [sources.joi], part),
  );
  const issues = parts.flatMap((part) => part?.issues ?? []);
  return issues.length === 0 ? undefined : { library: 'celebrate', issues: issues.slice(0, maxIssues) };
};

/** Yup: `inner` with abortEarly off, else the error itself is the one issue. */
const inYup: Finder = ({ name, inner, thrown, path, type }) => {
  if (name !== 'ValidationError' || !isArray(inner)) return undefined;
  const found = fromList(inner, [sources.yup]);
  if (found !== undefined) return found;
  if (inner.length > 0 || typeof path !== 'string' || typeof type !== 'string') return undefined;
  return { library: 'yup', issues: [sources.yup.toIssue(thrown)] };
};

const inArkErrors: Finder = ({ arkErrors }) => fromList(arkErrors, [sources.arktype]);

/** mongoose: `errors` is an object, by path. */
const inMongoose: Finder = ({ name, errors }) => {
  if (name !== 'ValidationError' || !isObject(errors) || isArray(errors)) return undefined;
  const issues = fromMongoose(errors);
  return issues.length === 0 ? undefined : { library: 'mongoose', issues };
};

/** superstruct: only the first failure is read; the others are made by a generator, which is not called. */
const inSuperstruct: Finder = ({ failures, path, type, thrown }) => {
  if (typeof failures !== 'function' || !isArray(path) || !isArray(readProperty(thrown, 'branch'))) return undefined;
  const message =
    typeof type === 'string' && /^[a-z]{2,20}$/.test(type) && type !== 'never'
      ? `must be a valid ${type}`
      : invalidText;
  return { library: 'superstruct', issues: [toIssue(toSegments(path), message)] };
};

const inTypebox: Finder = ({ error }) => {
  const isTypebox =
    isObject(error) && isObject(readProperty(error, 'schema')) && readString(error, 'path') !== undefined;
  return isTypebox ? { library: 'typebox', issues: fromTypebox(error) } : undefined;
};

const inObjection: Finder = ({ type, data }) =>
  type === 'ModelValidation' && isObject(data) ? { library: 'objection', issues: fromObjection(data) } : undefined;

/** Effect's ParseError, whose text quotes the value. A FiberFailure keeps nothing but the name. */
const inEffect: Finder = ({ name, issue, thrown }) => {
  const isParse = name === 'ParseError' && readString(thrown, '_tag') === 'ParseError' && isObject(issue);
  return isParse || name === '(FiberFailure) ParseError' ? { library: 'effect', issues: fromEffect(issue) } : undefined;
};

/** runtypes. */
const inRuntypes: Finder = ({ name, thrown }) => {
  const failure = name === 'ValidationError' ? readObject(thrown, 'failure') : undefined;
  return readProperty(failure, 'success') === false ? { library: 'runtypes', issues: [] } : undefined;
};

const ownNames: ReadonlySet<string> = new Set(['ZodError', '$ZodError', 'ValiError']);

/** What is left of a validator's error: the name of a class that no other library has, or Ajv's two flags, and a list. */
const byMark: Finder = ({ name = '', issues, validation, errors, thrown }) => {
  const isAjv = validation === true && errors !== undefined && readProperty(thrown, 'ajv') === true;
  const isNamed =
    (ownNames.has(name) && issues !== undefined) || (name === 'SequelizeValidationError' && errors !== undefined);
  return isAjv || isNamed ? { library: 'by_mark', issues: [] } : undefined;
};

/** In no particular order: no validator's shape is another's. */
const finders: readonly Finder[] = [
  inFastify,
  inIssues,
  inErrors,
  inMessages,
  inJoiDetails,
  inCelebrate,
  inYup,
  inArkErrors,
  inMongoose,
  inSuperstruct,
  inTypebox,
  inObjection,
  inEffect,
  inRuntypes,
  byMark,
];

/** The issues of a validator's error. */
export function findIssues(marks: Marks): Finding | undefined {
  for (const find of finders) {
    const found = find(marks);
    if (found !== undefined) return found;
  }
  return undefined;
}
