import { hostileValues as common } from '../conformance/hostile-values.ts';

/** Every member of an Error as a getter that throws; `stack` first, because defining it later formats the stack. */
function throwingGetters(): Error {
  const error = new Error('secret');
  const own = ['stack', 'name', 'message', 'cause', 'errors', 'code', 'status', 'statusCode', 'expose', 'headers'];
  const more = ['toJSON', 'response', 'request', 'config', 'options', 'details', 'reason', 'retryAfter', 'constructor'];
  for (const name of [...own, ...more]) {
    Object.defineProperty(error, name, {
      get: () => {
        throw new Error(`the getter of ${name} throws`);
      },
    });
  }
  return error;
}

/** Answers every key with itself, and calls, constructions and primitives too. */
function everything(): object {
  const all: object = new Proxy(() => all, { get: () => all, has: () => true, apply: () => all, construct: () => all });
  return all;
}

/** A prototype chain that never ends. */
function endlessPrototype(): object {
  const endless: object = new Proxy({}, { getPrototypeOf: () => endless });
  return endless;
}

/** Values that break careless code, built afresh on each call. */
export const hostileValues: Readonly<Record<string, () => unknown>> = {
  ...common,
  throwingGetters,
  everything,
  endlessPrototype,
  errorProxy: () => new Proxy(new Error('secret'), { get: (_, key) => (key === 'length' ? 5 : 'secret\r\n') }),
  falseTag: () => ({ [Symbol.toStringTag]: 'Error', message: 'secret', status: 404, expose: true }),
  null: () => null,
  number: () => 404,
  string: () => 'secret',
};
