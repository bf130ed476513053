import { isArray, isObject, ownKeys, readProperty } from '../http/safe-read.ts';

/** Stable codes of what can be wrong with options. */
export type OptionErrorCode = 'FAILWELL_OPTION_UNKNOWN' | 'FAILWELL_OPTION_TYPE' | 'FAILWELL_OPTION_CONFLICT';

/** Thrown where options are given, never while a request is answered. */
export class OptionError extends TypeError {
  readonly code: OptionErrorCode;
  constructor(code: OptionErrorCode, message: string) {
    super(message);
    this.name = 'OptionError';
    this.code = code;
  }
}

/** What a value must be: a test, and the words for it. */
export interface Rule {
  readonly must: string;
  readonly holds: (value: unknown) => boolean;
}

/** Rules by option name. */
export interface RuleTable {
  readonly [option: string]: Rule | Members;
}

/** An object with a table of its own; `or` is what may stand in its place. */
export interface Members {
  readonly members: RuleTable;
  readonly required?: readonly string[];
  readonly or?: Rule;
}

export const aBoolean: Rule = { must: 'a boolean', holds: (value) => typeof value === 'boolean' };
export const aFunction: Rule = { must: 'a function', holds: (value) => typeof value === 'function' };
export const aText: Rule = { must: 'a non-empty string', holds: (value) => typeof value === 'string' && value !== '' };
export const aPath: Rule = {
  must: 'an absolute path without query',
  holds: (value) => typeof value === 'string' && /^\/[^?#\s]*$/.test(value),
};
// A function is refused too: `errorHandler(logger.error)` is a slip that would pass as an object without options.
export const anObject: Rule = {
  must: 'an object',
  holds: (value) => isObject(value) && typeof value !== 'function' && !isArray(value),
};

export function oneOf(...allowed: readonly unknown[]): Rule {
  return { must: `one of ${allowed.map(show).join(', ')}`, holds: (value) => allowed.includes(value) };
}

export function listOf(rule: Rule): Rule {
  return { must: `a list of items, each ${rule.must}`, holds: (value) => isArray(value) && value.every(rule.holds) };
}

export function either(...rules: readonly Rule[]): Rule {
  return {
    must: rules.map((rule) => rule.must).join(' or '),
    holds: (value) => rules.some((rule) => rule.holds(value)),
  };
}

export function aNumber(from: number, to: number, whole = false): Rule {
  return {
    must: `a ${whole ? 'whole ' : ''}number from ${from} to ${to}`,
    holds: (value) => typeof value === 'number' && value >= from && value <= to && (!whole || Number.isInteger(value)),
  };
}

/** A value in a message: short, on one line, and never the content of an object. */
export function show(value: unknown): string {
  if (typeof value === 'string') {
    const shown = value.slice(0, 40).replace(/[\p{Cc}\u2028\u2029]/gu, '\ufffd');
    return value.length > 40 ? `'${shown}…'` : `'${shown}'`;
  }
  if (typeof value === 'function') return 'a function';
  if (isArray(value)) return 'an array';
  return isObject(value) ? 'an object' : String(value);
}

function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

function suggestion(name: string, known: readonly string[]): string {
  const [nearest] = (name.length > 40 ? [] : known)
    .map((one) => ({ one, far: distance(name.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  return nearest !== undefined && nearest.far <= 3
    ? `; did you mean "${nearest.one}"?`
    : `; known are ${known.join(', ')}`;
}

function refuse(path: string, must: string, value: unknown): never {
  throw new OptionError('FAILWELL_OPTION_TYPE', `"${path}" must be ${must}, was ${show(value)}`);
}

function checkMember(path: string, value: unknown, entry: Rule | Members): void {
  if ('holds' in entry) {
    if (!entry.holds(value)) refuse(path, entry.must, value);
    return;
  }
  if (entry.or?.holds(value) === true) return;
  if (!anObject.holds(value))
    refuse(path, entry.or === undefined ? 'an object' : `an object or ${entry.or.must}`, value);
  checkNames(value, entry.members, `${path}.`);
  for (const name of entry.required ?? []) {
    const rule = entry.members[name];
    const missing = readProperty(value, name) === undefined;
    if (missing) refuse(`${path}.${name}`, rule !== undefined && 'must' in rule ? rule.must : 'given', undefined);
  }
}

function checkNames(options: unknown, table: RuleTable, prefix: string): void {
  for (const name of ownKeys(options)) {
    const entry = Object.hasOwn(table, name) ? table[name] : undefined;
    if (entry === undefined) {
      throw new OptionError(
        'FAILWELL_OPTION_UNKNOWN',
        `"${prefix}${name.slice(0, 40)}" is not an option${suggestion(name, Object.keys(table))}`,
      );
    }
    const value = readProperty(options, name);
    if (value !== undefined) checkMember(`${prefix}${name}`, value, entry);
  }
}

/**
 * Checks options against their table: an unknown or misspelt name and a wrong type throw. A member that is undefined
 * counts as not given.
 *
 * @throws OptionError with the path of the option, what it must be and what it was.
 */
export function checkOptions(options: unknown, table: RuleTable): void {
  if (!anObject.holds(options)) refuse('options', anObject.must, options);
  checkNames(options, table, '');
}
