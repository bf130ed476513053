import httpErrors from 'http-errors';
import { HttpError } from './http-error.ts';

/**
 * Puts http-errors' HttpError above ours in the prototype chain, so that `ours instanceof createError.HttpError` and,
 * where Koa 3 shares the same copy, `ours instanceof Koa.HttpError` hold. By prototype and not by `extends`: its
 * constructor throws ("cannot construct abstract class").
 *
 * A function that entries call, and not a part of http-error.ts: the client's decoder uses the same classes in a
 * browser and must not carry http-errors there.
 */
export function bridgeHttpErrors(): void {
  const foreign: unknown = httpErrors.HttpError.prototype;
  if (Object.getPrototypeOf(HttpError.prototype) === Error.prototype) {
    Object.setPrototypeOf(HttpError.prototype, foreign as object);
  }
}
