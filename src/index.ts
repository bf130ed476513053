import { bridgeHttpErrors } from './error/http-errors-bridge.ts';

export type { OptionError, OptionErrorCode } from './core/check-options.ts';
export { createError } from './core/create-error.ts';
export type { ErrorHandlerOptions, LingerOptions } from './core/options.ts';
export { planErrorResponse } from './core/plan-error-response.ts';
export { type ToHttpErrorOptions, toHttpError } from './core/to-http-error.ts';
export {
  BadGateway,
  BadRequest,
  BandwidthLimitExceeded,
  Conflict,
  ContentTooLarge,
  ExpectationFailed,
  FailedDependency,
  Forbidden,
  GatewayTimeout,
  Gone,
  HTTPVersionNotSupported,
  ImATeapot,
  InsufficientStorage,
  InternalServerError,
  LengthRequired,
  Locked,
  LoopDetected,
  MethodNotAllowed,
  type MethodNotAllowedOptions,
  MisdirectedRequest,
  NetworkAuthenticationRequired,
  NotAcceptable,
  NotExtended,
  NotFound,
  NotImplemented,
  PayloadTooLarge,
  PaymentRequired,
  PreconditionFailed,
  PreconditionRequired,
  ProxyAuthenticationRequired,
  type ProxyAuthenticationRequiredOptions,
  RangeNotSatisfiable,
  RequestHeaderFieldsTooLarge,
  RequestTimeout,
  ServiceUnavailable,
  TooEarly,
  TooManyRequests,
  Unauthorized,
  type UnauthorizedOptions,
  UnavailableForLegalReasons,
  UnprocessableContent,
  UnprocessableEntity,
  UnsupportedMediaType,
  UpgradeRequired,
  type UpgradeRequiredOptions,
  URITooLong,
  VariantAlsoNegotiates,
} from './error/classes.ts';
export type { CreateError, CreateErrorOptions } from './error/create-error.ts';
export type { Challenge, HeaderInput, HttpErrorOptions, ProxyFacts } from './error/error-options.ts';
export { HttpError } from './error/http-error.ts';
export { isHttpError } from './error/is-http-error.ts';
export { type StackCapture, setStackCapture } from './error/stack-capture.ts';
export type { FailureDomain } from './error/status.ts';
export type { RequestLike, RequestView } from './http/request-view.ts';
export type { FieldLine, ResponsePlan, RetryHint } from './http/response-plan.ts';
export type { Warning, WarningCode } from './http/warning.ts';
export { type ErrorMapping, mapError } from './normalize/map-error.ts';
export type { HtmlPage } from './plan/formats/html-page.ts';
export type { Envelope, FormatContext, TranslatedMessage } from './plan/plan-settings.ts';
export type { RetryPolicy } from './plan/retry.ts';
export type { ErrorReport } from './report/error-report.ts';
export type { Outcome } from './report/failure.ts';
export type { ReportContext } from './report/report-context.ts';
export type {
  DedupeOptions,
  LevelRule,
  LevelSetting,
  LoggerLike,
  RedactOptions,
  ReportLevel,
} from './report/report-options.ts';

bridgeHttpErrors();
