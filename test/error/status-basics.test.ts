import { expect, test } from 'vitest';
import { statusTable } from '../../src/error/status.ts';
import { basicsTable, statusBasics } from '../../src/error/status-basics.ts';

test('a status has its row in both tables', () => {
  expect([...statusTable.keys()]).toEqual([...basicsTable.keys()]);
});

test('an unknown status has the basics of its class (RFC 9110 section 15)', () => {
  expect(statusBasics(499)).toBe(statusBasics(400));
  expect(statusBasics(599)).toBe(statusBasics(500));
});
