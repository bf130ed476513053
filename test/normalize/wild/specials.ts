import { runInNewContext } from 'node:vm';

/** Values that no list of properties can describe, by record id. */
export const specials: Readonly<Record<string, () => unknown>> = {
  'odd/yes-man': () => {
    const proxy: unknown = new Proxy(() => undefined, { get: () => proxy });
    return proxy;
  },
  'odd/yes-man-object': () => {
    const proxy: unknown = new Proxy({}, { get: () => proxy });
    return proxy;
  },
  'odd/proxy-error': () => new Proxy(Object.assign(new Error('x'), { status: 403 }), {}),
  'odd/getter-flip': () => {
    let reads = 0;
    return Object.defineProperty(new Error('x'), 'status', { get: () => (reads++ === 0 ? 404 : 200) });
  },
  'odd/cause-loop': () => {
    const outer = new Error('a');
    outer.cause = new Error('b', { cause: outer });
    return outer;
  },
  'odd/cause-deep': () => {
    let error = new Error('n');
    for (let depth = 0; depth < 50_000; depth += 1) error = new Error('n', { cause: error });
    return error;
  },
  'odd/aggregate-huge': () => new AggregateError(Array.from({ length: 200_000 }, () => 1)),
  'odd/circular': () => {
    const error = Object.assign(new Error('x'), { status: 422 });
    return Object.assign(error, { details: { e: error }, self: error });
  },
  'odd/response': () => new Response('not found', { status: 404 }),
  'odd/function-status': () => Object.assign(() => undefined, { status: 404 }),
  'odd/class': () => TypeError,
  'odd/status-inherited': () => {
    class P extends Error {
      get status(): number {
        return 402;
      }
    }
    return new P('x');
  },
  'odd/tojson-throws': () =>
    Object.assign(new Error('x'), {
      toJSON: () => {
        throw new Error('toJSON');
      },
    }),
  // The pollution itself is the test's (withPollution).
  'odd/polluted-prototype': () => new Error('x'),
  'local/structured-clone/node': () => structuredClone(Object.assign(new Error('x'), { status: 404 })),
  'local/vm-timeout/node': () =>
    runInNewContext(
      `Object.assign(new Error('Script execution timed out after 30ms'), { code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' })`,
    ),
};

/** Runs with `Object.prototype.status = 404`, as the record's scenario has it, and always takes it away again. */
export function withPollution<T>(act: () => T): T {
  Object.defineProperty(Object.prototype, 'status', {
    value: 404,
    configurable: true,
    writable: true,
    enumerable: true,
  });
  try {
    return act();
  } finally {
    delete (Object.prototype as { status?: unknown }).status;
  }
}
