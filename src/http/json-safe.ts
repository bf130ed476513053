import { arrayItems, isArray, isObject, ownKeys, readInteger, readProperty } from './safe-read.ts';

/**
 * A copy of any value that JSON.stringify cannot fail on (FR-10): circular references, BigInt, throwing getters, a
 * toJSON that throws, a million members. JSON's own rules hold where they can: Date by toJSON, undefined and functions
 * left out, Map and Set as empty objects.
 */
export interface JsonSafeCopy {
  readonly value: unknown;
  /** true where something was left out: too deep, too many, too long, circular or unreadable. */
  readonly reduced: boolean;
}

/** Bounds of one copy. Members count over the whole value, so the work is linear and small. */
export const jsonLimits = { depth: 12, members: 5000, text: 65_536 } as const;

interface Walk {
  left: number;
  text: number;
  reduced: boolean;
  readonly open: object[];
}

function copyText(text: string, walk: Walk): string {
  if (text.length <= walk.text) {
    walk.text -= text.length;
    return text;
  }
  walk.reduced = true;
  const cut = text.slice(0, walk.text);
  walk.text = 0;
  return cut;
}

function leaveOut(walk: Walk): undefined {
  walk.reduced = true;
  return undefined;
}

function plain(value: object, key: string, walk: Walk): unknown {
  const toJson = readProperty(value, 'toJSON');
  if (typeof toJson !== 'function') return value;
  try {
    return toJson.call(value, key);
  } catch {
    return leaveOut(walk);
  }
}

function copyArray(items: readonly unknown[], walk: Walk): unknown[] {
  const length = Math.min(readInteger(items, 'length') ?? 0, Math.max(walk.left, 0));
  if (length < (readInteger(items, 'length') ?? 0)) walk.reduced = true;
  return arrayItems(items, length).map((item, index) => copy(item, String(index), walk) ?? null);
}

/** SE-5: names through which a careless merge on the other side reaches a prototype. */
const polluting: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

function copyObject(value: object, walk: Walk): Record<string, unknown> {
  const target: Record<string, unknown> = {};
  for (const key of ownKeys(value, Math.max(walk.left, 0) + 1)) {
    if (walk.left <= 0) {
      walk.reduced = true;
      break;
    }
    const member = copy(readProperty(value, key), key, walk);
    if (member === undefined) continue;
    if (polluting.has(key)) walk.reduced = true;
    else target[copyText(key, walk)] = member;
  }
  return target;
}

function copy(given: unknown, key: string, walk: Walk): unknown {
  walk.left -= 1;
  const value = isObject(given) ? plain(given, key, walk) : given;
  if (typeof value === 'string') return copyText(value, walk);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean' || value === null) return value;
  // The digits of a gigantic BigInt take seconds to write.
  if (typeof value === 'bigint')
    return BigInt.asIntN(256, value) === value ? copyText(String(value), walk) : leaveOut(walk);
  if (typeof value !== 'object') return undefined;
  if (walk.open.length >= jsonLimits.depth || walk.open.includes(value)) return leaveOut(walk);
  walk.open.push(value);
  const result = isArray(value) ? copyArray(value, walk) : copyObject(value, walk);
  walk.open.pop();
  return result;
}

/** Copies a value into plain JSON data; total, bounded by `jsonLimits`. */
export function toJsonSafe(value: unknown): JsonSafeCopy {
  const walk: Walk = { left: jsonLimits.members, text: jsonLimits.text, reduced: false, open: [] };
  const result = copy(value, '', walk);
  return { value: result, reduced: walk.reduced };
}
