import { arrayItems, isArray, isObject, readObject, readProperty, readString } from '../http/safe-read.ts';
import { isAjvKeyword, isZodIssue, zodText } from './issue-texts.ts';
import { type Issue, invalidText, maxIssues, safeText, toIssue, toSegments } from './issues.ts';

/**
 * From the issues of one library to ours. Each source says by shape whether a value is its own: names are no evidence,
 * for half of these libraries call their error "ValidationError".
 */

/** Turns one item of a library into an issue. */
type ToIssue = (item: unknown, location?: string) => Issue;

/** A shape and what becomes of it. */
export interface IssueSource {
  readonly library: string;
  /** Whether an item, the first of its list, is this library's. */
  readonly holds: (item: unknown) => boolean;
  readonly toIssue: ToIssue;
}

function text(item: unknown, key: string): string | undefined {
  return readString(item, key);
}

/** Ajv 6 (`dataPath`) to 8. What is missing or too much is pointed at itself, for a form shows it there. */
const ajv: IssueSource = {
  library: 'ajv',
  holds: (item) => text(item, 'keyword') !== undefined && text(item, 'schemaPath') !== undefined,
  toIssue: (item, location) => {
    const params = readObject(item, 'params');
    const extra =
      text(params, 'missingProperty') ?? text(params, 'additionalProperty') ?? text(params, 'unevaluatedProperty');
    const path = toSegments(text(item, 'instancePath') ?? text(item, 'dataPath') ?? '');
    const message = isAjvKeyword(readProperty(item, 'keyword'))
      ? safeText(readProperty(item, 'message'), [])
      : invalidText;
    return toIssue(extra === undefined ? path : [...path, extra], message, location);
  },
};

const zod: IssueSource = {
  library: 'zod',
  holds: isZodIssue,
  toIssue: (item, location) => toIssue(toSegments(readProperty(item, 'path')), zodText(item), location),
};

const joi: IssueSource = {
  library: 'joi',
  holds: (item) =>
    isArray(readProperty(item, 'path')) && isObject(readProperty(item, 'context')) && text(item, 'type') !== undefined,
  toIssue: (item, location) => {
    const context = readObject(item, 'context');
    const message = safeText(readProperty(item, 'message'), [readProperty(context, 'value')]);
    return toIssue(toSegments(readProperty(item, 'path')), message, location);
  },
};

const yup: IssueSource = {
  library: 'yup',
  holds: (item) => isArray(readProperty(item, 'errors')) && isObject(readProperty(item, 'params')),
  toIssue: (item, location) => {
    const params = readObject(item, 'params');
    const values = [readProperty(params, 'value'), readProperty(params, 'originalValue')];
    const type = text(item, 'type') === 'typeError' ? (text(params, 'type') ?? '') : '';
    const own = /^[a-z]{1,20}$/.test(type) ? `must be of type ${type}` : invalidText;
    return toIssue(
      toSegments(text(item, 'path') ?? ''),
      safeText(readProperty(item, 'message'), values, own),
      location,
    );
  },
};

/** Valibot passes the input and how it was shown (`received`). */
const valibot: IssueSource = {
  library: 'valibot',
  holds: (item) =>
    text(item, 'kind') !== undefined && text(item, 'type') !== undefined && text(item, 'message') !== undefined,
  toIssue: (item, location) => {
    const values = [readProperty(item, 'input'), text(item, 'received')?.replace(/^"|"$/g, '')];
    const expected = text(item, 'expected');
    const own = expected !== undefined && /^[\w >=<|&!.-]{1,60}$/.test(expected) ? `must be ${expected}` : invalidText;
    return toIssue(
      toSegments(readProperty(item, 'path')),
      safeText(readProperty(item, 'message'), values, own),
      location,
    );
  },
};

/** `expected` is made of the type; the message quotes what was there instead. */
const arktype: IssueSource = {
  library: 'arktype',
  holds: (item) =>
    text(item, 'expected') !== undefined && text(item, 'code') !== undefined && isObject(readProperty(item, 'path')),
  toIssue: (item, location) => {
    const message = safeText(`must be ${text(item, 'expected') ?? ''}`, [readProperty(item, 'data')]);
    return toIssue(toSegments(readProperty(item, 'path')), message, location);
  },
};

