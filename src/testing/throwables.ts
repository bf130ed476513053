import { runInNewContext } from 'node:vm';

/** Everything that JavaScript lets one throw and that a careless handler trips over (SE-3). Built afresh on each call. */

export type ThrowableSet = Readonly<Record<string, () => unknown>>;

type Build = (secret: string) => unknown;

// The getters that a handler, a logger or a serialiser reads. `stack` first: defining it later would format the stack.
const readNames = [
  'stack',
  'name',
  'message',
  'cause',
  'errors',
  'code',
  'status',
  'statusCode',
  'expose',
  'headers',
  'toJSON',
  'response',
  'request',
  'config',
  'options',
  'isAxiosError',
  'details',
  'reason',
  'retryAfter',
  'constructor',
] as const;

const throwingGetters: Build = (secret) => {
  const error = new Error(secret);
  for (const name of readNames) {
    Object.defineProperty(error, name, {
      get: () => {
        throw new Error(`the getter of ${name} throws`);
      },
    });
  }
  return error;
};

const refuse = (): never => {
  throw new Error('the trap throws');
};
const refusingTraps: ProxyHandler<object> = {
  get: refuse,
  has: refuse,
  ownKeys: refuse,
  getPrototypeOf: refuse,
  getOwnPropertyDescriptor: refuse,
  set: refuse,
  defineProperty: refuse,
  isExtensible: refuse,
};

/** Answers every key with itself, and calls, constructions and primitives too. */
const everything: Build = () => {
  const all: object = new Proxy(() => all, { get: () => all, has: () => true, apply: () => all, construct: () => all });
  return all;
};

const revokedProxy: Build = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** A prototype chain that never ends. */
const endlessPrototype: Build = () => {
  const endless: object = new Proxy({}, { getPrototypeOf: () => endless });
  return endless;
};

/** A new object on every read: no set of seen objects ends this walk, only a depth limit does. */
const endlessCause: Build = (secret) => {
  const deepen = (): object => Object.defineProperty(new Error(secret), 'cause', { get: deepen });
  return deepen();
};

const circularCause: Build = (secret) => {
  const first = new Error(secret);
  const second = new Error(secret, { cause: first });
  first.cause = second;
  return second;
};

const circular: Build = (secret) => {
  const error = Object.assign(new Error(secret), { status: 500 });
  return Object.assign(error, { cause: error, errors: [error], details: error, response: error, headers: error });
};

/** Another answer each time that somebody looks. */
const changing: Build = (secret) => {
  let asked = 0;
  const answers = [404, 200, secret, undefined];
  return new Proxy(new Error(secret), {
    get: (target, key) => (key === 'status' || key === 'expose' ? answers[asked++ % 4] : Reflect.get(target, key)),
  });
};

/** More text and more members than a response or a log can take. */
const huge: Build = (secret) => {
  const details = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`member${index}`, index]));
  return Object.assign(new Error(secret.repeat(Math.ceil(500_000 / Math.max(secret.length, 1)))), { details });
};

const toJsonThrows: Build = (secret) => {
  const toJSON = (): never => {
    throw new Error(secret);
  };
  return Object.assign(new Error(secret), { toJSON, details: { toJSON } });
};

/** As an HTTP client leaves it: the credentials of the call that failed. */
const upstreamAnswer: Build = (secret) => {
  const config = { url: `https://orders.internal/?key=${secret}`, headers: { Authorization: `Bearer ${secret}` } };
  const response = {
    status: 401,
    headers: { 'set-cookie': [secret], 'www-authenticate': secret },
    data: secret,
    config,
  };
  return Object.assign(new Error(`Request failed with ${secret}`), {
    isAxiosError: true,
    config,
    response,
    status: 401,
  });
};

const builders: Readonly<Record<string, Build>> = {
  undefined: () => undefined,
  null: () => null,
  number: () => 404,
  string: (secret) => secret,
  symbol: (secret) => Symbol(secret),
  bigint: () => 404n,
  array: (secret) => [404, secret],
  function: (secret) => Object.assign(() => secret, { status: 404, expose: true }),
  promise: () => Promise.resolve(404),
  thenable: (secret) => Object.defineProperty(new Error(secret), 'then', { value: () => undefined }),
  frozen: (secret) => Object.freeze(new Error(secret)),
  frozenWithStatus: (secret) => Object.freeze(Object.assign(new Error(secret), { status: 404 })),
  nullProto: (secret) => Object.assign(Object.create(null) as object, { status: 404, message: secret, expose: true }),
  falseTag: (secret) => ({ [Symbol.toStringTag]: 'Error', message: secret, status: 404 }),
  bigintStatus: (secret) => Object.assign(new Error(secret), { status: 404n, statusCode: 404n, expose: true }),
  textStatus: (secret) => Object.assign(new Error(secret), { status: '404', statusCode: '404' }),
  successStatus: (secret) => Object.assign(new Error(secret), { status: 200, statusCode: 200 }),
  truthyExpose: (secret) => Object.assign(new Error(secret), { status: 404, expose: 'yes' }),
  splittingHeaders: (secret) =>
    Object.assign(new Error(secret), { status: 400, headers: { 'X-A': 'a\r\nSet-Cookie: b=c', 'bad name': 'x' } }),
  bigintDetails: (secret) => Object.assign(new Error(secret), { details: { amount: 10n } }),
  crossRealm: (secret) => runInNewContext('Object.assign(new TypeError(text), { status: 404 })', { text: secret }),
  aggregate: (secret) => new AggregateError([new Error(secret), null, secret], secret),
  domException: (secret) => new DOMException(secret, 'AbortError'),
  circularCause,
  circular,
  throwingGetters,
  throwingProxy: () => new Proxy({}, refusingTraps),
  throwingErrorProxy: (secret) => new Proxy(new Error(secret), refusingTraps),
  errorProxy: (secret) => new Proxy(new Error(secret), { get: (_, key) => (key === 'length' ? 5 : `${secret}\r\n`) }),
  revokedProxy,
  everything,
  endlessPrototype,
  endlessCause,
  changing,
  huge,
  toJsonThrows,
  upstreamAnswer,
};

/**
 * Makes a set of hostile values with a text of your own in their messages, so that a test can look for it in what a client
 * or a log got.
 *
 * @param secret stands in every message that no client may see.
 * @example
 * const hostile = createThrowables('s3cr3t');
 * expect(renderError(hostile.frozen?.()).body).not.toContain('s3cr3t');
 */
export function createThrowables(secret: string): ThrowableSet {
  const entries = Object.entries(builders);
  return Object.freeze(Object.fromEntries(entries.map(([name, build]) => [name, (): unknown => build(secret)])));
}

/** The text in the messages of {@link throwables}. */
export const throwableSecret = 'secret-of-a-throwable';

/**
 * Values that break careless error handling, by name: null, symbols, proxies that refuse or lie, getters that throw,
 * circular and endless causes, errors of another realm, headers that would split a response, and their kin. Each is a
 * function that makes a fresh one.
 *
 * @example
 * test.each(Object.entries(throwables))('%s is answered', async (name, make) => {
 *   await expect(answerTo(make())).toBeErrorResponse();
 * });
 */
export const throwables: ThrowableSet = createThrowables(throwableSecret);
