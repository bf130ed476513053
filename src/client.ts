export { errorFromCaught } from './client/error-from-caught.ts';
export { errorFromResponse } from './client/error-from-response.ts';
export type { ReadOptions } from './client/read-body.ts';
export type { ReceivedError, ReceivedResponse } from './client/received-error.ts';
export { type RetryAdvice, type RetryQuestion, retryAdvice } from './client/retry-advice.ts';
export type { HttpError } from './error/http-error.ts';
export { isHttpError } from './error/is-http-error.ts';
