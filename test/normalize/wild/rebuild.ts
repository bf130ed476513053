import { createErrorOf, decode, define, type Placeholders, unreadable } from './decode.ts';
import { elidedMembers, upstreamRequest, upstreamResponse } from './elided.ts';
import type { WildCause, WildRecord } from './record.ts';
import { specials } from './specials.ts';

/** Types of well-known members inside elided objects. */
function placeholders(record: WildRecord): Placeholders {
  const known: Readonly<Record<string, unknown>> = {
    path: [],
    params: {},
    headers: {},
    code: record.code ?? 'elided',
    port: 43595,
    status: 200,
    statusCode: 200,
    cause: undefined,
    constraints: {},
    children: [],
    context: {},
  };
  return (key) => (Object.hasOwn(known, key) ? known[key] : 'elided');
}

function causeError(cause: WildCause): unknown {
  if (cause.ctorName === undefined) return cause.message;
  if (cause.name === null && cause.message === null) return {};
  if (cause.ctorName === 'DOMException') return new DOMException(String(cause.message), String(cause.name));
  const error = createErrorOf(cause.ctorName === 'Object' ? 'Error' : cause.ctorName, String(cause.message ?? ''));
  if (cause.errors !== undefined) define(error, 'errors', cause.errors.map(causeError), false);
  for (const key of ['name', 'code', 'errno', 'syscall'] as const) {
    if (cause[key] !== null && cause[key] !== undefined) define(error, key, cause[key], key !== 'name');
  }
  return error;
}

/** Links the chain from the inside; `[circular]` is built by hand (specials.ts). */
function causeOf(chain: readonly WildCause[]): unknown {
  const errors = chain.map(causeError);
  errors.forEach((error, index) => {
    const next = errors[index + 1];
    if (next !== undefined && typeof error === 'object' && error !== null) define(error, 'cause', next, false);
  });
  return errors[0];
}

const primitives: Readonly<Record<string, (message: unknown) => unknown>> = {
  null: () => null,
  undefined: () => undefined,
  string: (message) => message ?? '',
  number: (message) => Number(String(message).replace(/[^\w.-]|number/g, '')),
  boolean: (message) => message === 'true' || message === true,
  symbol: () => Symbol('x'),
  bigint: () => 1n,
};

function emptyOf(record: WildRecord): object {
  const { ctorName } = record;
  if (!record.isError) {
    if (ctorName === 'Array') return [];
    return ctorName === 'Object(null-proto)' ? Object.create(null) : {};
  }
  return createErrorOf(ctorName, typeof record.message === 'string' ? record.message : '');
}

/** Own where the record lists the key, else on the prototype, as a getter of a class would be. */
function place(target: object, record: WildRecord, key: string, value: unknown): void {
  if (record.ownKeys?.includes(key) !== false) {
    define(target, key, value);
    return;
  }
  const prototype: object = Object.create(Object.getPrototypeOf(target) as object | null);
  define(prototype, key, value);
  Object.setPrototypeOf(target, prototype);
}

/** Elided responses and requests of client libraries get what every library offers. */
function revive(record: WildRecord, key: string, captured: unknown): unknown {
  const className = typeof captured === 'string' ? /^\[(\w+) \{/.exec(captured)?.[1] : undefined;
  if (key === 'response' && className !== undefined) return upstreamResponse(record, className);
  if (key === '$response' && className !== undefined) return upstreamResponse(record, className);
  if (key === 'request' && className !== undefined) return upstreamRequest();
  return decode(captured, placeholders(record));
}

const direct = ['name', 'code', 'message', 'status', 'statusCode', 'expose', 'headers'] as const;

function rebuildObject(record: WildRecord): object {
  const target = emptyOf(record);
  for (const key of direct) {
    if (record[key] === undefined) continue;
    place(target, record, key, decode(record[key], placeholders(record)));
  }
  for (const [captured, value] of Object.entries(record.extra ?? {})) {
    if (captured.startsWith('Symbol(') || captured.endsWith(' (inherited)')) continue;
    place(target, record, captured, revive(record, captured, value));
  }
  if (record.causeChain !== undefined) define(target, 'cause', causeOf(record.causeChain), false);
  for (const [key, value] of Object.entries(elidedMembers[record.id] ?? {})) define(target, key, value);
  // Captured as a key whose getter threw and that has no member of its own in the record.
  const getter = /^odd\/getter-(cause|message|name|stack)$/.exec(record.id)?.[1];
  if (getter !== undefined) define(target, getter, unreadable);
  return target;
}

/** Everything that a record holds, as a value to throw. */
export function rebuild(record: WildRecord): unknown {
  const special = specials[record.id];
  if (special !== undefined) return special();
  const primitive = record.isError ? undefined : primitives[record.ctorName];
  if (primitive !== undefined) return primitive(record.message);
  if (record.ctorName === 'DOMException') return new DOMException(String(record.message ?? ''), String(record.name));
  return rebuildObject(record);
}
