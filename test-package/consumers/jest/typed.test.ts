// ts-jest compiles this to CommonJS.
import { Conflict, isHttpError } from 'failwell';
import { errorHandler } from 'failwell/fetch';
import { matchers, renderError } from 'failwell/testing';

expect.extend(matchers);

const fail = errorHandler({ server: 'httperrors.com' });

test('a thrown Conflict answers as 409', async () => {
  const response = fail(new Conflict('Order 7 is locked', { reason: 'ORDER_LOCKED' }), new Request('http://x/'));
  expect(response.status).toBe(409);
  expect(await response.json()).toEqual({
    error: { code: 409, message: 'Order 7 is locked', reason: 'ORDER_LOCKED' },
  });
});

test('the guard narrows', () => {
  const thrown: unknown = new Conflict('x');
  expect(isHttpError(thrown) ? thrown.status : 0).toBe(409);
});

test('toBeErrorResponse with the types of @types/jest', async () => {
  const response = fail(new Conflict('Order 7 is locked', { reason: 'ORDER_LOCKED' }), new Request('http://x/'));
  const pending: Promise<void> = expect(response).toBeErrorResponse(409, { reason: 'ORDER_LOCKED' });
  await pending;
  await expect(response).not.toBeErrorResponse(404);

  const rendered = renderError(new Conflict('Order 7 is locked'), '/orders/7');
  expect(rendered).toBeErrorResponse(409, { message: /order 7/i, retryAfter: false });
  // @ts-expect-error it is a promise only where the body is still to come
  const nothing: Promise<void> = expect(rendered).toBeErrorResponse(409);
  expect(nothing).toBeUndefined();
  expect(rendered).not.toBeErrorResponse(410);
  expect(() => expect(rendered).toBeErrorResponse(410)).toThrow('- status: 410\n+ status: 409');
  // @ts-expect-error a name that the matcher does not know
  expect(() => expect(rendered).toBeErrorResponse(409, { reson: 'x' })).toThrow('"reson"');
});
