import { describe, expect, it } from 'vitest';
import { createFingerprinter, toHash } from '../../src/report/fingerprint.ts';
import { readErrorChain } from '../../src/report/raw-error.ts';
import { firstAppFrame, toFrames } from '../../src/report/stack.ts';

const withStack = (message: string, frames: readonly string[], more: object = {}): Error =>
  Object.assign(new Error(message), {
    stack: `Error: ${message}\n${frames.map((frame) => `    at ${frame}`).join('\n')}`,
    ...more,
  });

const print = (error: unknown, route?: string, root = '/srv/app'): string =>
  createFingerprinter(root)(readErrorChain(error), route);

describe('fingerprint', () => {
  const base = withStack('order 7', ['loadOrder (/srv/app/src/orders.js:12:9)', 'node:internal/x:1:1']);

  it('outlives messages, line numbers, deploy directories and what lies below the first frame', () => {
    const same = [
      withStack('order 8', ['loadOrder (/srv/app/src/orders.js:99:1)']),
      withStack('order 8', ['async loadOrder (file:///srv/app/src/orders.js:99:1)', 'other (/srv/app/src/x.js:1:1)']),
      withStack('x', [
        'get (/srv/app/node_modules/pg/x.js:1:1)',
        'node:internal/y:1:1',
        'loadOrder (/srv/app/src/orders.js:1:1)',
      ]),
    ];
    for (const error of same) expect(print(error)).toBe(print(base));
    expect(print(withStack('x', ['loadOrder (/srv/r42/src/orders.js:1:1)']), undefined, '/srv/r42')).toBe(print(base));
    expect(print(withStack('x', ['loadOrder (C:\\app\\src\\orders.js:1:1)']), undefined, 'C:\\app\\')).toBe(
      print(base),
    );
  });

  it('tells class, code, function and file apart', () => {
    const prints = [
      base,
      withStack('order 7', ['loadOrder (/srv/app/src/orders.js:12:9)'], { name: 'OrderError' }),
      withStack('order 7', ['loadOrder (/srv/app/src/orders.js:12:9)'], { code: 'E_X' }),
      withStack('order 7', ['saveOrder (/srv/app/src/orders.js:12:9)']),
      withStack('order 7', ['loadOrder (/srv/app/src/order.js:12:9)']),
      withStack('order 7', ['/srv/app/src/orders.js:12:9']),
    ].map((error) => print(error));
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('a code of a cause tells failures of one wrapper apart', () => {
    const frames = ['loadOrder (/srv/app/src/orders.js:12:9)'];
    const wrap = (code: string) =>
      withStack('fetch failed', frames, { cause: Object.assign(new Error('x'), { code }) });
    expect(print(wrap('ECONNREFUSED'))).not.toBe(print(wrap('ETIMEDOUT')));
  });

  it('takes the frame of a cause where the thrown value has none of the application', () => {
    const cause = withStack('x', ['loadOrder (/srv/app/src/orders.js:12:9)']);
    expect(print(withStack('y', ['node:net:1:1'], { cause }))).toBe(print(base));
  });

  it('without any frame of the application the route tells groups apart', () => {
    const refused = withStack('connect', ['TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)']);
    expect(print(refused, '/a')).not.toBe(print(refused, '/b'));
    expect(print(refused, '/a')).toBe(print(refused, '/a'));
    expect(print(base, '/a')).toBe(print(base, '/b'));
  });

  it('is FNV-1a in two lanes: stable across processes and versions', () => {
    expect(toHash('')).toBe('811c9dc5050c5d1f');
    expect(toHash('foobar').slice(0, 8)).toBe('bf9cf968');
    expect(print('x')).toMatch(/^[0-9a-f]{16}$/);
  });

  it('does not collide over 20 000 groups', () => {
    const prints = new Set(
      Array.from({ length: 20_000 }, (_, index) => toHash(`OrderError\nE${index}\nload\nsrc/a.js`)),
    );
    expect(prints.size).toBe(20_000);
  });
});

describe('stack', () => {
  it('keeps frames and drops the header, even where the message looks like frames', () => {
    const message = 'Failed query\nparams: zoo\n    at zoo (/zoo.js:1:1)';
    expect(toFrames(`Error: ${message}\n    at f (/a.js:1:2)\n    at async /b.js:3:4`, message)).toEqual([
      '    at f (/a.js:1:2)',
      '    at async /b.js:3:4',
    ]);
  });

  it('drops lines that are no frames, huge frames, and all above 50', () => {
    expect(toFrames('Error\nzoo\n    at zoo\n    zoo (/a.js:1:1)\n', '')).toEqual([]);
    expect(toFrames(`Error\n    at data:text/javascript,${'x'.repeat(5000)}:1:1`, '')).toEqual([]);
    expect(toFrames(`Error\n${'    at f (/a.js:1:2)\n'.repeat(500)}`, '')).toHaveLength(50);
  });

  it.each([
    ['f (/srv/app/src/a.js:1:2)', 'f', 'src/a.js'],
    ['async f (/srv/app/a.js:1:2)', 'f', 'a.js'],
    ['new Order (/srv/app/a.js:1:2)', 'Order', 'a.js'],
    ['Order.load [as get] (/srv/app/a.js:1:2)', 'Order.load', 'a.js'],
    ['Object.<anonymous> (/srv/app/a.js:1:2)', 'Object.<anonymous>', 'a.js'],
    ['/srv/app/a.js:1:2', '', 'a.js'],
    ['async file:///srv/app/a.mjs?t=7:1:2', '', 'a.mjs'],
    ['f (webpack://shop/src/deep/er/a.ts:1:2)', 'f', 'deep/er/a.ts'],
    ['f (/elsewhere/x/y/a.js:1:2)', 'f', 'x/y/a.js'],
  ])('the place of %s', (frame, functionName, path) => {
    expect(firstAppFrame([`    at ${frame}`], '/srv/app')).toEqual({ functionName, path });
  });

  it.each([
    'node:internal/process/task_queues:95:5',
    'f (internal/x.js:1:1)',
    'Array.map (<anonymous>)',
    'f (native)',
    'g (/srv/app/node_modules/x/a.js:1:1)',
    'h (C:\\app\\node_modules\\x\\a.js:1:1)',
    'eval (eval at f (/srv/app/a.js:1:1), <anonymous>:1:1)',
  ])('no place of the application: %s', (frame) => {
    expect(firstAppFrame([`    at ${frame}`], '/srv/app')).toBeUndefined();
  });
});
