/**
 * Guarded reads and bounded walks of foreign values.
 *
 * Anything can be thrown: a Proxy that answers every key, a getter that throws, a chain of 50 000 causes. So every
 * property is read through here: once, in try/catch, with no method of the value called, and with nothing taken from
 * Object.prototype (one polluted `Object.prototype.status = 404` would turn every bug into a 404).
 */

const objectPrototype = Object.prototype as unknown as Record<PropertyKey, unknown>;

/** Causes that a walk follows; real chains are two or three deep. */
export const maxCauses = 6;
/** Members of `errors` that a walk looks at. */
export const maxMembers = 20;

/** True for anything that can hold properties: objects and functions. */
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Prototypes below Object.prototype that are looked at; a Proxy can name a new one for ever. */
const maxPrototypes = 16;

/** Whether the value, or a prototype of its own, has the property: a polluted 404 must not hide the status of a NotFound. */
function isOwned(value: object, key: PropertyKey): boolean {
  let current: object | null = value;
  for (let level = 0; level < maxPrototypes && current !== null && current !== objectPrototype; level += 1) {
    if (Object.hasOwn(current, key)) return true;
    current = Object.getPrototypeOf(current) as object | null;
  }
  return false;
}

/** Objects without own members inherit nothing from here. Not `Object.create(null)`: V8 keeps those as slow dictionaries. */
const nothing: object = Object.freeze(Object.create(null) as object);

/** An object that inherits nothing, so that what is absent stays absent when Object.prototype is polluted (SE-5). */
export function bareObject(): Record<string, unknown> {
  return Object.create(nothing) as Record<string, unknown>;
}

/** Reads one property; undefined where it is absent, inherited from Object.prototype, or its getter throws. */
export function readProperty(value: unknown, key: PropertyKey): unknown {
  if (!isObject(value)) return undefined;
  try {
    const found = (value as Record<PropertyKey, unknown>)[key];
    return found !== undefined && found === objectPrototype[key] && !isOwned(value, key) ? undefined : found;
  } catch {
    return undefined;
  }
}

export function readString(value: unknown, key: PropertyKey): string | undefined {
  const found = readProperty(value, key);
  return typeof found === 'string' ? found : undefined;
}

export function readInteger(value: unknown, key: PropertyKey): number | undefined {
  const found = readProperty(value, key);
  return typeof found === 'number' && Number.isInteger(found) ? found : undefined;
}

export function readObject(value: unknown, key: PropertyKey): object | undefined {
  const found = readProperty(value, key);
  return isObject(found) ? found : undefined;
}

/** `Array.isArray` that survives a revoked Proxy. */
export function isArray(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

const ignore = (): void => undefined;

/**
 * True for a promise of any realm or library, whose rejection is taken: a hook that is async by mistake must not end the
 * process. `then` is called and not awaited: what resolves to itself would go on for ever.
 *
 * @param depth an `async then()` returns a promise of its own: that one's rejection is taken too, and nothing below it.
 */
export function defuse(value: unknown, depth = 2): boolean {
  const then = readProperty(value, 'then');
  if (typeof then !== 'function') return false;
  try {
    const next: unknown = then.call(value, ignore, ignore);
    if (depth > 1) defuse(next, depth - 1);
  } catch {
    // It is no promise of any use, and none that rejects.
  }
  return true;
}

/** Own enumerable string keys, at most `limit`; empty where the value refuses. */
export function ownKeys(value: unknown, limit = 1000): readonly string[] {
  if (!isObject(value)) return [];
  try {
    const keys = Object.keys(value);
    return keys.length > limit ? keys.slice(0, limit) : keys;
  } catch {
    return [];
  }
}

/**
 * An Error of any realm. `instanceof` alone misses errors of node:vm and of Jest's environments; the tag alone misses
 * classes that set Symbol.toStringTag (DOMException).
 */
export function isErrorLike(value: unknown): value is Error {
  if (typeof value !== 'object' || value === null) return false;
  try {
    return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
  } catch {
    return false;
  }
}

/** The name of the value's class; undefined for null-prototype objects and values that refuse. */
export function constructorName(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  try {
    const name: unknown = (value.constructor as { name?: unknown } | undefined)?.name;
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch {
    return undefined;
  }
}

/** The value and its `cause`s, outermost first: no cycles, at most `limit` causes. */
export function causeChain(value: unknown, limit: number = maxCauses): readonly unknown[] {
  const chain: unknown[] = [value];
  for (let current = value; chain.length <= limit; ) {
    current = readProperty(current, 'cause');
    if (current === undefined || current === null || chain.includes(current)) break;
    chain.push(current);
  }
  return chain;
}

/** Members of an AggregateError-like `errors` array, at most `limit`, read by index and never iterated. */
export function aggregateMembers(value: unknown, limit: number = maxMembers): readonly unknown[] {
  return arrayItems(readProperty(value, 'errors'), limit);
}

/** Items of a foreign array, at most `limit`, read by index: its iterator may be anything. */
export function arrayItems(value: unknown, limit: number): readonly unknown[] {
  if (!isArray(value)) return [];
  const length = Math.min(readInteger(value, 'length') ?? 0, limit);
  return Array.from({ length }, (_, index) => readProperty(value, index));
}
