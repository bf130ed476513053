import type { HttpError } from '../error/http-error.ts';

/** One mapping of a user's own errors, made by `mapError`. */
export interface ErrorMapping {
  /** Whether the thrown value is one of these. */
  readonly matches: (thrown: unknown) => boolean;
  /** What it becomes; undefined leaves it to the next mapping. */
  readonly convert: (thrown: unknown) => HttpError | undefined;
}

/** Any class, abstract ones and those with private constructors' types included. */
export type ErrorClass<Instance> = (abstract new (
  ...parameters: never[]
) => Instance) & { readonly prototype: Instance };

/** Turns a matched error into one of ours; undefined leaves it to the next mapping. */
export type Convert<Thrown> = (thrown: Thrown) => HttpError | undefined;

export interface MapError {
  /**
   * Maps the instances of a class: `mapError(OrderLocked, (error) => new Conflict(error.message))`.
   *
   * @throws TypeError (code `FAILWELL_MAP_ERROR`) where an argument is of the wrong kind.
   */
  <Instance>(Class: ErrorClass<Instance>, convert: Convert<Instance>): ErrorMapping;
  /**
   * Maps what a guard accepts: `mapError.when(isQuotaError, (error) => new TooManyRequests(…))`.
   *
   * @throws TypeError (code `FAILWELL_MAP_ERROR`) where an argument is of the wrong kind.
   */
  when<Thrown>(guard: (thrown: unknown) => thrown is Thrown, convert: Convert<Thrown>): ErrorMapping;
  when(guard: (thrown: unknown) => boolean, convert: Convert<unknown>): ErrorMapping;
}

function show(value: unknown): string {
  if (typeof value === 'function') return 'a function without a prototype';
  if (typeof value === 'string') return `'${value.slice(0, 40)}'`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

function refuse(name: string, must: string, value: unknown): never {
  const problem = new TypeError(`"${name}" must be ${must}, was ${show(value)}`);
  throw Object.assign(problem, { code: 'FAILWELL_MAP_ERROR' });
}

function checkFunction(name: string, must: string, value: unknown): void {
  if (typeof value !== 'function') refuse(name, must, value);
}

function checkClass(Class: unknown): void {
  if (typeof Class !== 'function' || typeof Class.prototype !== 'object') refuse('Class', 'a class', Class);
}

function mapClass<Instance>(Class: ErrorClass<Instance>, convert: Convert<Instance>): ErrorMapping {
  checkClass(Class);
  checkFunction('convert', 'a function', convert);
  return Object.freeze({ matches: (thrown: unknown) => thrown instanceof Class, convert: convert as Convert<unknown> });
}

function mapWhen(guard: (thrown: unknown) => boolean, convert: Convert<never>): ErrorMapping {
  checkFunction('guard', 'a function', guard);
  checkFunction('convert', 'a function', convert);
  return Object.freeze({ matches: guard, convert: convert as Convert<unknown> });
}

/** Maps own domain errors; for the `map` option, whose entries are tried in order before anything built in. */
export const mapError: MapError = Object.assign(mapClass, { when: mapWhen as MapError['when'] });
