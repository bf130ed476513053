import type { ErrorResponseExpectation } from './expectation.ts';

/** Received values whose body is still to come: the matcher gives a promise for them. */
export type PendingResponse =
  | PromiseLike<unknown>
  | AsyncIterable<unknown>
  | { text(): Promise<string> }
  | { readonly body: { text(): Promise<string> } };

/** Whose body is there already, though it may look like a stream too: supertest, light-my-request, got. */
type ReadResponse = { readonly text: string } | { readonly payload: string } | { readonly rawBody: unknown };

/** A promise for those that are still to come. */
type ResultOf<R, T> = T extends ReadResponse ? R : T extends PendingResponse ? Promise<void> : R;

/** The matchers in the terms of a framework: `R` is what its matchers return, `T` what was received. */
export interface ErrorResponseMatchers<R = void, T = unknown> {
  /**
   * The response is an error with this status, says what is named, and is correctly formed. Await it where the body is still
   * to come: fetch, undici, node:http, promises. Without a status any will do. One signature: `.resolves` keeps no overloads.
   */
  toBeErrorResponse(status?: number | ErrorResponseExpectation, expectation?: ErrorResponseExpectation): ResultOf<R, T>;
}

// Vitest's Assertion extends this global interface and @types/jest declares it, so that one augmentation serves both and
// neither package need be there. `@jest/globals` reads the module 'expect' instead: docs/testing.md has the lines for it.
declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: all declarations of an interface must have the same parameters
    interface Matchers<R, T = {}> extends ErrorResponseMatchers<R, T> {}
  }
}
