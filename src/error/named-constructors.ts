import type * as classes from './classes.ts';
import { type StatusErrorClass, statusClasses } from './classes.ts';
import type { HttpError } from './http-error.ts';
import { capturesStack, withoutStack } from './stack-capture.ts';
import { type StatusFacts, statusTable } from './status.ts';

type Classes = typeof classes;

/** A class of a status that is also an ordinary function, as http-errors' constructors are. */
type Callable<Class extends abstract new (...args: never[]) => HttpError> = Class &
  ((...args: ConstructorParameters<Class>) => InstanceType<Class>);

/** The named constructors that http-errors hangs on its function, by name and by code. */
export type NamedConstructors = {
  readonly [Name in keyof Classes as Classes[Name] extends abstract new (
    ...args: never[]
  ) => HttpError
    ? Name
    : never]: Classes[Name] extends abstract new (...args: never[]) => HttpError ? Callable<Classes[Name]> : never;
} & { readonly [code: number]: Callable<StatusErrorClass> };

/**
 * `throw createError.NotFound('No such order')`, without `new`, is everyday code among users of http-errors; a class
 * would refuse the call. A function around the class, and no Proxy: V8 begins a stack after the function that was
 * called, and knows none in a Proxy.
 */
function toCallable(StatusClass: StatusErrorClass, { code, errorName }: StatusFacts): StatusErrorClass {
  function construct(...args: readonly unknown[]): HttpError {
    // A subclass keeps its own prototype.
    const Target = new.target === undefined || new.target === construct ? StatusClass : new.target;
    const error = withoutStack(() => Reflect.construct(StatusClass, args, Target)) as HttpError;
    if (capturesStack(code)) Error.captureStackTrace(error, new.target ?? construct);
    return error;
  }
  construct.prototype = StatusClass.prototype;
  // Statics, `instanceof` by brand among them.
  Object.setPrototypeOf(construct, StatusClass);
  // Their names and lengths are http-errors' own.
  Object.defineProperty(construct, 'name', { value: errorName, configurable: true });
  Object.defineProperty(construct, 'length', { value: 1, configurable: true });
  return construct as unknown as StatusErrorClass;
}

/** Every constructor under its code, its name in http-errors and its other names. */
export function namedConstructors(): Readonly<Record<string, StatusErrorClass>> {
  const named: Record<string, StatusErrorClass> = {};
  for (const facts of statusTable.values()) {
    const StatusClass = statusClasses[facts.code];
    if (StatusClass === undefined) continue;
    const callable = toCallable(StatusClass, facts);
    for (const name of [String(facts.code), facts.className, ...facts.aliases]) named[name] = callable;
  }
  return named;
}
