import { A as PreconditionRequired, B as UnavailableForLegalReasons, C as NotAcceptable, D as PayloadTooLarge, E as NotImplemented, F as ServiceUnavailable, G as VariantAlsoNegotiates, H as UnprocessableEntity, I as TooEarly, J as bridgeHttpErrors, K as statusClasses, L as TooManyRequests, M as RangeNotSatisfiable, N as RequestHeaderFieldsTooLarge, O as PaymentRequired, P as RequestTimeout, R as URITooLong, S as NetworkAuthenticationRequired, T as NotFound, U as UnsupportedMediaType, V as UnprocessableContent, W as UpgradeRequired, _ as LengthRequired, a as BandwidthLimitExceeded, b as MethodNotAllowed, c as ExpectationFailed, d as GatewayTimeout, f as Gone, g as InternalServerError, h as InsufficientStorage, i as BadRequest, j as ProxyAuthenticationRequired, k as PreconditionFailed, l as FailedDependency, m as ImATeapot, n as normalize, o as Conflict, p as HTTPVersionNotSupported, q as resolveOptions, r as BadGateway, s as ContentTooLarge, t as createResponder, u as Forbidden, v as Locked, w as NotExtended, x as MisdirectedRequest, y as LoopDetected, z as Unauthorized } from "./responder-C5v3DxmK.js";
import { A as isErrorLike, F as readProperty, I as readString, N as readInteger, S as statusTable, _ as capturesStack, a as HttpError, b as isErrorStatus, d as statusReplaced, j as isObject, o as addCreationWarnings, u as isOwnError, v as setStackCapture, y as withoutStack } from "./reporter-CdlyNpYq.js";
// src/core/plan-error-response.ts
const responders = new WeakMap();
const defaults = {};
function toResponder(options) {
	const known = responders.get(options);
	if (known !== void 0) return known;
	const settings = resolveOptions(options);
	const responder = createResponder({
		...settings,
		report: { logger: false }
	});
	responders.set(options, responder);
	return responder;
}
function planErrorResponse(thrown, request, options = defaults) {
	const responder = toResponder(options);
	const plan = responder.plan(responder.examine(thrown, request), []);
	const { exposed, retry, requestId, traceId, warnings } = plan.facts;
	return {
		...plan,
		headers: plan.headers.map(([name, value]) => [name, value]),
		facts: {
			exposed,
			retry,
			requestId,
			traceId,
			warnings
		}
	};
}
// src/core/to-http-error.ts
function toHttpError(thrown, options) {
	return normalize(thrown, resolveOptions(options)).error;
}
// src/error/is-http-error.ts
function hasHttpErrorShape(value) {
	const statusCode = readProperty(value, "statusCode");
	return isErrorStatus(statusCode) && readProperty(value, "status") === statusCode && typeof readProperty(value, "expose") === "boolean" && isErrorLike(value);
}
function isHttpError(value, status) {
	if (!isOwnError(value) && !hasHttpErrorShape(value)) return false;
	return status === void 0 || readProperty(value, "status") === status;
}
// src/error/create-error.ts
function readArguments(args) {
	const read = {};
	for (const [position, argument] of args.entries()) if (typeof argument === "number" && position === 0) read.status = argument;
	else if (typeof argument === "string") read.message = argument;
	else if (isErrorLike(argument)) read.error = argument;
	else if (isObject(argument)) read.options = argument;
	return read;
}
function lentStatus(error) {
	if (error === void 0 || !(isOwnError(error) || hasHttpErrorShape(error))) return void 0;
	return readInteger(error, "status");
}
function offeredStatuses(read) {
	const { status, error, options } = read;
	return [
		status,
		lentStatus(error),
		readProperty(options, "status"),
		readProperty(options, "statusCode")
	].filter((one) => one !== void 0);
}
function toOptions(read) {
	const options = read.options;
	return read.error === void 0 ? options : {
		cause: read.error,
		...options
	};
}
function createWithStack(...args) {
	const read = readArguments(args);
	if (isOwnError(read.error) && args.length === 1) return read.error;
	const offered = offeredStatuses(read);
	const status = offered.find(isErrorStatus) ?? 500;
	const message = read.message ?? readString(read.options, "message") ?? readString(read.error, "message");
	const error = withoutStack(() => {
		const StatusClass = statusClasses[status];
		return StatusClass === void 0 ? new HttpError(status, message, toOptions(read)) : new StatusClass(message, toOptions(read));
	});
	if (offered.length > 0 && !offered.some(isErrorStatus)) addCreationWarnings(error, [statusReplaced]);
	if (capturesStack(status)) Error.captureStackTrace(error, createError);
	return error;
}
function namedConstructors() {
	const named = {};
	for (const facts of statusTable.values()) {
		const StatusClass = statusClasses[facts.code];
		if (StatusClass === void 0) continue;
		for (const name of [
			String(facts.code),
			facts.className,
			...facts.aliases
		]) named[name] = StatusClass;
	}
	return named;
}
const createError = Object.assign(createWithStack, namedConstructors(), {
	HttpError,
	isHttpError
});
// src/normalize/map-error.ts
function show(value) {
	if (typeof value === "function") return "a function without a prototype";
	if (typeof value === "string") return `'${value.slice(0, 40)}'`;
	return typeof value === "object" && value !== null ? "an object" : String(value);
}
function refuse(name, must, value) {
	const problem = new TypeError(`"${name}" must be ${must}, was ${show(value)}`);
	throw Object.assign(problem, { code: "FAILWELL_MAP_ERROR" });
}
function checkFunction(name, must, value) {
	if (typeof value !== "function") refuse(name, must, value);
}
function checkClass(Class) {
	if (typeof Class !== "function" || typeof Class.prototype !== "object") refuse("Class", "a class", Class);
}
function mapClass(Class, convert) {
	checkClass(Class);
	checkFunction("convert", "a function", convert);
	return Object.freeze({
		matches: (thrown) => thrown instanceof Class,
		convert
	});
}
function mapWhen(guard, convert) {
	checkFunction("guard", "a function", guard);
	checkFunction("convert", "a function", convert);
	return Object.freeze({
		matches: guard,
		convert
	});
}
const mapError = Object.assign(mapClass, { when: mapWhen });
// src/index.ts
bridgeHttpErrors();
export { BadGateway, BadRequest, BandwidthLimitExceeded, Conflict, ContentTooLarge, ExpectationFailed, FailedDependency, Forbidden, GatewayTimeout, Gone, HTTPVersionNotSupported, HttpError, ImATeapot, InsufficientStorage, InternalServerError, LengthRequired, Locked, LoopDetected, MethodNotAllowed, MisdirectedRequest, NetworkAuthenticationRequired, NotAcceptable, NotExtended, NotFound, NotImplemented, PayloadTooLarge, PaymentRequired, PreconditionFailed, PreconditionRequired, ProxyAuthenticationRequired, RangeNotSatisfiable, RequestHeaderFieldsTooLarge, RequestTimeout, ServiceUnavailable, TooEarly, TooManyRequests, URITooLong, Unauthorized, UnavailableForLegalReasons, UnprocessableContent, UnprocessableEntity, UnsupportedMediaType, UpgradeRequired, VariantAlsoNegotiates, createError, isHttpError, mapError, planErrorResponse, setStackCapture, toHttpError };
