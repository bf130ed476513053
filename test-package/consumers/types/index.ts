import {
  BadGateway,
  Conflict,
  createError,
  type ErrorHandlerOptions,
  type ErrorReport,
  HttpError,
  type HttpErrorOptions,
  isHttpError,
  MethodNotAllowed,
  mapError,
  NotFound,
  planErrorResponse,
  type ResponsePlan,
  setStackCapture,
  TooManyRequests,
  toHttpError,
  Unauthorized,
} from 'failwell';

class OrderLocked extends HttpError {
  readonly orderId: number;
  constructor(orderId: number, options?: HttpErrorOptions) {
    super(423, `order ${orderId} is locked`, options);
    this.orderId = orderId;
  }
}

class Quota extends Error {}

export const errors: readonly HttpError[] = [
  new BadGateway('orders answered 401', { cause: new Error('401') }),
  new Conflict({ reason: 'ORDER_LOCKED', details: { by: 'billing' } }),
  new Unauthorized({ challenges: ['Bearer realm="orders"'] }),
  new MethodNotAllowed({ allow: ['GET', 'HEAD'] }),
  new TooManyRequests({ retryAfter: 30 }),
  new createError.NotFound('no order'),
  createError(404, 'no order', { orderId: 7 }),
  new OrderLocked(7),
];

export const seen: ErrorReport[] = [];
export const options: ErrorHandlerOptions = {
  format: 'negotiate',
  include: ['retry', 'requestId'],
  map: [mapError(Quota, (error) => new TooManyRequests(error.message))],
  onError: (report) => void seen.push(report),
};

export function statusOf(thrown: unknown): number {
  return isHttpError(thrown) ? thrown.status : toHttpError(thrown).status;
}

export function narrow(thrown: unknown): string | undefined {
  if (thrown instanceof OrderLocked) return String(thrown.orderId);
  return thrown instanceof NotFound ? thrown.message : undefined;
}

export const plan: ResponsePlan = planErrorResponse(errors[0], { method: 'GET', url: '/', headers: {} }, options);
setStackCapture('server');

// @ts-expect-error a misspelt option is noticed
export const misspelt: ErrorHandlerOptions = { retries: false };
