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

/** Rules by option name. A nested table checks the members of an object. */
export interface RuleTable {
  readonly [option: string]: Rule | { readonly members: RuleTable; readonly or?: Rule };
}

export const aBoolean: Rule = { must: 'a boolean', holds: (value) => typeof value === 'boolean' };
export const aFunction: Rule = { must: 'a function', holds: (value) => typeof value === 'function' };
export const aText: Rule = { must: 'a non-empty string', holds: (value) => typeof value === 'string' && value !== '' };
export const anObject: Rule = { must: 'an object', holds: (value) => isObject(value) && !isArray(value) };

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

/** A value in a message: short, and never the content of an object. */
export function show(value: unknown): string {
  if (typeof value === 'string') return value.length > 40 ? `'${value.slice(0, 40)}…'` : `'${value}'`;
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
  const [nearest] = known
    .map((one) => ({ one, far: distance(name.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  return nearest !== undefined && nearest.far <= 3
    ? `; did you mean "${nearest.one}"?`
    : `; known are ${known.join(', ')}`;
}

function checkMember(path: string, value: unknown, entry: RuleTable[string]): void {
  if ('holds' in entry) {
    if (!entry.holds(value))
      throw new OptionError('FAILWELL_OPTION_TYPE', `"${path}" must be ${entry.must}, was ${show(value)}`);
    return;
  }
  if (entry.or?.holds(value) === true) return;
  checkOptions(value, entry.members, path, entry.or);
}

/**
 * Checks options against their table: an unknown or misspelt name and a wrong type throw. A member that is undefined
 * counts as not given.
 *
 * @throws OptionError with the path of the option, what it must be and what it was.
 */
export function checkOptions(options: unknown, table: RuleTable, path = 'options', or?: Rule): void {
  if (!anObject.holds(options)) {
    const must = or === undefined ? 'an object' : `an object or ${or.must}`;
    throw new OptionError('FAILWELL_OPTION_TYPE', `"${path}" must be ${must}, was ${show(options)}`);
  }
  const prefix = path === 'options' ? '' : `${path}.`;
  for (const name of ownKeys(options)) {
    const entry = Object.hasOwn(table, name) ? table[name] : undefined;
    if (entry === undefined) {
      throw new OptionError(
        'FAILWELL_OPTION_UNKNOWN',
        `"${prefix}${name}" is not an option${suggestion(name, Object.keys(table))}`,
      );
    }
    const value = readProperty(options, name);
    if (value !== undefined) checkMember(`${prefix}${name}`, value, entry);
  }
}
