/** A JSON Schema of draft 2020-12, which is also the schema dialect of OpenAPI 3.1. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

export const dialect = 'https://json-schema.org/draft/2020-12/schema';

/** A member and the schema of its value. The table of a body has one for each member that can be in it. */
export type Members = Readonly<Record<string, JsonSchema>>;

/** An object of these members and no other, unless told otherwise. */
export function closedObject(properties: Members, required: readonly string[]): JsonSchema {
  return { type: 'object', required, additionalProperties: false, properties };
}

export function toPattern(pattern: RegExp): string {
  return pattern.source;
}

/** Freezes data in depth: the schemas are shared by everybody who imports them. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}
