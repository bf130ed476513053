export type { ErrorResponseMatchers, PendingResponse } from './testing/augmentation.ts';
export type { ErrorResponseExpectation, Expected } from './testing/expectation.ts';
export { type MatcherResult, matchers } from './testing/matchers.ts';
export { type RenderedError, renderError } from './testing/render-error.ts';
export { createThrowables, type ThrowableSet, throwableSecret, throwables } from './testing/throwables.ts';
