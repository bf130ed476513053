import { describe, expect, test } from 'vitest';
import { isErrorStatus, statusFacts, statusTable } from '../../src/error/status.ts';

describe('SL-1: the status of an error is an integer within 400 to 599', () => {
  test.each([400, 404, 499, 500, 599])('%d is one', (status) => {
    expect(isErrorStatus(status)).toBe(true);
  });

  test.each([
    99,
    200,
    302,
    399,
    399.5,
    404.5,
    600,
    1000,
    -404,
    Number.NaN,
    Infinity,
    '404',
    null,
    undefined,
    404n,
    [404],
  ])('%s is none', (status) => {
    expect(isErrorStatus(status)).toBe(false);
  });
});

describe('a status without a row counts as the x00 of its class (RFC 9110 section 15)', () => {
  test.each([
    [499, 400],
    [418, 418],
    [599, 500],
    [520, 500],
  ])('%d is judged as %d', (status, judged) => {
    expect(statusFacts(status).code).toBe(judged);
  });
});

test('the rows are frozen: what one user changes, every response would show', () => {
  expect([...statusTable.values()].every((facts) => Object.isFrozen(facts))).toBe(true);
});
