import httpErrors from 'http-errors';
import { createError } from '../../../src/index.ts';
import { errorWith } from '../express-side.ts';
import type { Case, SideName } from '../row.ts';

type Made = Error & Record<string, unknown>;
type Constructor = ((message?: unknown) => Made) & (new (message?: unknown) => Made);

/** Both libraries as code without types sees them. */
export interface Create {
  (...args: readonly unknown[]): Made;
  isHttpError(value: unknown): boolean;
  readonly [name: string]: Constructor | ((value: unknown) => boolean);
}

export function constructorOf(create: Create, name: string): Constructor {
  return create[name] as Constructor;
}

const creators: Readonly<Record<SideName, Create>> = {
  peer: httpErrors as unknown as Create,
  ours: createError as unknown as Create,
};

export function createOf(side: SideName): Create {
  return creators[side];
}

/** What code written for http-errors looks at, the app's own properties among it. */
export function factsOf(error: Made): Readonly<Record<string, unknown>> {
  const { status, statusCode, expose, message, name } = error;
  const { message: _, expose: __, status: ___, statusCode: ____, ...own } = { ...error };
  return {
    ...{ status, statusCode, expose, message, name, own },
    text: String(error),
    isError: error instanceof Error,
    isHttpError: [httpErrors.isHttpError(error), createError.isHttpError(error)],
  };
}

/** The facts of what a call gives. */
export function factsOfCall(side: SideName, args: readonly unknown[]): Readonly<Record<string, unknown>> {
  return factsOf(createOf(side)(...args));
}

/** A case that asks something of either library. */
export function asks(
  name: string,
  ask: (create: Create) => unknown,
  expected: Pick<Case, 'both' | 'peer' | 'ours'>,
): Case {
  return { name, run: async (side) => ask(createOf(side)), ...expected };
}

export const upstreamError = (): Error =>
  errorWith('Unauthorized', {
    status: 401,
    isAxiosError: true,
    response: { status: 401, headers: { date: 'Sun, 22 Mar 2026 12:00:00 GMT' } },
  });

/** Names of http-errors' constructors, codes included. */
export const constructorNames: readonly string[] = Object.keys(httpErrors).filter(
  (name) => name !== 'HttpError' && name !== 'isHttpError',
);
