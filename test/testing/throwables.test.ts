import { describe, expect, test } from 'vitest';
import { matchers, renderError, throwableSecret, throwables } from '../../src/testing.ts';

expect.extend(matchers);

const entries = Object.entries(throwables);

describe('throwables', () => {
  test('are many, named, and made afresh by each call', () => {
    expect(entries.length).toBeGreaterThanOrEqual(35);
    for (const [name, make] of entries) {
      const value = make();
      // Compared outside of expect(), which would read the getters that throw.
      const isFresh = (typeof value !== 'object' && typeof value !== 'function') || value === null || make() !== value;
      expect(isFresh, name).toBe(true);
    }
  });

  test.each(entries)('SE-3: %s is answered, correctly formed, and tells nothing', (_, make) => {
    for (const format of ['envelope', 'problem'] as const) {
      const response = renderError(make(), '/orders/7', { format, include: ['requestId', 'retry'] });
      expect(response).toBeErrorResponse();
      expect(JSON.stringify([response.headers, response.body])).not.toContain(throwableSecret);
      expect(response.record['http.response.status_code']).toBe(response.status);
    }
  });

  test('are as hostile as their names say', () => {
    const read = (name: string, key: string): unknown => Reflect.get(throwables[name]?.() as object, key);
    expect(() => read('throwingGetters', 'status')).toThrow('the getter of status throws');
    expect(() => read('revokedProxy', 'status')).toThrow('revoked');
    expect(() => read('throwingProxy', 'status')).toThrow('the trap throws');
    expect(() => JSON.stringify(throwables['circular']?.())).toThrow('circular');
    expect(throwables['crossRealm']?.()).not.toBeInstanceOf(Error);
    expect(read('crossRealm', 'message')).toBe(throwableSecret);
    expect(Object.isFrozen(throwables['frozen']?.())).toBe(true);
  });
});
