// ts-jest compiles this to CommonJS.
import { Conflict, isHttpError } from 'failwell';
import { errorHandler } from 'failwell/fetch';

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
