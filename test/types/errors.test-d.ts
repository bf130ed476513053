// Compiled by `tsc -p tsconfig.json --noEmit`, never run: what must compile, and what must not.

import { createError } from '../../src/core/create-error.ts';
import type { ErrorHandlerOptions } from '../../src/core/options.ts';
import { BadGateway, NotFound } from '../../src/error/classes.ts';
import type { HeaderInput, HttpErrorOptions } from '../../src/error/error-options.ts';
import { HttpError } from '../../src/error/http-error.ts';
import { isHttpError } from '../../src/error/is-http-error.ts';
import { setStackCapture } from '../../src/error/stack-capture.ts';

type Equals<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type IsAny<T> = 0 extends 1 & T ? true : false;

const inner = new Error('inner');

/** Every call form of http-errors 2. */
export const created: readonly HttpError[] = [
  createError(),
  createError(404),
  createError(404, 'no order'),
  createError(404, 'no order', { reason: 'NO_ORDER', orderId: 7 }),
  createError(404, { orderId: 7 }),
  createError(404, inner),
  createError(404, inner, { orderId: 7 }),
  createError(404, inner, 'no order'),
  createError(404, inner, 'no order', { orderId: 7 }),
  createError('no order'),
  createError('no order', { status: 404 }),
  createError(inner),
  createError(inner, { orderId: 7 }),
  createError({ status: 404, orderId: 7 }),
  new createError.NotFound('no order'),
  new createError.ContentTooLarge(),
  new createError.HttpError(499),
];

const asClass: typeof NotFound = createError.NotFound;
export const withoutNew: readonly HttpError[] = [createError.NotFound('no order'), new asClass()];
export const named: Equals<InstanceType<typeof createError.NotFound>, NotFound> = true;
export const byCode: HttpError | undefined = createError[404] && new createError[404]();

export const refused: readonly unknown[] = [
  // @ts-expect-error a status is a number
  new HttpError('404'),
  // @ts-expect-error a misspelt option is noticed
  new BadGateway({ retryafter: 5 }),
  // @ts-expect-error retryAfter is seconds or a Date
  new BadGateway({ retryAfter: 'soon' }),
  // @ts-expect-error expose is a boolean
  new NotFound('x', { expose: 'yes' }),
  // @ts-expect-error allow is a list of methods
  new NotFound({ allow: 'GET' }),
  // @ts-expect-error a range has a length
  new NotFound({ range: { unit: 'bytes' } }),
  // @ts-expect-error createError has no class for a name that is none
  new createError.NoSuchClass(),
];

// @ts-expect-error only three modes
setStackCapture('some');

declare const unknownValue: unknown;

/** The guard narrows, and keeps what was known. */
export function statusOf(): number {
  return isHttpError(unknownValue) ? unknownValue.status : 500;
}

export function narrowed(error: RangeError): boolean {
  return isHttpError(error, 404) && error.expose && error instanceof RangeError;
}

const error: NotFound = new NotFound('no order', { details: { order: 7 } });

export const statusIsNumber: Equals<typeof error.status, number> = true;
export const detailsAreUnknown: Equals<typeof error.details, unknown> = true;
export const noAny: readonly false[] = [
  false as IsAny<typeof error.status>,
  false as IsAny<typeof error.headers>,
  false as IsAny<ReturnType<typeof createError>>,
  false as IsAny<ReturnType<typeof error.toJSON>>,
];

// @ts-expect-error a status is not assigned: another status is another error
error.status = 500;
// @ts-expect-error neither is statusCode
error.statusCode = 500;
error.expose = false;
error.headers = { 'X-A': 'b' };

/** Whatever holds fields fits: what `fetch` and Node give, and what one writes by hand. */
export const fields: readonly HeaderInput[] = [
  { 'X-A': 'b', 'X-N': 5, 'X-L': ['a', 'b'], 'X-U': undefined },
  [['X-A', 'b']],
  new Map([['X-A', 'b']]),
  new Headers(),
  new URLSearchParams(),
];

/** An own subclass needs nothing but super. */
export class OrderLocked extends HttpError {
  readonly orderId: number;
  constructor(orderId: number, options?: HttpErrorOptions) {
    super(423, `order ${orderId} is locked`, options);
    this.orderId = orderId;
  }
}

export const options: readonly ErrorHandlerOptions[] = [
  {},
  { format: 'negotiate', include: ['retry'], server: false, retry: false, logger: false },
  { retry: { delays: { 503: 10 }, cap: 20, random: Math.random } },
  { message: (failure, request) => (request.path === '/' ? failure.message : undefined) },
  { message: () => ({ text: 'Weg', language: 'de' }) },
  { body: (envelope, { status, error: shown }) => ({ ...envelope, status, name: shown.name }) },
  { logger: console },
  { defaultChallenge: { scheme: 'Basic', params: { realm: 'a' } } },
];

export const refusedOptions: readonly ErrorHandlerOptions[] = [
  // @ts-expect-error a misspelt option
  { formt: 'problem' },
  // @ts-expect-error a format that is none
  { format: 'xml' },
  // @ts-expect-error a member that is none
  { include: ['stack'] },
  // @ts-expect-error retry is not switched on
  { retry: true },
  // @ts-expect-error an identity is required
  { proxyStatus: {} },
  // @ts-expect-error hooks are synchronous
  { html: async () => '<h1>' },
];
