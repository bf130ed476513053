import { isArray, isObject, ownKeys, readProperty } from '../http/safe-read.ts';

/** Deeper and more than failwell sends; what lies beyond is left out. */
const maxDepth = 32;
const maxMembers = 10_000;

/** SE-5: names through which a careless merge of the application reaches a prototype. */
const polluting: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Budget {
  left: number;
}

function copy(value: unknown, depth: number, budget: Budget): unknown {
  budget.left -= 1;
  if (!isObject(value)) return value;
  if (depth > maxDepth || budget.left <= 0) return null;
  if (isArray(value)) return value.slice(0, budget.left).map((item) => copy(item, depth + 1, budget));
  const target: Record<string, unknown> = {};
  for (const key of ownKeys(value, budget.left)) {
    if (!polluting.has(key)) target[key] = copy(readProperty(value, key), depth + 1, budget);
  }
  return target;
}

/**
 * A bounded copy of parsed JSON without the names that reach a prototype. Not http/json-safe.ts, which takes any value and
 * would be a tenth of what a browser loads: this one has been JSON already.
 */
export function toPlainJson(value: unknown): unknown {
  return copy(value, 0, { left: maxMembers });
}
