// The types of @jest/globals; augmentation.ts has the lines of docs/testing.md.
import { expect, test } from '@jest/globals';
import { Conflict } from 'failwell';
import { matchers, renderError } from 'failwell/testing';
import './augmentation';

expect.extend(matchers);

test('toBeErrorResponse with the types of @jest/globals', async () => {
  const rendered = renderError(new Conflict('Order 7 is locked', { reason: 'ORDER_LOCKED' }), '/orders/7');
  expect(rendered).toBeErrorResponse(409, { reason: 'ORDER_LOCKED' });
  // @ts-expect-error it is a promise only where the body is still to come
  const nothing: Promise<void> = expect(rendered).toBeErrorResponse(409);
  expect(nothing).toBeUndefined();
  expect(rendered).not.toBeErrorResponse(410);
  expect(() => expect(rendered).toBeErrorResponse(410)).toThrow('- status: 410\n+ status: 409');
  // @ts-expect-error a name that the matcher does not know
  expect(() => expect(rendered).toBeErrorResponse(409, { reson: 'x' })).toThrow('"reson"');

  const response = new Response(rendered.body, {
    status: rendered.status,
    headers: { 'Content-Type': 'application/json' },
  });
  const pending: Promise<void> = expect(response).not.toBeErrorResponse(410);
  await pending;
});
