import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from './built-package.ts';
import { startScript } from './script.ts';

beforeAll(ensureBuilt, 120_000);

test('examples/client.js comes back when it is told to, knows the errors of the service, and ends', async () => {
  const script = startScript(['examples/client.js']);
  expect((await script.ended).code).toBe(0);
  expect(script.output().trimEnd().split('\n')).toEqual([
    '503 ServiceUnavailableError: again in 1000 ms (header)',
    'conflict, ORDER_LOCKED: Order 7 is locked, by billing',
    'not found; request has id',
  ]);
});
