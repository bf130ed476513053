// Plans errors in a process of its own and tells the heap on the way: `fork('memory-probe.js', [count], --expose-gc)`.
import { BadGateway, createError, NotFound, planErrorResponse } from 'failwell';

const request = { method: 'GET', url: '/orders/42', headers: { host: 'shop.example', accept: 'application/json' } };
const total = Number(process.argv[2]);

/** Every path in turn: prepared plans, whole plans, foreign values. @type {readonly (() => unknown)[]} */
const failures = [
  () => new BadGateway('orders answered 404'),
  () => new NotFound('No such order'),
  () => createError(422, 'not valid', { reason: 'ORDER_INVALID', details: { rows: [1, 2, 3] } }),
  () => new TypeError('a bug'),
  () => Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:8080'), { code: 'ECONNREFUSED', syscall: 'connect' }),
];

function heap() {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const samples = [];
for (let index = 1; index <= total; index += 1) {
  const make = failures[index % failures.length];
  planErrorResponse(make?.(), request);
  if (index % (total / 4) === 0) samples.push(heap());
}
process.send?.(samples);
process.disconnect?.();
