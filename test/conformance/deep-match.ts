function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function sameShape(actual: unknown, expected: unknown): actual is Readonly<Record<string, unknown>> {
  return isObject(actual) && isObject(expected) && Array.isArray(actual) === Array.isArray(expected);
}

/** Equality of two JSON values; the order of members does not count. */
export function equalsJson(actual: unknown, expected: unknown): boolean {
  if (Object.is(actual, expected)) return true;
  if (!sameShape(actual, expected) || !isObject(expected)) return false;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(actual).length &&
    keys.every((key) => Object.hasOwn(actual, key) && equalsJson(actual[key], expected[key]))
  );
}

/** `expected` is part of `actual`: objects may have more members, arrays have the same length. */
export function containsJson(actual: unknown, expected: unknown): boolean {
  if (Object.is(actual, expected)) return true;
  if (!sameShape(actual, expected) || !isObject(expected)) return false;
  if (Array.isArray(expected) && expected.length !== Object.keys(actual).length) return false;
  return Object.keys(expected).every((key) => Object.hasOwn(actual, key) && containsJson(actual[key], expected[key]));
}
