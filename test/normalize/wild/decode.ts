/**
 * The capture writes what JSON cannot hold as text: `[undefined]`, `[Symbol(x)]`, `[Array(2) Error{code,port}]`,
 * `[IncomingMessage {statusCode,headers,+22}]`. Objects of the deeper levels are elided to their class and keys.
 */

export class UnreadableValue {}
/** Marks a property whose getter threw. */
export const unreadable: UnreadableValue = new UnreadableValue();

/** What stands in for the values of an elided object. Types matter more than values. */
export type Placeholders = (key: string) => unknown;

function named(className: string): new () => object {
  return { [className]: class {} }[className] as new () => object;
}

const errorNames = /Error$/;

/** An object of a class with these keys. Errors are Errors. */
export function elided(className: string, keys: readonly string[], fill: Placeholders): object {
  const target: object =
    className === 'Object(null-proto)'
      ? Object.create(null)
      : className === 'Object'
        ? {}
        : errorNames.test(className)
          ? createErrorOf(className)
          : new (named(className))();
  for (const key of keys) {
    if (key === 'stack' || key.startsWith('+') || key.startsWith('Symbol(')) continue;
    Object.defineProperty(target, key, { value: fill(key), enumerable: true, configurable: true, writable: true });
  }
  return target;
}

const natives: Readonly<Record<string, ErrorConstructor>> = {
  Error,
  TypeError,
  RangeError,
  SyntaxError,
  ReferenceError,
  URIError,
};

export function createErrorOf(className: string, message = ''): Error {
  const Native = natives[className];
  if (Native !== undefined) return new Native(message);
  if (className === 'AggregateError') return new AggregateError([], message);
  const Class = { [className]: class extends Error {} }[className] as new (message: string) => Error;
  return new Class(message);
}

type Decode = (match: RegExpExecArray, fill: Placeholders) => unknown;

const forms: readonly (readonly [RegExp, Decode])[] = [
  [/^\[undefined\]$/, () => undefined],
  [/^\[threw on read\]$/, () => unreadable],
  [/^\[number (NaN|Infinity|-Infinity)\]$/, ([, text]) => Number(text)],
  [/^\[bigint (\d+)\]$/, ([, text]) => BigInt(text ?? '0')],
  [/^\[Symbol\((.*)\)\]$/, ([, text]) => Symbol(text)],
  [/^\[function ([\w $]*)\]$/, () => () => undefined],
  [/^\[Buffer (\d+)\]$/, ([, size]) => Buffer.alloc(Number(size))],
  [/^\[Date \{\}\]$/, () => new Date(0)],
  [/^\[Set \{\}\]$/, () => new Set()],
  [/^\[Number \{\}\]$/, () => Object(404)],
  [/^\[Headers \{\}\]$/, () => new Headers()],
  [/^\[Array\((\d+)\) ?(.*)\]$/s, ([, size, item], fill) => decodeArray(Number(size), item ?? '', fill)],
  [
    /^\[([A-Za-z$][\w$]*(?:\(null-proto\))?) \{([^}]*)\}\]$/,
    ([, name, keys], fill) => elided(name ?? 'Object', splitKeys(keys ?? ''), fill),
  ],
];

function splitKeys(keys: string): readonly string[] {
  return keys === '' ? [] : keys.split(',');
}

function decodeArray(size: number, item: string, fill: Placeholders): readonly unknown[] {
  const shape = /^([A-Za-z$][\w$]*)\{([^}]*)\}$/.exec(item);
  const one = (): unknown =>
    shape === null ? decodeText(item) : elided(shape[1] ?? 'Object', splitKeys(shape[2] ?? ''), fill);
  return Array.from({ length: size }, one);
}

function decodeText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A captured value, as far as it can be had again. */
export function decode(value: unknown, fill: Placeholders): unknown {
  if (typeof value === 'string') {
    for (const [pattern, form] of forms) {
      const match = pattern.exec(value);
      if (match !== null) return form(match, fill);
    }
    return value;
  }
  if (Array.isArray(value)) return value.map((one) => decode(one, fill));
  if (typeof value !== 'object' || value === null) return value;
  return decodeObject(value as Record<string, unknown>, fill);
}

const kinds: Readonly<Record<string, (members: Readonly<Record<string, unknown>>) => unknown>> = {
  Headers: (members) => new Headers(members as Record<string, string>),
  Map: (members) => new Map(Object.entries(members)),
};

function decodeObject(value: Readonly<Record<string, unknown>>, fill: Placeholders): unknown {
  const { '@@kind': kind, ...members } = value;
  if (typeof kind === 'string') return kinds[kind]?.(members) ?? members;
  const target = {};
  for (const [key, member] of Object.entries(members)) define(target, key, decode(member, fill));
  return target;
}

/** Defines a decoded property; one that threw on read throws again. */
export function define(target: object, key: string, value: unknown, enumerable = true): void {
  if (value !== unreadable) {
    Object.defineProperty(target, key, { value, enumerable, configurable: true, writable: true });
    return;
  }
  Object.defineProperty(target, key, {
    enumerable,
    configurable: true,
    get(): never {
      throw new Error(`unreadable ${key}`);
    },
  });
}
