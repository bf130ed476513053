import { isArray, isObject, ownKeys, readInteger, readProperty } from './safe-read.ts';

/**
 * A copy of any value that JSON.stringify cannot fail on (FR-10): circular references, BigInt, throwing getters, a
 * toJSON that throws, a million members. JSON's own rules hold where they can: Date by toJSON, undefined and functions
 * left out, Map and Set as empty objects, boxed primitives as what is in the box.
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
  const length = readInteger(items, 'length') ?? 0;
  const copied: unknown[] = [];
  while (copied.length < length && walk.left > 0) {
    const index = copied.length;
    copied.push(copy(readProperty(items, index), String(index), walk) ?? null);
  }
  if (copied.length < length) walk.reduced = true;
  return copied;
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
    // A name is whole or not there: half of one is another name.
    if (polluting.has(key) || key.length > walk.text) {
      walk.reduced = true;
      walk.left -= 1;
      continue;
    }
    const member = copy(readProperty(value, key), key, walk);
    if (member === undefined) continue;
    target[key] = member;
    walk.text = Math.max(walk.text - key.length, 0);
  }
  return target;
}

const boxed: Readonly<Record<string, { readonly prototype: { valueOf: () => unknown } }>> = {
  '[object String]': String,
  '[object Number]': Number,
  '[object Boolean]': Boolean,
};

/** What JSON sees of an object: boxed primitives are unwrapped, and the keys of a String object are its characters. */
function unwrap(value: object, key: string, walk: Walk): unknown {
  // Object.keys of a typed array writes every index as a text: 2 s for 10 MB.
  if (ArrayBuffer.isView(value) && (readInteger(value, 'byteLength') ?? 0) > walk.left) return leaveOut(walk);
  try {
    const box = boxed[Object.prototype.toString.call(value)];
    return box === undefined ? plain(value, key, walk) : box.prototype.valueOf.call(value);
  } catch {
    return plain(value, key, walk);
  }
}

function copy(given: unknown, key: string, walk: Walk): unknown {
  walk.left -= 1;
  const value = isObject(given) ? unwrap(given, key, walk) : given;
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
