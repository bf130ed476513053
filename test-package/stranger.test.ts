import { beforeAll, describe, expect, test } from 'vitest';
import { printedResponse, toPrinted } from '../test/support/readme.ts';
import { serve } from '../test/support/servers.ts';
import { installAsPrinted, runAsPrinted } from './support/stranger.ts';

/** Line by line, and no hint to try again: neither a name that is unknown nor a 401 is better a moment later. */
function expectPrinted(answer: string): void {
  expect(answer).not.toContain('Retry-After');
  expect(toPrinted(answer)).toEqual(printedResponse());
}

describe.each(['Express', 'Koa'])('a stranger with nothing but the README gets the printed 502: %s', (heading) => {
  let folder = '';

  beforeAll(async () => {
    folder = await installAsPrinted(heading);
  });

  test('nothing is called orders.internal', async () => {
    expectPrinted(await runAsPrinted(folder));
  });

  test('orders answers 401', async () => {
    const orders = await serve((_request, response) => {
      response.writeHead(401, { 'WWW-Authenticate': 'Bearer', 'Retry-After': '4' }).end('{"secret":"token"}');
    });
    expectPrinted(await runAsPrinted(folder, orders.url));
  });
});
