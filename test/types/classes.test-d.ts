// Compiled by `tsc -p tsconfig.json --noEmit`, never run: what must compile, and what must not.
import * as classes from '../../src/error/classes.ts';
import type { HttpErrorOptions } from '../../src/error/error-options.ts';
import type { HttpError } from '../../src/error/http-error.ts';

const { BadGateway, MethodNotAllowed, NotFound, ProxyAuthenticationRequired, Unauthorized, UpgradeRequired } = classes;

export const accepted: readonly HttpError[] = [
  new NotFound(),
  new NotFound(null),
  new NotFound('no such order'),
  new NotFound({ reason: 'NO_ORDER' }),
  new NotFound('no such order', { reason: 'NO_ORDER', details: { id: 7 } }),
  new BadGateway(undefined, { cause: 'whatever was thrown' }),
  new Unauthorized({ challenges: ['Basic realm="orders"'] }),
  new Unauthorized('token expired', { challenges: [{ scheme: 'Bearer' }], reason: 'EXPIRED' }),
  new Unauthorized(null, { challenges: [] }),
  new ProxyAuthenticationRequired({ challenges: ['Basic realm="egress"'] }),
  new ProxyAuthenticationRequired(undefined, { challenges: ['Basic realm="egress"'] }),
  new MethodNotAllowed({ allow: [] }),
  new MethodNotAllowed('read only', { allow: ['GET', 'HEAD'] }),
  new UpgradeRequired({ upgrade: 'websocket' }),
  new UpgradeRequired('speak WebSocket', { upgrade: ['websocket'] }),
];

export const refused: readonly unknown[] = [
  // @ts-expect-error AU-1: a 401 needs a challenge
  new Unauthorized(),
  // @ts-expect-error AU-1: a 401 needs a challenge, with a message too
  new Unauthorized('token expired'),
  // @ts-expect-error AU-1: other options do not replace the challenge
  new Unauthorized('token expired', { reason: 'EXPIRED' }),
  // @ts-expect-error AU-1: other options alone do not replace it either
  new Unauthorized({ reason: 'EXPIRED' }),
  // @ts-expect-error AU-1: undefined is no challenge
  new Unauthorized({ challenges: undefined }),
  // @ts-expect-error AU-4: a 407 needs a challenge
  new ProxyAuthenticationRequired('who are you'),
  // @ts-expect-error ME-1: a 405 needs Allow
  new MethodNotAllowed(),
  // @ts-expect-error ME-1: a 405 needs Allow, with a message too
  new MethodNotAllowed('read only', {}),
  // @ts-expect-error ME-3: a 426 needs Upgrade
  new UpgradeRequired({}),
  // @ts-expect-error a misspelt option is noticed
  new NotFound({ reasn: 'NO_ORDER' }),
  // @ts-expect-error a status is not an argument of the class of a status
  new NotFound(404),
];

type Equals<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type IsAny<T> = 0 extends 1 & T ? true : false;

export const statusIsNoAny: IsAny<classes.NotFound['status']> = false;
export const classIsNoAny: IsAny<(typeof classes.statusClasses)[number]> = false;

/** A status without a class is possible, so the lookup says so. */
export const lookup: Equals<(typeof classes.statusClasses)[number], classes.StatusErrorClass> = true;
// @ts-expect-error noUncheckedIndexedAccess: may be undefined
export const unchecked: HttpError = new classes.statusClasses[404]();

/** An alias is a type and a value, and the same class. */
export const alias: classes.ContentTooLarge = new classes.PayloadTooLarge();
export const sameAlias: Equals<classes.UnprocessableContent, classes.UnprocessableEntity> = true;

/** The required option is required, everything else stays as it is. */
export const required: Equals<
  classes.UnauthorizedOptions['challenges'],
  NonNullable<HttpErrorOptions['challenges']>
> = true;
export const optional: classes.MethodNotAllowedOptions = { allow: [] };
