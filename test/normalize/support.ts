import { type Normalized, type NormalizeSettings, normalize } from '../../src/normalize/normalize.ts';

export const settings: NormalizeSettings = { role: 'gateway', validationStatus: 422, map: [] };

/** An Error with these own members. */
export function errorWith(members: Readonly<Record<string, unknown>>, message = 'library text'): Error {
  const error = new Error(message);
  for (const [key, value] of Object.entries(members)) {
    Object.defineProperty(error, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return error;
}

/** An Error of a class with this name, which leaves `name` at "Error" as node-redis and cockatiel do. */
export function errorOfClass(
  className: string,
  members: Readonly<Record<string, unknown>> = {},
  message = 'library text',
): Error {
  const Class = { [className]: class extends Error {} }[className] as new (text: string) => Error;
  return Object.assign(new Class(message), members);
}

export function judge(thrown: unknown, changes: Partial<NormalizeSettings> = {}): Normalized {
  return normalize(thrown, { ...settings, ...changes });
}

export function statusOf(thrown: unknown, changes: Partial<NormalizeSettings> = {}): number {
  return judge(thrown, changes).error.status;
}

/** What a client may read of the error, as text. */
export function visible(thrown: unknown, changes: Partial<NormalizeSettings> = {}): string {
  return JSON.stringify(judge(thrown, changes).error.toJSON());
}
