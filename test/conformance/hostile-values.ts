/** Everything that JavaScript lets one throw and that a careless handler trips over (SE-3). Built afresh on each call. */
export const hostileValues: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  function: () => Object.assign(() => 'secret', { status: 404, expose: true }),
  array: () => [404, 'secret'],
  symbol: () => Symbol('secret'),
  bigint: () => 404n,
  promise: () => Promise.resolve(404),
  frozen: () => Object.freeze(new Error('secret')),
  nullProto: () => Object.assign(Object.create(null) as object, { status: 404, message: 'secret', expose: true }),
  bigintStatus: () => Object.assign(new Error('secret'), { status: 404n, statusCode: 404n, expose: true }),
  circularCause: () => {
    const first = new Error('secret');
    const second = new Error('secret', { cause: first });
    first.cause = second;
    return second;
  },
  throwingGetters: () => {
    const error = new Error('secret');
    // V8 formats the stack when it is first touched, and reads `name` for it: now, while that does not throw.
    void error.stack;
    const names = ['status', 'statusCode', 'expose', 'headers', 'code', 'cause', 'name', 'message', 'stack', 'toJSON'];
    for (const name of [...names, 'response', 'request', 'config', 'isAxiosError', 'errors']) {
      Object.defineProperty(error, name, {
        get: () => {
          throw new Error(`the getter of ${name} throws`);
        },
      });
    }
    return error;
  },
  throwingProxy: () => {
    const refuse = (): never => {
      throw new Error('the trap throws');
    };
    const traps = {
      get: refuse,
      has: refuse,
      ownKeys: refuse,
      getPrototypeOf: refuse,
      getOwnPropertyDescriptor: refuse,
    };
    return new Proxy({}, traps);
  },
  revokedProxy: () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  endlessCause: () => {
    // A new object on every read: no set of seen objects ends this walk, only a depth limit does.
    const deepen = (): object => Object.defineProperty(new Error('secret'), 'cause', { get: deepen });
    return deepen();
  },
};