const expressValidator: IssueSource = {
  library: 'express-validator',
  holds: (item) =>
    readProperty(item, 'msg') !== undefined &&
    (text(item, 'location') !== undefined || text(item, 'param') !== undefined || text(item, 'type') === 'alternative'),
  toIssue: (item, location) => {
    const message = safeText(readProperty(item, 'msg'), [readProperty(item, 'value')]);
    return toIssue(
      toSegments(text(item, 'path') ?? text(item, 'param') ?? ''),
      message,
      location ?? text(item, 'location'),
    );
  },
};

const vine: IssueSource = {
  library: 'vine',
  holds: (item) => text(item, 'rule') !== undefined && text(item, 'field') !== undefined,
  toIssue: (item, location) => {
    const rule = text(item, 'rule') ?? '';
    const message = /^[A-Za-z]\w{0,40}$/.test(rule) ? `fails the rule "${rule}"` : invalidText;
    return toIssue(toSegments(text(item, 'field') ?? ''), message, location);
  },
};

/** express-openapi-validator: Ajv's texts under a path whose first segment is the part of the request. */
const openapi: IssueSource = {
  library: 'openapi',
  holds: (item) => /\.openapi\.validation$/.test(text(item, 'errorCode') ?? ''),
  toIssue: (item) => {
    const path = text(item, 'path') ?? '';
    const [part, ...rest] = toSegments(path.replace(/^\./, '')) as string[];
    return toIssue(
      rest,
      safeText(readProperty(item, 'message'), []),
      part === undefined || part === '' ? undefined : part,
    );
  },
};

const sequelize: IssueSource = {
  library: 'sequelize',
  holds: (item) => text(item, 'path') !== undefined && readProperty(item, 'validatorKey') !== undefined,
  toIssue: (item, location) =>
    toIssue(
      toSegments(text(item, 'path') ?? ''),
      safeText(readProperty(item, 'message'), [readProperty(item, 'value')]),
      location,
    ),
};

/** jsonschema: `instance.user.age`. */
const jsonschema: IssueSource = {
  library: 'jsonschema',
  holds: (item) =>
    text(item, 'property')?.startsWith('instance') === true && readProperty(item, 'argument') !== undefined,
  toIssue: (item, location) =>
    toIssue(
      toSegments((text(item, 'property') ?? '').slice('instance'.length)),
      safeText(readProperty(item, 'message'), [readProperty(item, 'instance')]),
      location,
    ),
};

/** Standard Schema: a message of whatever library, and no value to compare it with. */
const standard: IssueSource = {
  library: 'standard_schema',
  holds: (item) =>
    text(item, 'message') !== undefined &&
    (readProperty(item, 'path') === undefined || isArray(readProperty(item, 'path'))),
  toIssue: (item, location) => toIssue(toSegments(readProperty(item, 'path')), invalidText, location),
};

/** Lists of issues by the shape of their items, the particular before the general. */
export const listSources: readonly IssueSource[] = [
  ajv,
  openapi,
  joi,
  valibot,
  expressValidator,
  vine,
  sequelize,
  jsonschema,
  yup,
  arktype,
  zod,
];

/** Lists that only stand under `issues`: elsewhere a message beside a path proves nothing. */
export const issueSources: readonly IssueSource[] = [valibot, zod, arktype, standard];

/** The source of a list, by its first item. */
export function sourceOf(list: unknown, sources: readonly IssueSource[]): IssueSource | undefined {
  const [first] = arrayItems(list, 1);
  return isObject(first) ? sources.find(({ holds }) => holds(first)) : undefined;
}

/** Issues of a list, at most fifty. */
export function toIssues(list: unknown, source: IssueSource, location?: string): readonly Issue[] {
  return arrayItems(list, maxIssues)
    .filter(isObject)
    .map((item) => source.toIssue(item, location));
}

/** Sources that a caller asks for by name, where the place says enough. */
export const sources: Readonly<Record<'ajv' | 'joi' | 'yup' | 'arktype', IssueSource>> = { ajv, joi, yup, arktype };
