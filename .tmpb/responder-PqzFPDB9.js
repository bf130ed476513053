import { A as isErrorLike, C as aggregateMembers, D as constructorName, E as causeChain, F as readProperty, I as readString, M as ownKeys, N as readInteger, O as defuse, P as readObject, S as statusTable, T as bareObject, a as HttpError, b as isErrorStatus, c as brandPrototype, f as exposedMessage, g as toJsonSafe, h as visibleReason, i as toRequestId, j as isObject, k as isArray, l as creationWarnings, m as textLimits, n as isTraceId, p as hidesDetails, r as parseTraceparent, s as brand, t as createReporter, u as isOwnError, w as arrayItems, x as statusFacts, y as withoutStack } from "./reporter-89rs4OR5.js";
import httpErrors from "http-errors";
// src/error/http-errors-bridge.ts
function bridgeHttpErrors() {
	const foreign = httpErrors.HttpError.prototype;
	if (Object.getPrototypeOf(HttpError.prototype) === Error.prototype) Object.setPrototypeOf(HttpError.prototype, foreign);
}
// src/plan/retry.ts
const maxDelay$1 = 86400;
const maxText$1 = 512;
const defaultDelays = {
	429: 5,
	502: 2,
	503: 5,
	504: 2
};
const anyMethod = new Set([429, 503]);
const ifTransient = new Set([502, 504]);
const idempotentMethods = new Set([
	"GET",
	"HEAD",
	"OPTIONS",
	"TRACE",
	"PUT",
	"DELETE"
]);
function secondsUntil$1(date, now) {
	try {
		return (Date.prototype.getTime.call(date) - now) / 1e3;
	} catch {
		return NaN;
	}
}
function textToSeconds(text, now) {
	if (/^\s*\d+(?:\.\d+)?\s*$/.test(text)) return Number(text);
	return /GMT$|^\d{4}-/.test(text) ? (Date.parse(text) - now) / 1e3 : NaN;
}
function toSeconds(value, now) {
	if (typeof value === "number") return value;
	if (typeof value === "string") return textToSeconds(value.slice(0, maxText$1), now);
	return isObject(value) ? secondsUntil$1(value, now) : NaN;
}
function toDelaySeconds(value, now) {
	const seconds = toSeconds(value, now);
	return seconds > 0 && Number.isFinite(seconds) ? Math.min(Math.ceil(seconds), maxDelay$1) : void 0;
}
function generateDelay(base, policy) {
	const cap = policy.cap ?? 30;
	const spread = Math.max(Math.min(Math.max(3, base), cap - base), 0);
	const drawn = base + Math.floor(toUnit((policy.random ?? Math.random)()) * (spread + 1));
	return Math.min(Math.max(drawn, 1), cap);
}
function toUnit(value) {
	defuse(value);
	return typeof value === "number" && value >= 0 && value < 1 ? value : 0;
}
function generatedDelay(question) {
	const { status, policy } = question;
	const base = policy === void 0 ? void 0 : (policy.delays ?? defaultDelays)[status];
	if (policy === void 0 || base === void 0) return void 0;
	if (ifTransient.has(status) && !(question.transient && idempotentMethods.has(question.method))) return void 0;
	try {
		return generateDelay(base, policy);
	} catch {
		return generateDelay(base, {
			...policy,
			random: () => 0
		});
	}
}
function isRetryable(question, after) {
	const { status } = question;
	if (after !== void 0 || anyMethod.has(status)) return true;
	const mayRepeat = idempotentMethods.has(question.method) || question.idempotencyKey;
	if (ifTransient.has(status)) return question.transient && mayRepeat;
	const { retryable, idempotentOnly } = statusFacts(status);
	return (retryable === "yes" || retryable === "after-delay") && (idempotentOnly !== true || mayRepeat);
}
function planRetry(question) {
	const after = question.explicit !== void 0 ? toDelaySeconds(question.explicit, question.now) : generatedDelay(question);
	const retryable = isRetryable(question, after);
	const idempotentOnly = retryable && !anyMethod.has(question.status) && statusFacts(question.status).idempotentOnly === true;
	return {
		retryable,
		...after === void 0 ? {} : { after },
		...idempotentOnly ? { idempotentOnly } : {}
	};
}
function explicitDelay(error, field) {
	const own = readProperty(error, "retryAfter");
	return own === void 0 ? field : own;
}
// src/http/fields.ts
const tokenPattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const valuePattern = /^[\t\x20-\x7e\x80-\xff]*$/;
function isToken(value) {
	return typeof value === "string" && value.length <= 256 && tokenPattern.test(value);
}
function isSendable(value) {
	return typeof value === "string" && valuePattern.test(value);
}
function trimWhiteSpace(value) {
	let start = 0;
	let end = value.length;
	while (start < end && (value[start] === " " || value[start] === "	")) start += 1;
	while (end > start && (value[end - 1] === " " || value[end - 1] === "	")) end -= 1;
	return value.slice(start, end);
}
function isFieldValue(value) {
	return typeof value === "string" && value.length <= 4096 && valuePattern.test(value);
}
function isUnsatisfiedRange(value) {
	return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+ \*\/\d+$/.test(value);
}
function toFieldValue$1(value) {
	if (typeof value === "number") return Number.isFinite(value) ? String(value) : void 0;
	return isFieldValue(value) ? value.trim() : void 0;
}
function toQuotedString(text) {
	return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
let cachedSecond = NaN;
let cachedDate = "";
function toHttpDate(milliseconds) {
	const second = Math.floor(milliseconds / 1e3);
	if (second !== cachedSecond) {
		cachedDate = new Date(second * 1e3).toUTCString();
		cachedSecond = second;
	}
	return cachedDate;
}
function listMembers(value) {
	return value.split(",").map((member) => member.trim()).filter((member) => member !== "");
}
function appendListMember(list, member) {
	if (list === void 0 || list.trim() === "") return member;
	return listMembers(list).some((one) => one === "*" || one.toLowerCase() === member.toLowerCase()) ? list : `${list}, ${member}`;
}
// src/plan/status-fields.ts
const maxMembers = 64;
const asciiValue = /^[\t\x20-\x7e]*$/;
function toItems(value) {
	return isArray(value) ? arrayItems(value, maxMembers) : [value];
}
function toParam(params, name) {
	const value = readProperty(params, name);
	if (!isToken(name) || typeof value !== "string" || !asciiValue.test(value)) return void 0;
	return `${name}=${toQuotedString(value)}`;
}
function toParams(params) {
	if (params === void 0) return [];
	return [...new Map(ownKeys(params, maxMembers).map((name) => [name.toLowerCase(), name])).values()].map((name) => toParam(params, name)).filter((param) => param !== void 0);
}
function toChallenge(challenge) {
	if (typeof challenge === "string") {
		const text = challenge.trim();
		return isFieldValue(text) && asciiValue.test(text) && isToken(text.split(" ", 1)[0]) ? text : void 0;
	}
	const scheme = readString(challenge, "scheme");
	if (!isToken(scheme)) return void 0;
	const params = toParams(readObject(challenge, "params"));
	const text = params.length === 0 ? scheme : `${scheme} ${params.join(", ")}`;
	return isFieldValue(text) ? text : void 0;
}
const toMethod = (item) => isToken(item) ? item : void 0;
const toProtocol = (item) => typeof item === "string" && item.split("/").length <= 2 && item.split("/").every(isToken) ? item : void 0;
const toRange = (item) => {
	const text = toFieldValue$1(item);
	return typeof item === "string" && text !== "" ? text : void 0;
};
const toBlockingLink = (item) => isFieldValue(item) && /^[\x21-\x7e]+$/.test(item) && !/[<>"\\^`{|}]/.test(item) ? `<${item}>; rel="blocked-by"` : void 0;
const toContentRange = (item) => {
	const length = readInteger(item, "length");
	const unit = readProperty(item, "unit") ?? "bytes";
	return isToken(unit) && length !== void 0 && Number.isSafeInteger(length) && length >= 0 ? `${unit} */${length}` : void 0;
};
const statusFields = [
	{
		option: "allow",
		field: "Allow",
		convert: toMethod,
		as: "tokens"
	},
	{
		option: "accept",
		field: "Accept",
		status: 415,
		convert: toRange,
		as: "list"
	},
	{
		option: "acceptEncoding",
		field: "Accept-Encoding",
		status: 415,
		convert: toRange,
		as: "list"
	},
	{
		option: "acceptPatch",
		field: "Accept-Patch",
		status: 415,
		convert: toRange,
		as: "list"
	},
	{
		option: "range",
		field: "Content-Range",
		status: 416,
		convert: toContentRange,
		as: "lines"
	},
	{
		option: "upgrade",
		field: "Upgrade",
		status: 426,
		convert: toProtocol,
		as: "tokens"
	},
	{
		option: "blockedBy",
		field: "Link",
		status: 451,
		convert: toBlockingLink,
		as: "link"
	}
];
function challengesField(status) {
	if (status === 511) return void 0;
	return {
		option: "challenges",
		field: status === 407 ? "Proxy-Authenticate" : "WWW-Authenticate",
		convert: toChallenge,
		as: "lines"
	};
}
function write(fields, { field, as }, values) {
	if (as === "lines") fields.set(field, ...values);
	else if (as === "link") for (const value of values) fields.add(field, value);
	else fields.set(field, values.join(", "));
}
function setField(fields, row, error, warnings) {
	const given = readProperty(error, row.option);
	if (given === void 0 || given === null) return;
	const items = toItems(given);
	const offered = row.as === "tokens" ? items.flatMap((item) => typeof item === "string" ? [...listMembers(item)] : [item]) : items;
	const accepted = offered.map(row.convert).filter((item) => item !== void 0);
	if (accepted.length < offered.length) warnings.push({
		code: "header_dropped",
		message: `"${row.option}" of the error cannot be sent as it is`
	});
	const isStatement = row.option === "allow" && isArray(given) && offered.length === 0;
	if (accepted.length > 0 || isStatement) write(fields, row, [...new Set(accepted)]);
}
function setStatusFields(fields, error, status, defaultChallenge, warnings) {
	const challenges = challengesField(status);
	for (const row of challenges === void 0 ? statusFields : [challenges, ...statusFields]) if ((row.status ?? status) === status) setField(fields, row, error, warnings);
	if (status === 401 && defaultChallenge !== void 0 && !fields.has("WWW-Authenticate")) fields.set("WWW-Authenticate", defaultChallenge);
}
// src/core/check-options.ts
var OptionError = class extends TypeError {
	code;
	constructor(code, message) {
		super(message);
		this.name = "OptionError";
		this.code = code;
	}
};
const aBoolean = {
	must: "a boolean",
	holds: (value) => typeof value === "boolean"
};
const aFunction = {
	must: "a function",
	holds: (value) => typeof value === "function"
};
const aText = {
	must: "a non-empty string",
	holds: (value) => typeof value === "string" && value !== ""
};
const anObject = {
	must: "an object",
	holds: (value) => isObject(value) && typeof value !== "function" && !isArray(value)
};
function oneOf(...allowed) {
	return {
		must: `one of ${allowed.map(show).join(", ")}`,
		holds: (value) => allowed.includes(value)
	};
}
function listOf(rule) {
	return {
		must: `a list of items, each ${rule.must}`,
		holds: (value) => isArray(value) && value.every(rule.holds)
	};
}
function either(...rules) {
	return {
		must: rules.map((rule) => rule.must).join(" or "),
		holds: (value) => rules.some((rule) => rule.holds(value))
	};
}
function aNumber(from, to, whole = false) {
	return {
		must: `a ${whole ? "whole " : ""}number from ${from} to ${to}`,
		holds: (value) => typeof value === "number" && value >= from && value <= to && (!whole || Number.isInteger(value))
	};
}
function show(value) {
	if (typeof value === "string") {
		const shown = value.slice(0, 40).replace(/[\p{Cc}\u2028\u2029]/gu, "�");
		return value.length > 40 ? `'${shown}…'` : `'${shown}'`;
	}
	if (typeof value === "function") return "a function";
	if (isArray(value)) return "an array";
	return isObject(value) ? "an object" : String(value);
}
function distance(left, right) {
	let row = Array.from({ length: right.length + 1 }, (_, index) => index);
	for (let i = 1; i <= left.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= right.length; j += 1) {
			const substitution = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
			next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[right.length] ?? 0;
}
function suggestion(name, known) {
	const [nearest] = (name.length > 40 ? [] : known).map((one) => ({
		one,
		far: distance(name.toLowerCase(), one.toLowerCase())
	})).sort((a, b) => a.far - b.far);
	return nearest !== void 0 && nearest.far <= 3 ? `; did you mean "${nearest.one}"?` : `; known are ${known.join(", ")}`;
}
function refuse(path, must, value) {
	throw new OptionError("FAILWELL_OPTION_TYPE", `"${path}" must be ${must}, was ${show(value)}`);
}
function checkMember(path, value, entry) {
	if ("holds" in entry) {
		if (!entry.holds(value)) refuse(path, entry.must, value);
		return;
	}
	if (entry.or?.holds(value) === true) return;
	if (!anObject.holds(value)) refuse(path, entry.or === void 0 ? "an object" : `an object or ${entry.or.must}`, value);
	checkNames(value, entry.members, `${path}.`);
	for (const name of entry.required ?? []) {
		const rule = entry.members[name];
		if (readProperty(value, name) === void 0) refuse(`${path}.${name}`, rule !== void 0 && "must" in rule ? rule.must : "given", void 0);
	}
}
function checkNames(options, table, prefix) {
	for (const name of ownKeys(options)) {
		const entry = Object.hasOwn(table, name) ? table[name] : void 0;
		if (entry === void 0) throw new OptionError("FAILWELL_OPTION_UNKNOWN", `"${prefix}${name.slice(0, 40)}" is not an option${suggestion(name, Object.keys(table))}`);
		const value = readProperty(options, name);
		if (value !== void 0) checkMember(`${prefix}${name}`, value, entry);
	}
}
function checkOptions(options, table) {
	if (!anObject.holds(options)) refuse("options", anObject.must, options);
	checkNames(options, table, "");
}
// src/core/options.ts
const isFalse = {
	must: "false",
	holds: (value) => value === false
};
const product = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+(?:/[!#$%&'*+\\-.^_`|~0-9A-Za-z]+)?";
const serverPattern = new RegExp(`^${product}(?: (?:${product}|\\([^()\\\\\\x00-\\x1f\\x7f-\\uffff]*\\)))*$`);
const aServer = {
	must: "a product such as \"gateway/1.2\" (RFC 9110 10.2.4)",
	holds: (value) => typeof value === "string" && value.length <= 256 && serverPattern.test(value)
};
const aChallenge = {
	must: "a challenge such as \"Bearer\" or { scheme, params } (RFC 9110 11.3)",
	holds: (value) => toChallenge(value) !== void 0
};
const aUrlPrefix = {
	must: "a URL or an absolute path, without query or fragment",
	holds: (value) => typeof value === "string" && value.length <= 1024 && /^(?:\/|https?:\/\/[^/])(?:[A-Za-z0-9\-._~:/[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/.test(value)
};
const aPrintableId = {
	must: "a name in printable ASCII",
	holds: (value) => typeof value === "string" && /^[\x20-\x7e]{1,256}$/.test(value)
};
const aMapping = {
	must: "made by mapError()",
	holds: (value) => typeof readProperty(value, "matches") === "function" && typeof readProperty(value, "convert") === "function"
};
const delays = {
	must: "an object of whole seconds (1 to 86400) by status",
	holds: (value) => anObject.holds(value) && Object.entries(value).every(([status, delay]) => /^[45]\d\d$/.test(status) && aNumber(1, 86400, true).holds(delay))
};
const logMethods = [
	"error",
	"warn",
	"info",
	"debug"
];
const aLogger = {
	must: "a logger with error, warn, info or debug, or false",
	holds: (value) => value === false || isObject(value) && logMethods.some((name) => typeof readProperty(value, name) === "function")
};
const aPattern = {
	must: "a regular expression",
	holds: (value) => value instanceof RegExp
};
const aLevel = oneOf("error", "warn", "info", "debug", "silent");
const aLevelTable = {
	must: `a table of levels, each ${aLevel.must}`,
	holds: (value) => anObject.holds(value) && Object.values(value).every(aLevel.holds)
};
const table = {
	format: oneOf("envelope", "problem", "negotiate"),
	include: listOf(oneOf("status", "retry", "requestId", "traceId")),
	body: aFunction,
	html: aFunction,
	message: aFunction,
	help: aUrlPrefix,
	server: either(isFalse, aServer),
	role: oneOf("gateway", "origin"),
	proxyStatus: {
		members: {
			id: aPrintableId,
			details: aBoolean
		},
		required: ["id"]
	},
	map: listOf(aMapping),
	validationStatus: oneOf(422, 400),
	unregistered: oneOf("class", "allow"),
	defaultChallenge: aChallenge,
	retry: {
		members: {
			delays,
			cap: aNumber(1, 86400, true),
			random: aFunction
		},
		or: isFalse
	},
	linger: { members: {
		totalMs: aNumber(0, 36e5),
		idleMs: aNumber(0, 36e5),
		bytes: aNumber(0, 2 ** 40)
	} },
	logger: aLogger,
	onError: aFunction,
	level: either(aFunction, aLevelTable),
	redact: {
		members: {
			keys: listOf(aText),
			patterns: listOf(aPattern),
			absolutePaths: aBoolean
		},
		or: listOf(either(aText, aPattern))
	},
	dedupe: {
		members: { windowMs: aNumber(100, 36e5) },
		or: aBoolean
	},
	trace: aFunction,
	debug: aBoolean
};
const conflicts = [
	{
		when: (options) => options.proxyStatus !== void 0 && options.role === "origin",
		message: "\"proxyStatus\" is only for a gateway (RFC 9209 section 2), but \"role\" is 'origin'"
	},
	{
		when: (options) => options.html !== void 0 && options.format !== "negotiate",
		message: "\"html\" is only used with \"format\": 'negotiate'"
	},
	{
		when: (options) => options.body !== void 0 && options.format === "problem",
		message: "\"body\" shapes the envelope and is not used with \"format\": 'problem'"
	},
	{
		when: ({ retry }) => retry !== void 0 && retry !== false && Object.values(retry.delays ?? {}).some((delay) => delay > (retry.cap ?? 30)),
		message: "\"retry.delays\" must not be above \"retry.cap\", which is 30 unless it is given"
	}
];
const defaultLinger = {
	totalMs: 3e4,
	idleMs: 5e3,
	bytes: 268435456
};
function pickGiven(members) {
	return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== void 0));
}
function toReportOptions({ logger, onError, level, redact, dedupe }) {
	return Object.assign(bareObject(), pickGiven({
		logger,
		onError,
		level,
		redact,
		dedupe
	}));
}
function withDefaults(options) {
	const { body, html, message, help, proxyStatus, defaultChallenge, trace } = options;
	return {
		...pickGiven({
			body,
			html,
			message,
			help,
			proxyStatus,
			defaultChallenge,
			trace
		}),
		format: options.format ?? "envelope",
		include: options.include ?? [],
		server: options.server ?? "failwell",
		serverChosen: options.server !== void 0,
		role: options.role ?? "gateway",
		unregistered: options.unregistered ?? "class",
		retry: options.retry ?? bareObject(),
		debug: options.debug ?? false,
		clock: Date.now,
		map: options.map ?? [],
		validationStatus: options.validationStatus ?? 422,
		linger: {
			...defaultLinger,
			...options.linger
		},
		report: toReportOptions(options)
	};
}
function isPlainObject(value) {
	if (!anObject.holds(value)) return false;
	const prototype = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}
function detach(value) {
	if (isArray(value)) return value.map(detach);
	if (!isPlainObject(value)) return value;
	const given = Object.entries(value).filter(([, member]) => member !== void 0);
	return Object.assign(bareObject(), Object.fromEntries(given.map(([name, member]) => [name, detach(member)])));
}
function detachOptions({ logger, map, ...data }) {
	const own = detach(data);
	const kept = {
		...logger === void 0 ? {} : { logger },
		...map === void 0 ? {} : { map: [...map] }
	};
	return Object.assign(bareObject(), own, kept);
}
function resolveOptions(options = {}) {
	checkOptions(options, table);
	const own = detachOptions(options);
	const conflict = conflicts.find(({ when }) => when(own));
	if (conflict !== void 0) throw new OptionError("FAILWELL_OPTION_CONFLICT", conflict.message);
	return Object.freeze(Object.assign(bareObject(), withDefaults(own)));
}
// src/http/request-view.ts
const maxPath = 2048;
const maxLines$1 = 64;
function toPath(target) {
	const absolute = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(target);
	const path = (absolute === null ? target : target.slice(absolute[0].length)).replace(/[?#].*$/s, "");
	return path === "" ? "/" : path.slice(0, maxPath);
}
function toText$3(value) {
	if (typeof value === "string") return value;
	return isArray(value) ? arrayItems(value, maxLines$1).filter((line) => typeof line === "string").join(", ") : void 0;
}
function readHeader(headers, name) {
	const get = readProperty(headers, "get");
	if (typeof get !== "function") return toText$3(readProperty(headers, name));
	try {
		return toText$3(get.call(headers, name));
	} catch {
		return;
	}
}
var LazyRequestView = class {
	#request;
	constructor(request) {
		this.#request = request;
	}
	get method() {
		return readString(this.#request, "method") ?? "GET";
	}
	get path() {
		return toPath(readString(this.#request, "originalUrl") ?? readString(this.#request, "url") ?? "/");
	}
	header(name) {
		return readHeader(readProperty(this.#request, "headers"), name);
	}
};
function createRequestView(request) {
	return new LazyRequestView(request);
}
// src/normalize/verdicts.ts
function proxyFacts(error, params) {
	return params === void 0 ? { error } : {
		error,
		params
	};
}
function badGateway(rule, proxyError, transient = false, more = {}) {
	return {
		status: 502,
		rule,
		upstream: true,
		options: {
			transient,
			proxy: proxyFacts(proxyError)
		},
		...more
	};
}
function badName(rule, rcode) {
	const proxy = proxyFacts("dns_error", rcode === void 0 ? void 0 : { rcode });
	return {
		status: 502,
		rule,
		upstream: true,
		options: {
			transient: rcode === void 0,
			proxy
		}
	};
}
function gatewayTimeout(rule, proxyError) {
	return {
		status: 504,
		rule,
		upstream: true,
		options: {
			transient: true,
			proxy: proxyFacts(proxyError)
		}
	};
}
function dependencyDown(rule, proxyError = "destination_unavailable", domain = "upstream") {
	return {
		status: 503,
		rule,
		domain,
		options: {
			transient: true,
			proxy: proxyFacts(proxyError)
		}
	};
}
function contention(rule) {
	return {
		status: 503,
		rule,
		domain: "upstream",
		options: { transient: true }
	};
}
function lateDependency(rule) {
	return {
		status: 504,
		rule,
		options: { transient: true }
	};
}
function exhausted(rule) {
	return dependencyDown(rule, "connection_limit_reached", "server");
}
function fault(rule) {
	return {
		status: 500,
		rule
	};
}
function conflict(rule) {
	return {
		status: 409,
		rule,
		domain: "client",
		message: "The request conflicts with the current state of the resource.",
		options: { expose: true }
	};
}
function absent(rule) {
	return {
		status: 404,
		rule,
		message: "Not Found",
		options: { expose: true }
	};
}
function clientFault(status, rule, message) {
	return {
		status,
		rule,
		domain: "client",
		message,
		options: { expose: true }
	};
}
function cancelledWork(rule) {
	return {
		status: 504,
		rule,
		cancelled: true
	};
}
// src/normalize/transport-codes.ts
const network = { domain: "network" };
function named(codes, make) {
	return codes.map((code) => [code, make(`transport/${code}`)]);
}
const connection = [
	...named(["ECONNREFUSED", "ConnectionRefused"], (rule) => badGateway(rule, "connection_refused", true)),
	...named([
		"ECONNRESET",
		"EPIPE",
		"ENOTCONN",
		"UND_ERR_SOCKET",
		"ERR_SOCKET_CLOSED",
		"ERR_STREAM_PREMATURE_CLOSE",
		"ConnectionClosed"
	], (rule) => badGateway(rule, "connection_terminated", true)),
	...named([
		"EHOSTUNREACH",
		"ENETUNREACH",
		"ENETDOWN",
		"EHOSTDOWN",
		"ENONET"
	], (rule) => badGateway(rule, "destination_ip_unroutable", true, network)),
	...named(["FailedToOpenSocket", "ERR_PROXY_TUNNEL"], (rule) => badGateway(rule, "connection_terminated", true))
];
const deadlines = [
	...named([
		"ETIMEDOUT",
		"UND_ERR_CONNECT_TIMEOUT",
		"ERR_SOCKET_CONNECTION_TIMEOUT",
		"ERR_TLS_HANDSHAKE_TIMEOUT"
	], (rule) => gatewayTimeout(rule, "connection_timeout")),
	...named(["UND_ERR_HEADERS_TIMEOUT", "ETIME"], (rule) => gatewayTimeout(rule, "http_response_timeout")),
	...named(["UND_ERR_BODY_TIMEOUT", "ESOCKETTIMEDOUT"], (rule) => gatewayTimeout(rule, "connection_read_timeout")),
	...named(["ETIMEOUT"], (rule) => gatewayTimeout(rule, "dns_timeout"))
];
const names = [
	...named([
		"EAI_AGAIN",
		"EBADRESP",
		"EAI_FAIL",
		"EAI_SYSTEM"
	], (rule) => badName(rule)),
	...named([
		"ENOTFOUND",
		"EAI_NONAME",
		"ENONAME"
	], (rule) => badName(rule, "NXDOMAIN")),
	...named(["ENODATA", "EAI_NODATA"], (rule) => badName(rule, "NOERROR")),
	...named(["ESERVFAIL"], (rule) => badName(rule, "SERVFAIL")),
	...named(["EREFUSED"], (rule) => badName(rule, "REFUSED")),
	...named(["EFORMERR"], (rule) => badName(rule, "FORMERR")),
	...named(["ENOTIMP"], (rule) => badName(rule, "NOTIMP")),
	...named([
		"EBADNAME",
		"EBADQUERY",
		"EBADFAMILY",
		"ELOADIPHLPAPI"
	], fault)
];
const certificates = [
	"DEPTH_ZERO_SELF_SIGNED_CERT",
	"SELF_SIGNED_CERT_IN_CHAIN",
	"ERR_TLS_CERT_ALTNAME_INVALID",
	"ERR_TLS_CERT_ALTNAME_FORMAT",
	"HOSTNAME_MISMATCH",
	"INVALID_CA",
	"INVALID_PURPOSE",
	"PATH_LENGTH_EXCEEDED",
	"ERROR_IN_CERT_NOT_AFTER_FIELD",
	"ERROR_IN_CERT_NOT_BEFORE_FIELD"
];
const messages = [
	...named([
		"EPROTO",
		"UND_ERR_PRX_TLS",
		"ERR_TLS_PROTOCOL_VERSION_CONFLICT"
	], (rule) => badGateway(rule, "tls_protocol_error")),
	...named(certificates, (rule) => badGateway(rule, "tls_certificate_error")),
	...named(["HPE_HEADER_OVERFLOW", "UND_ERR_HEADERS_OVERFLOW"], (rule) => badGateway(rule, "http_response_header_section_size")),
	...named([
		"HPE_INVALID_CHUNK_SIZE",
		"HPE_CHUNK_EXTENSIONS_OVERFLOW",
		"HPE_STRICT_CHUNK"
	], (rule) => badGateway(rule, "http_response_transfer_coding")),
	...named(["HPE_INVALID_EOF_STATE"], (rule) => badGateway(rule, "http_response_incomplete", true)),
	...named(["UND_ERR_RES_EXCEEDED_MAX_SIZE", "UND_ERR_WS_MESSAGE_SIZE_EXCEEDED"], (rule) => badGateway(rule, "http_response_body_size")),
	...named([
		"ERR_HTTP2_STREAM_ERROR",
		"ERR_HTTP2_SESSION_ERROR",
		"ERR_HTTP2_GOAWAY_SESSION",
		"ERR_HTTP2_STREAM_CANCEL"
	], (rule) => badGateway(rule, "connection_terminated", true)),
	...named([
		"ERR_HTTP2_ERROR",
		"UND_ERR_REDIRECT_MAX",
		"UND_ERR_PRX_CONN"
	], (rule) => badGateway(rule, "http_protocol_error")),
	...named([
		"Z_DATA_ERROR",
		"Z_BUF_ERROR",
		"Z_NEED_DICT",
		"Z_STREAM_ERROR"
	], (rule) => badGateway(rule, "http_response_content_coding"))
];
const requests = [...named(["HPE_INVALID_METHOD", "HPE_INVALID_URL"], (rule) => clientFault(400, rule, "Bad Request")), ...named(["ERR_HTTP_REQUEST_TIMEOUT"], (rule) => clientFault(408, rule, "Request Timeout"))];
const local = [
	...named([
		"EMFILE",
		"ENFILE",
		"EADDRNOTAVAIL",
		"ENOBUFS",
		"ENOMEM",
		"EAGAIN",
		"UND_ERR_MAX_ORIGINS_REACHED"
	], exhausted),
	...named(["UND_ERR_DESTROYED", "UND_ERR_CLOSED"], (rule) => dependencyDown(rule, "destination_unavailable", "server")),
	...named(["UND_ERR_BPL_MISSING_UPSTREAM"], (rule) => dependencyDown(rule)),
	...named([
		"UND_ERR_INVALID_ARG",
		"UND_ERR_INVALID_RETURN_VALUE",
		"UND_ERR_NOT_SUPPORTED",
		"UND_ERR_REQ_CONTENT_LENGTH_MISMATCH"
	], fault)
];
const aborts = named([
	"ABORT_ERR",
	"ERR_CANCELED",
	"ERR_ABORTED",
	"ECANCELLED",
	"ECANCELED",
	"ECANCEL",
	"UND_ERR_ABORT",
	"UND_ERR_ABORTED",
	"ABORTED"
], cancelledWork);
const transportCodes = new Map([
	...connection,
	...deadlines,
	...names,
	...messages,
	...requests,
	...local,
	...aborts
]);
const transportFamilies = [
	[/^ERR_SSL_\w*ALERT/, badGateway("transport/tls_alert", "tls_alert_received")],
	[/^ERR_SSL_/, badGateway("transport/tls", "tls_protocol_error")],
	[/^(CERT_|CRL_|UNABLE_TO_)/, badGateway("transport/certificate", "tls_certificate_error")],
	[/^HPE_\w*CHUNK/, badGateway("transport/chunk", "http_response_transfer_coding")],
	[/^HPE_/, badGateway("transport/http_parser", "http_protocol_error")],
	[/^UND_ERR_\w*TIMEOUT/, gatewayTimeout("transport/undici_timeout", "http_response_timeout")],
	[/^UND_ERR/, badGateway("transport/undici", "http_protocol_error")],
	[/^(ERR__ERROR_|ERR_BROTLI_DECODER|BROTLI_DECODER_ERROR|ZSTD_error)/, badGateway("transport/content_coding", "http_response_content_coding")]
];
// src/normalize/transport.ts
const dependencyPorts = new Map([
	[1433, "sqlserver"],
	[3306, "mysql"],
	[5432, "postgresql"],
	[5672, "amqp"],
	[6379, "redis"],
	[9042, "cassandra"],
	[9092, "kafka"],
	[27017, "mongodb"]
]);
const unreachable$1 = new Set([
	"ECONNREFUSED",
	"ENOTFOUND",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"ETIMEDOUT",
	"EAI_AGAIN"
]);
const refusedResolver = badName("transport/resolver_refused");
const incomplete$1 = badGateway("transport/aborted", "http_response_incomplete", true);
const readTimeout = gatewayTimeout("transport/read_timeout", "connection_read_timeout");
const badChunk = badGateway("transport/chunk", "http_response_transfer_coding");
const unparsable = badGateway("transport/http_parser", "http_protocol_error");
function transportVerdict(code) {
	if (code === void 0) return void 0;
	const known = transportCodes.get(code);
	if (known !== void 0) return known;
	return code.includes("_") ? transportFamilies.find(([pattern]) => pattern.test(code))?.[1] : void 0;
}
const refinements = {
	ECONNREFUSED: ({ syscall }) => typeof syscall === "string" && syscall.startsWith("query") ? refusedResolver : void 0,
	ECONNRESET: ({ text }) => text === "aborted" ? incomplete$1 : void 0,
	ETIMEDOUT: ({ syscall }) => syscall === "read" ? readTimeout : void 0
};
function portOf(marks) {
	if (typeof marks.port === "number") return marks.port;
	const [first] = arrayItems(marks.errors, 1);
	return readInteger(first, "port");
}
function knownDependency(marks) {
	const port = marks.code !== void 0 && unreachable$1.has(marks.code) ? portOf(marks) : void 0;
	const kind = port === void 0 ? void 0 : dependencyPorts.get(port);
	return kind === void 0 ? void 0 : {
		...dependencyDown(`transport/${kind}_port`),
		upstream: true
	};
}
const classifyNetError = (marks) => {
	const { code, name, text } = marks;
	if (code === void 0) return name === "HTTPParserError" ? /chunk/i.test(text) ? badChunk : unparsable : void 0;
	return (Object.hasOwn(refinements, code) ? refinements[code] : void 0)?.(marks) ?? transportVerdict(code);
};
const classifyTransport = (marks, policy) => knownDependency(marks) ?? classifyNetError(marks, policy);
// src/normalize/brokers.ts
const kafkaLate = lateDependency("broker/kafka_timeout");
const kafkaDown = dependencyDown("broker/kafka_unavailable");
const kafkaUnknown = fault("broker/kafka");
const kafkaLock = contention("broker/kafka_lock");
const rdkafkaDown = new Set([
	-187,
	-193,
	-195
]);
const rdkafkaLate = new Set([-185, -192]);
function isKafka({ name, className }) {
	return (name ?? "").startsWith("KafkaJS") || className === "LibrdKafkaError";
}
const classifyKafka = (marks) => {
	if (!isKafka(marks)) return void 0;
	const { name = "", retriable, numericCode } = marks;
	if (numericCode !== void 0 && rdkafkaLate.has(numericCode)) return kafkaLate;
	if (numericCode !== void 0 && rdkafkaDown.has(numericCode)) return kafkaDown;
	if (name === "KafkaJSLockTimeout") return kafkaLock;
	if (/Timeout/.test(name)) return kafkaLate;
	if (/Connection|Broker|NumberOfRetries|MetadataNotLoaded|CoordinatorNotFound/.test(name)) return kafkaDown;
	return retriable === true ? kafkaDown : kafkaUnknown;
};
const natsLate = lateDependency("broker/nats_timeout");
const natsDown = dependencyDown("broker/nats_unavailable");
const natsUnknown = fault("broker/nats");
const natsCodes = {
	TIMEOUT: natsLate,
	"408": natsLate,
	"503": natsDown,
	CONNECTION_CLOSED: natsDown,
	CONNECTION_DRAINING: natsDown,
	CONNECTION_REFUSED: natsDown,
	CONNECTION_TIMEOUT: natsDown,
	DISCONNECT: natsDown,
	STALE_CONNECTION: natsDown
};
const natsNames = new Set([
	"NoRespondersError",
	"ClosedConnectionError",
	"DrainingConnectionError"
]);
const classifyNats = ({ name, code }) => {
	if (name === "NatsError") return code !== void 0 && Object.hasOwn(natsCodes, code) ? natsCodes[code] : natsUnknown;
	return name !== void 0 && natsNames.has(name) ? natsDown : void 0;
};
const amqpDown = dependencyDown("broker/amqp_closed");
const amqpUnknown = fault("broker/amqp");
const amqpLate = lateDependency("broker/amqp_timeout");
const classifyAmqp = ({ name, className, code, text, thrown }) => {
	if (name === "IllegalOperationError" || readProperty(thrown, "stackAtStateChange") !== void 0) return amqpDown;
	if (name === "AMQPConnectionError" || className === "AMQPConnectionError") return amqpDown;
	if (name === "AMQPError" || name === "AMQPChannelError") return code === "RPC_TIMEOUT" ? amqpLate : code === "CONN_CLOSE" ? amqpDown : amqpUnknown;
	const reply = /^(Channel|Connection) closed(?: by server)?: (\d{3}) \(/.exec(text);
	if (reply === null) return void 0;
	return reply[2] === "320" || reply[2] === "541" ? amqpDown : amqpUnknown;
};
const mailTransient = dependencyDown("mail/transient");
const mailDown = dependencyDown("mail/connection");
const mailRefused = fault("mail/refused");
const mailLate = lateDependency("mail/timeout");
const mailCodes = {
	ECONNECTION: mailDown,
	ESOCKET: mailDown,
	EDNS: mailDown,
	ETLS: mailDown,
	EAUTH: mailRefused,
	ENOAUTH: mailRefused,
	EENVELOPE: mailRefused,
	EMESSAGE: mailRefused,
	EPROTOCOL: mailRefused,
	ESTREAM: mailRefused
};
const classifyMail = ({ command, code, responseCode }) => {
	if (code === void 0 || typeof command !== "string" && typeof responseCode !== "number") return void 0;
	if (typeof responseCode === "number") return responseCode >= 400 && responseCode < 500 ? mailTransient : mailRefused;
	if (code === "ETIMEDOUT") return command === "CONN" ? mailDown : mailLate;
	if (Object.hasOwn(mailCodes, code)) return mailCodes[code];
	return command === "CONN" && transportVerdict(code) !== void 0 ? mailDown : void 0;
};
const brokers = [
	classifyKafka,
	classifyNats,
	classifyAmqp,
	classifyMail
];
// src/normalize/marks.ts
const maxName = 100;
const maxText = 1e3;
const canary = "failwell:no-such-property";
function shortText(value) {
	return typeof value === "string" && value.length <= maxName ? value : void 0;
}
function beginning(message) {
	if (typeof message !== "string") return "";
	return message.length <= maxText ? message : message.slice(0, maxText);
}
function answersEverything(value) {
	return readProperty(value, canary) !== void 0;
}
function readMarks(thrown) {
	const read = (key) => readProperty(thrown, key);
	if (answersEverything(thrown)) return void 0;
	const code = read("code");
	const message = read("message");
	return {
		thrown,
		isError: isErrorLike(thrown),
		className: shortText(constructorName(thrown)),
		name: shortText(read("name")),
		code: shortText(code),
		numericCode: typeof code === "number" && Number.isInteger(code) ? code : void 0,
		text: beginning(message),
		message,
		status: read("status"),
		statusCode: read("statusCode"),
		expose: read("expose"),
		headers: read("headers"),
		cause: read("cause"),
		errors: read("errors"),
		type: read("type"),
		response: read("response"),
		request: read("request"),
		config: read("config"),
		options: read("options"),
		isAxiosError: read("isAxiosError"),
		meta: read("meta"),
		metadata: read("metadata"),
		awsMetadata: read("$metadata"),
		awsResponse: read("$response"),
		details: read("details"),
		url: read("url"),
		method: read("method"),
		rawResponse: read("rawResponse"),
		responseHeaders: read("responseHeaders"),
		requestID: read("requestID"),
		rawType: read("rawType"),
		error: read("error"),
		syscall: read("syscall"),
		port: read("port"),
		timeout: read("timeout"),
		event: read("event"),
		command: read("command"),
		isBoom: read("isBoom"),
		output: read("output"),
		getStatus: read("getStatus"),
		getResponse: read("getResponse"),
		res: read("res"),
		extensions: read("extensions"),
		httpCode: read("httpCode"),
		issues: read("issues"),
		issue: read("issue"),
		isJoi: read("isJoi"),
		inner: read("inner"),
		validation: read("validation"),
		failures: read("failures"),
		path: read("path"),
		arkErrors: read("arkErrors"),
		messages: read("messages"),
		data: read("data"),
		severity: read("severity"),
		sqlState: read("sqlState"),
		sqlMessage: read("sqlMessage"),
		fatal: read("fatal"),
		errorNum: read("errorNum"),
		number: read("number"),
		errorCode: read("errorCode"),
		errcode: read("errcode"),
		info: read("info"),
		retryable: read("retryable"),
		retriable: read("retriable"),
		responseCode: read("responseCode"),
		original: read("original"),
		parent: read("parent"),
		driverError: read("driverError"),
		nativeError: read("nativeError"),
		originalError: read("originalError"),
		wrapped: read("jse_cause") ?? read("oauthError") ?? read("chainedError") ?? read("lastNodeError")
	};
}
// src/normalize/causes.ts
function firstVerdict(marks, policy, rules) {
	for (const classify of rules) {
		const verdict = classify(marks, policy);
		if (verdict !== void 0) return verdict;
	}
}
function isWrapped(value) {
	return typeof value === "object" && value !== null;
}
function wrappedBy(marks) {
	const { cause, original, parent, driverError, nativeError, originalError, wrapped, type } = marks;
	return [
		cause,
		marks.name === "SuppressedError" ? marks.error : void 0,
		original,
		parent,
		driverError,
		nativeError,
		originalError,
		wrapped,
		type === "StripeConnectionError" ? readProperty(marks.thrown, "detail") : void 0
	].find(isWrapped);
}
function ownDependencyFailure(value) {
	if (!isOwnError(value)) return void 0;
	const status = readProperty(value, "status");
	if (status !== 502 && status !== 503 && status !== 504) return void 0;
	const { transient, proxy, retryAfter } = value;
	const options = Object.entries({
		transient,
		proxy,
		retryAfter
	}).filter(([, option]) => option !== void 0);
	return {
		status,
		rule: "cause/own",
		options: Object.fromEntries(options)
	};
}
function judge(value, policy, rules) {
	if (!isObject(value)) return void 0;
	const own = ownDependencyFailure(value);
	if (own !== void 0) return own;
	const marks = readMarks(value);
	return marks === void 0 ? void 0 : firstVerdict(marks, policy, rules) ?? marks;
}
function isVerdict(judged) {
	return "rule" in judged;
}
function causeVerdict(marks, policy, rules) {
	const seen = [marks.thrown];
	for (let next = wrappedBy(marks); next !== void 0 && seen.length <= 6 && !seen.includes(next);) {
		seen.push(next);
		const judged = judge(next, policy, rules);
		if (judged === void 0 || isVerdict(judged)) return judged;
		next = wrappedBy(judged);
	}
}
const answerable = new Set([
	502,
	503,
	504
]);
function memberVerdict(member, policy, rules) {
	const judged = judge(member, policy, rules);
	if (judged === void 0 || isVerdict(judged)) return judged;
	return causeVerdict(judged, policy, rules);
}
function membersVerdict(marks, policy, rules) {
	const members = arrayItems(marks.errors, 20);
	if (members.length === 0) return void 0;
	const verdicts = [];
	for (const member of members) {
		const verdict = memberVerdict(member, policy, rules);
		if (verdict === void 0 || !answerable.has(verdict.status)) return void 0;
		verdicts.push(verdict);
	}
	return verdicts.find(({ cancelled }) => cancelled !== true) ?? verdicts[0];
}
// src/normalize/deadlines.ts
const late$1 = gatewayTimeout("deadline/timeout", "http_response_timeout");
const cancelled = cancelledWork("deadline/cancelled");
const phases = {
	lookup: gatewayTimeout("deadline/lookup", "dns_timeout"),
	socket: gatewayTimeout("deadline/socket", "connection_timeout"),
	connect: gatewayTimeout("deadline/connect", "connection_timeout"),
	secureConnect: gatewayTimeout("deadline/secure_connect", "connection_timeout"),
	send: gatewayTimeout("deadline/send", "connection_write_timeout")
};
const connecting = gatewayTimeout("deadline/connect", "connection_timeout");
const timeoutName = /(timeout|timedout|deadlineexceeded)(error|exception)?$/i;
const cancelName = /^(AbortError|CanceledError|CancelledError|CancelError|CancellationError|TaskCanceledError|RequestAbortedError|APIUserAbortError)$/;
const cancelCodes = new Set([
	"ABORT_ERR",
	"ERR_CANCELED",
	"ERR_ABORTED",
	"ECANCELLED",
	"ECANCELED",
	"ECANCEL",
	"EABORT",
	"UND_ERR_ABORT",
	"UND_ERR_ABORTED",
	"ABORTED"
]);
function isTimeout(value) {
	return isObject(value) && readProperty(value, "name") === "TimeoutError";
}
function isAbortedByDeadline({ cause, config }) {
	return isTimeout(cause) || isTimeout(readProperty(readProperty(config, "signal"), "reason"));
}
function isCancellation({ name, className, code }) {
	const said = name === void 0 || name === "Error" ? className ?? "" : name;
	return cancelName.test(said) || code !== void 0 && cancelCodes.has(code);
}
function timeoutVerdict(marks) {
	const { event, code, text } = marks;
	const phase = typeof event === "string" && Object.hasOwn(phases, event) ? phases[event] : void 0;
	if (phase !== void 0) return phase;
	const precise = code === void 0 || code === "ETIMEDOUT" ? void 0 : transportVerdict(code);
	if (precise?.status === 504 && precise.cancelled !== true) return precise;
	return /^connect|did not establish a connection/i.test(text) ? connecting : late$1;
}
function abortedConnection({ isAxiosError, className, timeout }) {
	return isAxiosError === true || className === "AxiosError" || typeof timeout === "number" ? late$1 : cancelled;
}
const localLimit = fault("deadline/local");
const classifyDeadline = (marks) => {
	const { name, className, code } = marks;
	if (code === "ECONNABORTED") return abortedConnection(marks);
	if (code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return localLimit;
	if (isCancellation(marks)) return isAbortedByDeadline(marks) ? late$1 : cancelled;
	if (name !== void 0 && timeoutName.test(name)) return timeoutVerdict(marks);
	return className !== void 0 && name === "Error" && timeoutName.test(className) ? timeoutVerdict(marks) : void 0;
};
// src/normalize/document-stores.ts
function numbers$1(list, make) {
	return list.split(" ").map((code) => [Number(code), make(`database/mongodb_${code}`)]);
}
const mongoNumbers = new Map([
	...numbers$1("11000 11001 12582", conflict),
	...numbers$1("24 46 112 117 225 244 246 251 256 11601", contention),
	...numbers$1("50 202 262", lateDependency),
	...numbers$1("6 7 63 64 89 91 133 189 234 317 358 384 9001 10058 10107 11600 11602 13435 13436 14031 14500", (rule) => dependencyDown(rule))
]);
const mongoNames = {
	MongoNetworkTimeoutError: lateDependency("database/mongodb_network_timeout"),
	MongoOperationTimeoutError: lateDependency("database/mongodb_timeout"),
	MongoWaitQueueTimeoutError: exhausted("database/mongodb_pool"),
	MongoNetworkError: dependencyDown("database/mongodb_network"),
	MongoServerSelectionError: dependencyDown("database/mongodb_selection"),
	MongooseServerSelectionError: dependencyDown("database/mongodb_selection"),
	MongoPoolClearedError: dependencyDown("database/mongodb_pool_cleared"),
	MongoPoolClosedError: dependencyDown("database/mongodb_pool_closed"),
	MongoPoolClearedOnNetworkError: dependencyDown("database/mongodb_pool_cleared"),
	MongoNotConnectedError: dependencyDown("database/mongodb_not_connected"),
	MongoTopologyClosedError: dependencyDown("database/mongodb_closed"),
	MongoClientClosedError: dependencyDown("database/mongodb_closed"),
	MongoServerClosedError: dependencyDown("database/mongodb_closed")
};
const mongoUnknown = fault("database/mongodb");
const mongooseBuffer = dependencyDown("database/mongoose_buffer");
const classifyMongo = ({ name, numericCode, text }) => {
	if (name === void 0 || !name.startsWith("Mongo")) return void 0;
	if (Object.hasOwn(mongoNames, name)) return mongoNames[name];
	if (name === "MongooseError") return text.includes("buffering timed out") ? mongooseBuffer : mongoUnknown;
	return (numericCode === void 0 ? void 0 : mongoNumbers.get(numericCode)) ?? mongoUnknown;
};
const redisWords = {
	...words("LOADING READONLY MASTERDOWN CLUSTERDOWN NOREPLICAS NOGOODSLAVE MISCONF OOM", (rule) => dependencyDown(rule)),
	...words("BUSY TRYAGAIN UNBLOCKED INPROG", contention)
};
function words(list, make) {
	return Object.fromEntries(list.split(" ").map((word) => [word, make(`database/redis_${word.toLowerCase()}`)]));
}
const replyClasses = new Set([
	"ReplyError",
	"ErrorReply",
	"SimpleError",
	"BlobError",
	"SimpleErrorReply",
	"BlobErrorReply"
]);
const redisUnknown = fault("database/redis_reply");
const redisClients = exhausted("database/redis_clients");
const redisDown = dependencyDown("database/redis_connection");
const ioredisNames = {
	MaxRetriesPerRequestError: redisDown,
	ClusterAllFailedError: redisDown
};
const nodeRedisClasses = {
	ClientClosedError: redisDown,
	ClientOfflineError: redisDown,
	DisconnectsClientError: redisDown,
	SocketClosedUnexpectedlyError: redisDown,
	ReconnectStrategyError: redisDown,
	RootNodesUnavailableError: redisDown,
	ConnectionTimeoutError: dependencyDown("database/redis_connect_timeout", "connection_timeout"),
	SocketTimeoutError: lateDependency("database/redis_timeout"),
	CommandTimeoutDuringMaintenanceError: lateDependency("database/redis_timeout"),
	SocketTimeoutDuringMaintenanceError: lateDependency("database/redis_timeout"),
	WatchError: conflict("database/redis_watch")
};
function replyVerdict(text) {
	if (text.startsWith("ERR max number of clients")) return redisClients;
	const word = /^[A-Z]+/.exec(text)?.[0] ?? "";
	return Object.hasOwn(redisWords, word) ? redisWords[word] : redisUnknown;
}
const classifyRedis = ({ name = "Error", className = "", text, command }) => {
	const said = name === "Error" ? className : name;
	if (replyClasses.has(said)) return replyVerdict(text);
	if (name === "Error") return Object.hasOwn(nodeRedisClasses, className) ? nodeRedisClasses[className] : void 0;
	if (Object.hasOwn(ioredisNames, name)) return ioredisNames[name];
	return name === "AbortError" && isObject(command) ? redisDown : void 0;
};
const cassandraLate = lateDependency("database/cassandra_timeout");
const cassandraDown = dependencyDown("database/cassandra_unavailable");
const cassandraBusy = exhausted("database/cassandra_busy");
const cassandraUnknown = fault("database/cassandra");
const cassandraNames = {
	NoHostAvailableError: cassandraDown,
	OperationTimedOutError: cassandraLate,
	BusyConnectionError: cassandraBusy
};
const cassandraNumbers = new Map([
	[4096, cassandraDown],
	[4097, cassandraBusy],
	[4098, cassandraDown],
	[4099, cassandraDown],
	[4352, cassandraLate],
	[4608, cassandraLate]
]);
const classifyCassandra = ({ name, info, numericCode }) => {
	if (typeof info !== "string" || name === void 0) return void 0;
	if (Object.hasOwn(cassandraNames, name)) return cassandraNames[name];
	return name === "ResponseError" && numericCode !== void 0 ? cassandraNumbers.get(numericCode) ?? cassandraUnknown : void 0;
};
const documentStores = [
	classifyMongo,
	classifyRedis,
	classifyCassandra
];
// src/normalize/exhaustion.ts
const breaker = dependencyDown("exhausted/circuit_open", "destination_unavailable");
const bulkhead = exhausted("exhausted/bulkhead");
const codes$3 = {
	EOPENBREAKER: breaker,
	ESEMLOCKED: bulkhead,
	E_TIMEOUT: bulkhead,
	ELOCKED: contention("exhausted/locked")
};
const classes$1 = {
	BrokenCircuitError: breaker,
	IsolatedCircuitError: breaker,
	HydratingCircuitError: breaker,
	CircuitBreakerOpenError: breaker,
	CircuitOpenError: breaker,
	OpenCircuitError: breaker,
	BulkheadRejectedError: bulkhead,
	BulkheadFullError: bulkhead,
	BottleneckError: bulkhead,
	QueueFullError: bulkhead,
	TaskCancelledError: gatewayTimeout("deadline/policy", "http_response_timeout"),
	ResourceLockedError: contention("exhausted/locked")
};
const poolTimeout$1 = exhausted("exhausted/pool_timeout");
const poolClosed = dependencyDown("exhausted/pool_closed", "destination_unavailable", "server");
const lost = dependencyDown("database/connection_lost", "connection_terminated");
const notConnected = dependencyDown("database/not_connected");
const late = lateDependency("database/command_timeout");
const texts$1 = new Map([
	["timeout expired", dependencyDown("database/connection_timeout", "connection_timeout")],
	["timeout exceeded when trying to connect", poolTimeout$1],
	["Connection terminated unexpectedly", lost],
	["Connection terminated due to connection timeout", dependencyDown("database/connection_timeout", "connection_timeout")],
	["Connection terminated", lost],
	["Client has encountered a connection error and is not queryable", lost],
	["Client was closed and is not queryable", fault("database/client_closed")],
	["Query read timeout", late],
	["Cannot use a pool after calling end on the pool", poolClosed],
	["Queue limit reached.", poolTimeout$1],
	["No connections available.", poolTimeout$1],
	["Pool is closed.", poolClosed],
	["Can't add new command when connection is in closed state", lost],
	["Connection is closed.", lost],
	["Command timed out", late],
	["Stream isn't writeable and enableOfflineQueue options is false", notConnected],
	["Cluster isn't ready and enableOfflineQueue options is false", notConnected],
	["None of startup nodes is available", notConnected],
	["The client is closed", notConnected],
	["The client is offline", notConnected],
	["Socket closed unexpectedly", lost],
	["ResourceRequest timed out", poolTimeout$1],
	["max waitingClients count exceeded", poolTimeout$1],
	["operation timed out for an unknown reason", poolTimeout$1],
	["Task queue is at limit", bulkhead],
	["Socket closed abruptly during opening handshake", lost],
	["Connection closed", notConnected],
	["Channel closed", notConnected],
	["client disconnecting", notConnected],
	["WebSocket was closed before the connection was established", {
		...lost,
		status: 502,
		upstream: true
	}],
	["Opening handshake has timed out", gatewayTimeout("transport/websocket_timeout", "connection_timeout")]
]);
const shutdown = dependencyDown("exhausted/circuit_shutdown", "destination_unavailable", "server");
const classifyExhaustion = ({ name = "Error", className = "", code, text }) => {
	if (code !== void 0 && Object.hasOwn(codes$3, code)) return codes$3[code];
	if (code === "ESHUTDOWN") return text.startsWith("The circuit") ? shutdown : void 0;
	const said = name === "Error" ? className : name;
	if (Object.hasOwn(classes$1, said)) return classes$1[said];
	return name === "Error" || name === "TimeoutError" ? texts$1.get(text) : void 0;
};
// src/normalize/file-system.ts
const other = fault("file_system/other");
const full = {
	status: 507,
	rule: "file_system/full"
};
const codes$2 = new Map("ENOENT ENOTDIR EISDIR EEXIST EACCES EPERM ENOTEMPTY EROFS ELOOP ENAMETOOLONG EBUSY EXDEV EMLINK EFBIG EIO EBADF EADDRINUSE".split(" ").map((code) => [code, fault(`file_system/${code}`)]));
const classifyFileSystem = ({ code, syscall }) => {
	if (code === void 0) return void 0;
	if (code === "ENOSPC" || code === "EDQUOT") return syscall === "watch" ? other : full;
	return code.startsWith("ERR_FS_") ? other : codes$2.get(code);
};
// src/normalize/foreign-headers.ts
const maxFields = 64;
const intrinsics = {
	"[object Headers]": () => globalThis.Headers?.prototype,
	"[object Map]": () => Map.prototype
};
function intrinsicPairs(headers) {
	const pairs = [];
	try {
		const tag = Object.prototype.toString.call(headers);
		const prototype = (Object.hasOwn(intrinsics, tag) ? intrinsics[tag] : void 0)?.();
		if (typeof prototype?.forEach !== "function") return void 0;
		prototype.forEach.call(headers, (value, name) => {
			if (pairs.length < maxFields && typeof name === "string") pairs.push([name, value]);
		});
		return pairs;
	} catch {
		return;
	}
}
function headerPairs(headers) {
	if (typeof headers !== "object" || headers === null || isArray(headers)) return [];
	return intrinsicPairs(headers) ?? ownKeys(headers, maxFields).map((name) => [name, readProperty(headers, name)]);
}
function toText$2(value) {
	if (typeof value === "string") return value;
	return typeof value === "number" ? String(value) : void 0;
}
function askGet(headers, name) {
	const get = readProperty(headers, "get");
	if (typeof get !== "function") return void 0;
	try {
		return toText$2(get.call(headers, name));
	} catch {
		return;
	}
}
function foreignHeader(headers, name) {
	if (!isObject(headers)) return void 0;
	const direct = toText$2(readProperty(headers, name));
	if (direct !== void 0) return direct;
	const found = headerPairs(headers).find(([key]) => key.toLowerCase() === name);
	return found === void 0 ? askGet(headers, name) : toText$2(found[1]);
}
// src/normalize/error-headers.ts
const refused$1 = new Set([
	"set-cookie",
	"set-cookie2",
	"content-length",
	"content-type",
	"content-encoding",
	"transfer-encoding",
	"connection",
	"keep-alive",
	"proxy-connection",
	"te",
	"trailer",
	"date",
	"__proto__"
]);
const nothing = {
	options: {},
	warnings: []
};
function toFieldValue(value) {
	if (typeof value === "string" || typeof value === "number") return value;
	const lines = isArray(value) ? arrayItems(value, 64) : [];
	return lines.length > 0 && lines.every((line) => typeof line === "string") ? lines : void 0;
}
function toWarnings(names) {
	if (names.length === 0) return [];
	return [{
		code: "header_dropped",
		message: `fields of the error were left out: ${names.join(", ")}`
	}];
}
function takeHeaders(headers) {
	const pairs = headers === void 0 || headers === null ? [] : headerPairs(headers);
	if (pairs.length === 0) return nothing;
	const kept = [];
	const dropped = [];
	for (const [name, value] of pairs) {
		if (value === void 0) continue;
		const sendable = refused$1.has(name.toLowerCase()) ? void 0 : toFieldValue(value);
		if (sendable !== void 0) kept.push([name, sendable]);
		else dropped.push(isToken(name) ? name : "(no token)");
	}
	return {
		options: kept.length === 0 ? {} : { headers: Object.fromEntries(kept) },
		warnings: toWarnings(dropped)
	};
}
// src/normalize/framework-codes.ts
const trpcCodes = {
	PARSE_ERROR: 400,
	BAD_REQUEST: 400,
	UNAUTHORIZED: 401,
	PAYMENT_REQUIRED: 402,
	FORBIDDEN: 403,
	NOT_FOUND: 404,
	METHOD_NOT_SUPPORTED: 405,
	TIMEOUT: 408,
	CONFLICT: 409,
	PRECONDITION_FAILED: 412,
	PAYLOAD_TOO_LARGE: 413,
	UNSUPPORTED_MEDIA_TYPE: 415,
	UNPROCESSABLE_CONTENT: 422,
	PRECONDITION_REQUIRED: 428,
	TOO_MANY_REQUESTS: 429,
	CLIENT_CLOSED_REQUEST: 499,
	INTERNAL_SERVER_ERROR: 500,
	NOT_IMPLEMENTED: 501,
	BAD_GATEWAY: 502,
	SERVICE_UNAVAILABLE: 503,
	GATEWAY_TIMEOUT: 504
};
const apolloCodes = {
	GRAPHQL_PARSE_FAILED: 400,
	GRAPHQL_VALIDATION_FAILED: 400,
	BAD_REQUEST: 400,
	BAD_USER_INPUT: 400,
	OPERATION_RESOLUTION_FAILURE: 400,
	PERSISTED_QUERY_NOT_FOUND: 400,
	PERSISTED_QUERY_NOT_SUPPORTED: 400,
	UNAUTHENTICATED: 401,
	UNAUTHORIZED: 401,
	FORBIDDEN: 403,
	NOT_FOUND: 404,
	METHOD_NOT_ALLOWED: 405,
	CONFLICT: 409,
	TOO_MANY_REQUESTS: 429,
	INTERNAL_SERVER_ERROR: 500
};
// src/normalize/frameworks.ts
const noHeaders = {
	options: {},
	warnings: []
};
function meant(rule, status, message, taken = noHeaders, more = {}) {
	return {
		status,
		rule,
		...typeof message === "string" && message !== "" ? { message } : {},
		options: {
			expose: status < 500,
			...taken.options,
			...more
		},
		warnings: taken.warnings
	};
}
const classifyBoom = ({ isBoom, output, text }) => {
	const status = isBoom === true ? readInteger(output, "statusCode") : void 0;
	if (!isErrorStatus(status)) return void 0;
	return meant("framework/boom", status, readString(readObject(output, "payload"), "message") ?? text, takeHeaders(readProperty(output, "headers")));
};
function nestDetails(messages) {
	if (!isArray(messages)) return {};
	const details = arrayItems(messages, 50).filter((one) => typeof one === "string" && one.length <= 300);
	return details.length === 0 ? {} : { details: details.map((message) => ({ message })) };
}
const classifyNest = ({ getStatus, getResponse, status, response, text }) => {
	if (typeof getStatus !== "function" || typeof getResponse !== "function" || !isErrorStatus(status)) return void 0;
	const said = typeof response === "string" ? response : readProperty(response, "message");
	return meant("framework/nest", status, typeof said === "string" ? said : text, noHeaders, nestDetails(said));
};
const classifyHono = ({ getResponse, getStatus, className, status, res, text }) => {
	return (typeof getResponse === "function" || className === "HTTPException") && getStatus === void 0 && isErrorStatus(status) ? meant("framework/hono", status, text, takeHeaders(readProperty(res, "headers"))) : void 0;
};
const classifyTrpc = ({ name, code, text, cause }) => {
	if (name !== "TRPCError" || code === void 0 || !Object.hasOwn(trpcCodes, code)) return void 0;
	if (code === "INTERNAL_SERVER_ERROR" && isObject(cause)) return void 0;
	const status = trpcCodes[code];
	const verdict = meant("framework/trpc", status, text);
	return status === 499 ? {
		...verdict,
		options: { expose: false },
		cancelled: true
	} : verdict;
};
const classifyGraphql = ({ name, extensions, originalError, path, text }) => {
	if (name !== "GraphQLError" || !isObject(extensions)) return void 0;
	const http = readObject(extensions, "http");
	const chosen = readInteger(http, "status");
	if (isErrorStatus(chosen)) return meant("framework/graphql", chosen, text, takeHeaders(readProperty(http, "headers")));
	const code = readString(extensions, "code") ?? "";
	const fromResolver = isObject(originalError) || path !== void 0;
	const mapped = Object.hasOwn(apolloCodes, code) ? apolloCodes[code] : void 0;
	if (mapped !== void 0 && mapped !== 500) return meant("framework/graphql", mapped, text);
	if (mapped === 500 || fromResolver) return void 0;
	return meant("framework/graphql", 400, text);
};
const classifyFastify = ({ name, className, code, statusCode, text, validation }) => {
	return (name === "FastifyError" || className === "FastifyError" || code?.startsWith("FST_") === true) && validation === void 0 && isErrorStatus(statusCode) ? meant("framework/fastify", statusCode, text) : void 0;
};
const classifyFeathers = ({ type, numericCode, text }) => type === "FeathersError" && isErrorStatus(numericCode) ? meant("framework/feathers", numericCode, text) : void 0;
const classifyH3 = ({ thrown, name, className, status, statusCode, headers, text }) => {
	const isH3 = className === "H3Error" || name === "HTTPError" && readProperty(thrown, "unhandled") !== void 0;
	const own = isErrorStatus(status) ? status : statusCode;
	if (!isH3 || !isErrorStatus(own)) return void 0;
	const unhandled = readProperty(thrown, "unhandled") === true;
	return meant("framework/h3", own, text, takeHeaders(headers), { expose: own < 500 && !unhandled });
};
const classifyChosenBoom = (marks, policy) => readProperty(marks.output, "statusCode") === 500 ? void 0 : classifyBoom(marks, policy);
const frameworks = [
	classifyBoom,
	classifyNest,
	classifyHono,
	classifyTrpc,
	classifyGraphql,
	classifyFastify,
	classifyFeathers,
	classifyH3
];
// src/normalize/grpc.ts
function unavailable(rule) {
	return {
		status: 503,
		rule,
		upstream: true,
		domain: "upstream",
		options: {
			transient: true,
			proxy: { error: "destination_unavailable" }
		}
	};
}
function unusable$2(rule, transient = false) {
	return {
		status: 502,
		rule,
		upstream: true,
		options: { transient }
	};
}
const codes$1 = [
	void 0,
	cancelledWork("grpc/cancelled"),
	unusable$2("grpc/unknown", true),
	unusable$2("grpc/invalid_argument"),
	gatewayTimeout("grpc/deadline_exceeded", "http_response_timeout"),
	unusable$2("grpc/not_found"),
	unusable$2("grpc/already_exists"),
	unusable$2("grpc/permission_denied"),
	unavailable("grpc/resource_exhausted"),
	unusable$2("grpc/failed_precondition"),
	unavailable("grpc/aborted"),
	unusable$2("grpc/out_of_range"),
	unusable$2("grpc/unimplemented"),
	unusable$2("grpc/internal", true),
	unavailable("grpc/unavailable"),
	unusable$2("grpc/data_loss"),
	unusable$2("grpc/unauthenticated")
];
function isGrpc({ details, metadata, className, name }) {
	return (typeof details === "string" || isArray(details)) && metadata !== void 0 && metadata !== null || className === "GoogleError" || name === "ClientError" && typeof details === "string";
}
const classifyGrpc = (marks) => {
	const { numericCode } = marks;
	return numericCode !== void 0 && isGrpc(marks) ? codes$1[numericCode] : void 0;
};
// src/normalize/client-marks.ts
const gotNames = new Set([
	"RequestError",
	"ReadError",
	"UploadError",
	"ParseError",
	"CacheError",
	"MaxRedirectsError",
	"UnsupportedProtocolError",
	"RetryError",
	"HTTPError",
	"TimeoutError"
]);
const sdkClasses = new Set([
	"APIConnectionError",
	"APIConnectionTimeoutError",
	"APIUserAbortError",
	"StripeConnectionError",
	"GaxiosError",
	"RestError",
	"InternalOAuthError"
]);
const clientCode = /^(ERR_(NON_2XX_3XX_RESPONSE|BODY_PARSE_FAILURE|TOO_MANY_REDIRECTS|READING_RESPONSE_STREAM|UNSUPPORTED_PROTOCOL)|OAUTH_(RESPONSE_\w+|INVALID_RESPONSE|PARSE_ERROR|TIMEOUT|ABORT))$/;
function isDiagnostics(meta) {
	if (!isObject(meta) || readProperty(meta, "meta") === void 0) return false;
	const status = readProperty(meta, "statusCode");
	return typeof status === "number" || status === null;
}
const strongMarks = [
	({ isAxiosError, className }) => isAxiosError === true || className === "AxiosError",
	({ code, name }) => code !== void 0 && (code.startsWith("UND_ERR") || clientCode.test(code)) || name === "HTTPParserError",
	({ awsMetadata }) => isObject(awsMetadata),
	({ meta }) => isDiagnostics(meta),
	({ rawResponse, statusCode }) => typeof rawResponse === "string" && typeof statusCode === "number",
	({ className, type }) => sdkClasses.has(className ?? "") || typeof type === "string" && type.startsWith("Stripe"),
	({ name, status, request }) => name === "HttpError" && status === 500 && constructorName(request) === "Object" && /^https?:/.test(readString(request, "url") ?? "") && isObject(readProperty(request, "headers"))
];
const weakMarks = [
	({ name, options, request, cause }) => gotNames.has(name ?? "") && options !== void 0 && (request !== void 0 || isObject(cause)),
	({ name, type, request }) => name === "FetchError" && (typeof type === "string" || request !== void 0),
	({ name, request }) => (name === "NetworkError" || name === "TimeoutError") && isObject(request),
	({ name, text }) => name === "SchemaValidationError" && text.startsWith("Response "),
	hasResponseOfClient
];
function isClientError(marks) {
	if (strongMarks.some((holds) => holds(marks))) return true;
	return !isErrorStatus(marks.status) && !isErrorStatus(marks.statusCode) && weakMarks.some((holds) => holds(marks));
}
function hasResponse({ response }) {
	return isObject(response) && (isObject(readProperty(response, "headers")) || readString(response, "url") !== void 0);
}
function hasResponseOfClient(marks) {
	return hasResponse(marks) && typeof marks.getStatus !== "function" && typeof marks.getResponse !== "function";
}
function isFailedFetch({ name, text }) {
	return name === "TypeError" && (text === "fetch failed" || text === "terminated");
}
// src/normalize/retry-after.ts
const maxDelay = 86400;
const fixdate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
function secondsUntil(date, now) {
	return Math.ceil((Date.parse(date) - now) / 1e3);
}
function upstreamDelay(value, now) {
	if (value === void 0 || value.length > 40) return void 0;
	const text = value.trim();
	const seconds = /^\d{1,6}$/.test(text) ? Number(text) : fixdate.test(text) ? secondsUntil(text, now) : NaN;
	return seconds >= 1 && seconds <= maxDelay ? seconds : void 0;
}
// src/normalize/upstream-answer.ts
const statuses = {
	429: 503,
	503: 503,
	408: 504,
	504: 504
};
const permanent = new Set([
	501,
	505,
	506,
	507,
	508,
	510,
	511
]);
function isTransient(status) {
	return status >= 500 && !permanent.has(status) || status === 429 || status === 408;
}
function answerVerdict({ status, headers }, name = String(status)) {
	const own = statuses[status] ?? 502;
	const retryAfter = own === 503 ? upstreamDelay(foreignHeader(headers, "retry-after"), Date.now()) : void 0;
	return {
		status: own,
		rule: `upstream/${name}`,
		upstream: true,
		domain: "upstream",
		options: {
			transient: isTransient(status),
			proxy: { receivedStatus: status },
			...retryAfter === void 0 ? {} : { retryAfter }
		}
	};
}
// src/normalize/upstream-veto.ts
function answer(status, headers) {
	return isErrorStatus(status) ? {
		status,
		headers
	} : void 0;
}
function firstStatus$1(...candidates) {
	return candidates.find(isErrorStatus);
}
function ownStatus({ status, statusCode, numericCode }) {
	return firstStatus$1(status, statusCode, numericCode);
}
function isAbsoluteUrl(value) {
	return typeof value === "string" && /^https?:\/\//i.test(value.slice(0, 8));
}
function isReceived(headers) {
	return isObject(headers) && foreignHeader(headers, "date") !== void 0;
}
function isOwnException({ getStatus, getResponse }) {
	return typeof getStatus === "function" || typeof getResponse === "function";
}
const fromResponse = (marks) => {
	const { response } = marks;
	if (!isObject(response) || isOwnException(marks)) return void 0;
	const headers = readProperty(response, "headers");
	if (!(isObject(headers) || typeof readProperty(response, "url") === "string" || marks.isAxiosError === true)) return void 0;
	return answer(firstStatus$1(readProperty(response, "status"), readProperty(response, "statusCode"), readProperty(response, "code")) ?? ownStatus(marks), headers);
};
const fromAxios = (marks) => marks.isAxiosError === true || marks.className === "AxiosError" ? answer(ownStatus(marks), void 0) : void 0;
const fromMeta = ({ meta }) => {
	const headers = readProperty(meta, "headers");
	return headers === void 0 ? void 0 : answer(readProperty(meta, "statusCode"), headers);
};
const fromUndici = (marks) => marks.code?.startsWith("UND_ERR") === true ? answer(ownStatus(marks), marks.headers) : void 0;
const fromReceivedHeaders = (marks) => isReceived(marks.headers) ? answer(ownStatus(marks), marks.headers) : void 0;
const fromSdkMark = (marks) => {
	const { type, rawType, requestID, error, headers, thrown } = marks;
	return typeof rawType === "string" || typeof type === "string" && type.startsWith("Stripe") || requestID !== void 0 && isObject(headers) && isObject(error) || readProperty(thrown, "__isAuthError") === true || readProperty(thrown, "__isStorageError") === true || isObject(readProperty(thrown, "transporterStackTrace")) || isAbsoluteUrl(readProperty(thrown, "moreInfo")) ? answer(ownStatus(marks), headers) : void 0;
};
const fromRawResponse = (marks) => {
	const { rawResponse } = marks;
	if (typeof rawResponse !== "string" && !isObject(rawResponse)) return void 0;
	return answer(ownStatus(marks) ?? readProperty(rawResponse, "status"), readProperty(rawResponse, "headers") ?? marks.headers);
};
const fromUrl = (marks) => {
	if (!isAbsoluteUrl(marks.url)) return void 0;
	return isObject(marks.responseHeaders) || typeof marks.method === "string" ? answer(ownStatus(marks), marks.responseHeaders) : void 0;
};
const fromAws2 = (marks) => {
	return typeof marks.retryable === "boolean" && isObject(readProperty(marks.thrown, "time")) && marks.code !== void 0 ? answer(marks.statusCode, void 0) : void 0;
};
const recognisers = [
	fromResponse,
	fromAxios,
	fromMeta,
	fromUndici,
	fromRawResponse,
	fromReceivedHeaders,
	fromSdkMark,
	fromUrl,
	fromAws2
];
const throttled = /^(Throttl|SlowDown|TooManyRequests|RequestLimitExceeded|RequestThrottled|BandwidthLimitExceeded|ProvisionedThroughputExceeded|PriorRequestNotComplete|EC2Throttled|TransactionInProgress)/;
const awsTimeout = gatewayTimeout("upstream/aws_timeout", "connection_read_timeout");
const classifyAws = ({ awsMetadata, awsResponse, name = "", code = "" }) => {
	const status = readInteger(awsMetadata, "httpStatusCode");
	if (!isErrorStatus(status)) return void 0;
	const said = name === "Error" ? code : name;
	if (said.startsWith("RequestTimeout")) return awsTimeout;
	const headers = readProperty(awsResponse, "headers");
	return throttled.test(said) ? answerVerdict({
		status: 429,
		headers
	}, "aws_throttled") : answerVerdict({
		status,
		headers
	});
};
const classifyUpstreamAnswer = (marks, policy) => {
	const aws = classifyAws(marks, policy);
	if (aws !== void 0) return aws;
	for (const recognise of recognisers) {
		const found = recognise(marks);
		if (found !== void 0) return answerVerdict(found);
	}
};
const unusable$1 = badGateway("upstream/thrown_response", "http_protocol_error");
const classifyThrownResponse = ({ thrown, className, status, headers }) => {
	if (className !== "Response" || !isObject(headers) || readString(thrown, "statusText") === void 0) return void 0;
	return isErrorStatus(status) ? answerVerdict({
		status,
		headers
	}, "thrown_response") : unusable$1;
};
// src/normalize/http-clients.ts
const unusable = badGateway("client/unusable_response", "http_protocol_error");
const tooLarge$1 = badGateway("client/response_too_large", "http_response_body_size");
const incomplete = badGateway("client/response_incomplete", "http_response_incomplete", true);
const unreachable = badGateway("client/network", "connection_terminated", true);
const bodyTimeout = gatewayTimeout("client/body_timeout", "connection_read_timeout");
const responseTimeout = gatewayTimeout("client/timeout", "http_response_timeout");
const illegal = fault("client/illegal_request");
const clientCodes = {
	ERR_BODY_PARSE_FAILURE: unusable,
	ERR_TOO_MANY_REDIRECTS: unusable,
	ERR_FR_TOO_MANY_REDIRECTS: unusable,
	ERR_NON_2XX_3XX_RESPONSE: unusable,
	ERR_READING_RESPONSE_STREAM: incomplete,
	ERR_HTTP_CONTENT_LENGTH_MISMATCH: incomplete,
	OAUTH_TIMEOUT: responseTimeout,
	OAUTH_ABORT: cancelledWork("deadline/cancelled"),
	ERR_UNSUPPORTED_PROTOCOL: illegal,
	ERR_BAD_OPTION: illegal,
	ERR_BAD_OPTION_VALUE: illegal,
	ERR_NOT_SUPPORT: illegal,
	ERR_DEPRECATED: illegal,
	ERR_FORM_DATA_DEPTH_EXCEEDED: illegal,
	ERR_CACHE_ACCESS: illegal
};
const fetchTypes = {
	"body-timeout": bodyTimeout,
	"request-timeout": responseTimeout,
	"max-size": tooLarge$1,
	"invalid-json": unusable,
	"invalid-redirect": unusable,
	"max-redirect": unusable,
	"no-redirect": unusable,
	"unsupported-redirect": unusable
};
const texts = [
	[/^maxContentLength size of/, tooLarge$1],
	[/^stream has been aborted$/, incomplete],
	[/^timeout of \d+ms exceeded$/, responseTimeout],
	[/^Request body larger than|^Unsupported protocol/, illegal]
];
const illegalFetch = /^(bad port|unknown scheme|invalid method|not implemented|URL scheme|request mode|cross origin)/;
function lookUp$1(table, key) {
	return typeof key === "string" && Object.hasOwn(table, key) ? table[key] : void 0;
}
function byAxiosCode(marks) {
	if (marks.code === "ERR_BAD_REQUEST") return illegal;
	if (marks.code === "ERR_INVALID_URL") return hasResponse(marks) ? unusable : illegal;
	return marks.code === "ERR_NETWORK" ? unreachable : void 0;
}
const byText = ({ text }) => texts.find(([pattern]) => pattern.test(text))?.[1];
const byCode = ({ code, name, type }) => lookUp$1(clientCodes, code) ?? (name === "FetchError" ? lookUp$1(fetchTypes, type) : void 0);
function asInterrupted(verdict) {
	return verdict?.options?.proxy?.error === "connection_terminated" ? incomplete : verdict;
}
const bodyFailure = /^(terminated|Invalid response body|The server aborted)/;
const byIllegalFetch = (marks) => isFailedFetch(marks) && illegalFetch.test(readString(marks.cause, "message") ?? "") ? illegal : void 0;
const directRules = [
	byIllegalFetch,
	classifyDeadline,
	byText,
	byCode,
	classifyNetError
];
const causeRules = [
	classifyThrownResponse,
	byIllegalFetch,
	classifyDeadline,
	byCode,
	classifyNetError
];
function clientVerdict(marks, policy) {
	const found = firstVerdict(marks, policy, directRules) ?? causeVerdict(marks, policy, causeRules) ?? byAxiosCode(marks);
	return (bodyFailure.test(marks.text) ? asInterrupted(found) : found) ?? unusable;
}
const classifyHttpClient = (marks, policy) => isFailedFetch(marks) || isClientError(marks) ? clientVerdict(marks, policy) : void 0;
// src/normalize/sql-states.ts
const unknownState = fault("database/sqlstate");
const exact = {
	"23001": conflict("database/restrict_violation"),
	"23503": conflict("database/foreign_key_violation"),
	"23505": conflict("database/unique_violation"),
	"23P01": conflict("database/exclusion_violation"),
	"25006": dependencyDown("database/read_only"),
	"25P03": dependencyDown("database/idle_in_transaction_timeout"),
	"40001": contention("database/serialization_failure"),
	"40002": contention("database/transaction_rollback"),
	"40003": contention("database/statement_completion_unknown"),
	"40P01": contention("database/deadlock"),
	"55006": contention("database/object_in_use"),
	"55P03": contention("database/lock_not_available"),
	"57014": lateDependency("database/query_canceled"),
	"57P01": dependencyDown("database/admin_shutdown"),
	"57P02": dependencyDown("database/crash_shutdown"),
	"57P03": dependencyDown("database/cannot_connect_now"),
	"57P05": dependencyDown("database/idle_session_timeout"),
	"58030": dependencyDown("database/io_error"),
	HYT00: lateDependency("database/timeout"),
	HYT01: dependencyDown("database/connection_timeout")
};
const classes = {
	"08": dependencyDown("database/connection_exception"),
	"53": exhausted("database/insufficient_resources")
};
function isSqlState(value) {
	return typeof value === "string" && /^[0-9A-Z]{5}$/.test(value);
}
function lookUp(table, key) {
	return Object.hasOwn(table, key) ? table[key] : void 0;
}
function knownSqlState(state) {
	return lookUp(exact, state) ?? lookUp(classes, state.slice(0, 2));
}
function sqlStateVerdict(state) {
	return knownSqlState(state) ?? unknownState;
}
// src/normalize/orms.ts
function codes(list, make) {
	return list.split(" ").map((code) => [code, make(`database/prisma_${code.toLowerCase()}`)]);
}
const prismaCodes = new Map([
	...codes("P2002 P2003 P2014", conflict),
	...codes("P2001 P2015 P2018 P2025", absent),
	...codes("P2034", contention),
	...codes("P1008 P6004", lateDependency),
	...codes("P2024 P2037 P5011", exhausted),
	...codes("P1001 P1002 P1017 P2028 P6008", (rule) => dependencyDown(rule))
]);
const prismaUnknown = fault("database/prisma");
const classifyPrisma = ({ name, className, code, errorCode, meta }) => {
	if (!(name ?? className ?? "").startsWith("PrismaClient")) return void 0;
	const said = code ?? (typeof errorCode === "string" ? errorCode : "");
	const state = said === "P2010" ? readString(meta, "code") : void 0;
	return prismaCodes.get(said) ?? (isSqlState(state) ? sqlStateVerdict(state) : prismaUnknown);
};
const sequelizeDown = dependencyDown("database/sequelize_connection");
const sequelizeNames = {
	SequelizeUniqueConstraintError: conflict("database/unique_violation"),
	SequelizeForeignKeyConstraintError: conflict("database/foreign_key_violation"),
	SequelizeExclusionConstraintError: conflict("database/exclusion_violation"),
	SequelizeOptimisticLockError: conflict("database/optimistic_lock"),
	SequelizeEmptyResultError: absent("database/empty_result"),
	SequelizeConnectionRefusedError: sequelizeDown,
	SequelizeConnectionTimedOutError: sequelizeDown,
	SequelizeHostNotFoundError: sequelizeDown,
	SequelizeHostNotReachableError: sequelizeDown,
	SequelizeInvalidConnectionError: sequelizeDown,
	SequelizeConnectionAcquireTimeoutError: exhausted("database/pool_timeout"),
	SequelizeAccessDeniedError: fault("database/access_denied")
};
const classifySequelize = ({ name }) => name !== void 0 && Object.hasOwn(sequelizeNames, name) ? sequelizeNames[name] : void 0;
function hasMember(thrown, key) {
	try {
		return key in thrown;
	} catch {
		return false;
	}
}
const absentShapes = {
	EntityNotFoundError: ({ thrown }) => hasMember(thrown, "entityClass") || hasMember(thrown, "criteria"),
	DocumentNotFoundError: ({ thrown }) => hasMember(thrown, "filter") || hasMember(thrown, "query"),
	NoResultError: ({ thrown }) => hasMember(thrown, "node")
};
const missing$1 = absent("database/no_result");
const classifyAbsent = (marks) => {
	const said = marks.name === void 0 || marks.name === "Error" ? marks.className ?? "" : marks.name;
	return Object.hasOwn(absentShapes, said) && absentShapes[said]?.(marks) === true ? missing$1 : void 0;
};
const stale = conflict("database/optimistic_lock");
const versionNames = new Set([
	"VersionError",
	"OptimisticLockVersionMismatchError",
	"OptimisticLockError",
	"OptimisticLockCanNotBeUsedError"
]);
const classifyVersion = ({ name, thrown }) => {
	if (name === void 0 || !versionNames.has(name)) return void 0;
	return name !== "VersionError" || hasMember(thrown, "modifiedPaths") ? stale : void 0;
};
const cast = fault("database/cast");
const classifyCast = ({ name, path, thrown }) => name === "CastError" && typeof path === "string" && readString(thrown, "kind") !== void 0 ? cast : void 0;
const orms = [
	classifyPrisma,
	classifySequelize,
	classifyAbsent,
	classifyVersion,
	classifyCast
];
// src/normalize/own-status.ts
const acceptEncoding = { "content encoding unsupported": "identity" };
function bodyParserOptions({ type, text }) {
	if (type !== "encoding.unsupported") return {};
	if (Object.hasOwn(acceptEncoding, text)) return { acceptEncoding: acceptEncoding[text] };
	return text.startsWith("unsupported content encoding") ? { acceptEncoding: "gzip, deflate" } : {};
}
function isShown({ expose, message }) {
	return expose === true && typeof message === "string" && message !== "";
}
function fromHttpErrors(marks, status) {
	const taken = takeHeaders(marks.headers);
	return {
		status,
		rule: "own/http_errors",
		options: {
			expose: isShown(marks),
			...bodyParserOptions(marks),
			...taken.options
		},
		cancelled: marks.type === "request.aborted",
		warnings: taken.warnings
	};
}
function firstStatus({ status, statusCode }) {
	if (isErrorStatus(status)) return status;
	return isErrorStatus(statusCode) ? statusCode : void 0;
}
const classifyOwnStatus = (marks) => {
	const status = firstStatus(marks);
	if (status === void 0) return void 0;
	if (typeof marks.expose === "boolean" && marks.status === marks.statusCode) return fromHttpErrors(marks, status);
	return {
		status,
		rule: "own/status",
		options: { expose: isShown(marks) }
	};
};
// src/normalize/rate-limit.ts
const classifyRateLimit = ({ thrown }) => {
	const wait = readProperty(thrown, "msBeforeNext");
	const left = readProperty(thrown, "remainingPoints");
	if (typeof wait !== "number" || typeof left !== "number" || typeof readProperty(thrown, "consumedPoints") !== "number") return void 0;
	const seconds = Math.ceil(wait / 1e3);
	return {
		status: 429,
		rule: "rate_limit/rate_limiter_flexible",
		domain: "client",
		message: "Too Many Requests",
		options: {
			expose: true,
			...seconds >= 1 && seconds <= 86400 ? { retryAfter: seconds } : {}
		}
	};
};
// src/normalize/sql-codes.ts
function all(codes, make, prefix = "database/") {
	return codes.split(" ").map((code) => [code, make(`${prefix}${code.toLowerCase()}`)]);
}
function numbers(list, make, prefix) {
	return list.split(" ").map((code) => [Number(code), make(`${prefix}${code}`)]);
}
const mysqlCodes = new Map([
	...all("ER_DUP_ENTRY ER_DUP_KEY ER_DUP_UNIQUE ER_DUP_ENTRY_WITH_KEY_NAME ER_ROW_IS_REFERENCED ER_ROW_IS_REFERENCED_2 ER_NO_REFERENCED_ROW ER_NO_REFERENCED_ROW_2", conflict),
	...all("ER_LOCK_DEADLOCK ER_LOCK_WAIT_TIMEOUT ER_LOCK_NOWAIT ER_XA_RBDEADLOCK ER_CHECKREAD ER_TRANSACTION_ROLLBACK_DURING_COMMIT", contention),
	...all("ER_QUERY_TIMEOUT ER_STATEMENT_TIMEOUT PROTOCOL_SEQUENCE_TIMEOUT", lateDependency),
	...all("ER_CON_COUNT_ERROR ER_TOO_MANY_USER_CONNECTIONS ER_USER_LIMIT_REACHED ER_OUT_OF_RESOURCES ER_GET_CONNECTION_TIMEOUT", exhausted),
	...all("POOL_NOCONNECTIONS POOL_NONEONLINE POOL_ENQUEUELIMIT POOL_CLOSED", exhausted),
	...all("PROTOCOL_CONNECTION_LOST PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR PROTOCOL_ENQUEUE_AFTER_QUIT ER_QUERY_INTERRUPTED ER_SERVER_SHUTDOWN ER_NORMAL_SHUTDOWN ER_CONNECTION_KILLED ER_SERVER_GONE_ERROR ER_CONNECTION_TIMEOUT ER_SOCKET_UNEXPECTED_CLOSE ER_SOCKET_TIMEOUT ER_CMD_CONNECTION_CLOSED ER_CMD_NOT_EXECUTED_DESTROYED ER_CLUSTER_NO_NODES ER_POOL_ALREADY_CLOSED ER_OPTION_PREVENTS_STATEMENT ER_READ_ONLY_MODE ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION ER_DISK_FULL ER_RECORD_FILE_FULL", (rule) => dependencyDown(rule))
]);
const sqliteCodes = [
	...all("SQLITE_CONSTRAINT_UNIQUE SQLITE_CONSTRAINT_PRIMARYKEY SQLITE_CONSTRAINT_FOREIGNKEY SQLITE_CONSTRAINT_ROWID", conflict),
	...all("SQLITE_BUSY SQLITE_LOCKED", contention),
	...all("SQLITE_FULL", (rule) => dependencyDown(rule)),
	...all("SQLITE_INTERRUPT", lateDependency),
	...all("SQLITE_CONSTRAINT SQLITE_READONLY SQLITE_CANTOPEN SQLITE_ERROR", fault)
];
const sqliteNumbers = new Map([
	...numbers("2067 1555 787 2579", conflict, "database/sqlite_"),
	...numbers("5 6", contention, "database/sqlite_"),
	...numbers("13", (rule) => dependencyDown(rule), "database/sqlite_"),
	...numbers("9", lateDependency, "database/sqlite_")
]);
const sqlServerNumbers = new Map([
	...numbers("2601 2627", conflict, "database/sqlserver_"),
	...numbers("1205 1222 3960 3935", contention, "database/sqlserver_"),
	...numbers("-2", lateDependency, "database/sqlserver_"),
	...numbers("10928 10929 40501 40544 49918 49919 49920 701 8645 8651 1105 9002", exhausted, "database/sqlserver_"),
	...numbers("40197 40540 40613 40143 4221 6005 233 64 10053 10054 10060 3906 978 976", (rule) => dependencyDown(rule), "database/sqlserver_")
]);
const oracleNumbers = new Map([
	...numbers("1 2291 2292", conflict, "database/ora_"),
	...numbers("60 54 4020 8177 30006 4068", contention, "database/ora_"),
	...numbers("1013 3136 3156", lateDependency, "database/ora_"),
	...numbers("18 20 2391 12516 12519 12520 1653 1654 1691 4031", exhausted, "database/ora_"),
	...numbers("28 1012 1033 1034 1089 1090 3113 3114 3135 12152 12170 12500 12505 12514 12528 12535 12537 12541 12543 12545 12547 12560 25408 28547", (rule) => dependencyDown(rule), "database/ora_")
]);
const njsLate = lateDependency("database/njs_call_timeout");
const njsPool = exhausted("database/njs_pool");
const njsDown = dependencyDown("database/njs_connection");
const njsPoolCodes = new Set([
	40,
	64,
	65,
	76,
	82,
	83
]);
function thinOracleCodes(code) {
	if (code === 123 || code === 1067) return njsLate;
	if (njsPoolCodes.has(code)) return njsPool;
	return code >= 500 && code <= 524 || code === 1010 || code === 1080 ? njsDown : void 0;
}
// src/normalize/sql-databases.ts
const operatorCancel = dependencyDown("database/query_canceled_by_operator");
function lostConnection(code) {
	return dependencyDown("database/connection", transportVerdict(code)?.options?.proxy?.error);
}
function isPostgres({ name, className, severity }) {
	return typeof severity === "string" || name === "error" || className === "DatabaseError" || name === "PostgresError";
}
const classifyPostgres = (marks) => {
	const { code, text } = marks;
	if (!isSqlState(code) || !isPostgres(marks)) return void 0;
	return code === "57014" && text === "canceling statement due to user request" ? operatorCancel : sqlStateVerdict(code);
};
const unknownMysql = fault("database/mysql");
const classifyMysql = ({ code, sqlState, sqlMessage, fatal }) => {
	const known = code === void 0 ? void 0 : mysqlCodes.get(code);
	const fromServer = typeof sqlState === "string" || typeof sqlMessage === "string";
	const fromPool = known !== void 0 && code?.startsWith("POOL_") === true;
	if (!fromServer && !fromPool && !(fatal === true && code !== void 0)) return void 0;
	if (known !== void 0) return known;
	return (isSqlState(sqlState) ? knownSqlState(sqlState) : void 0) ?? (fromServer && code?.startsWith("ER_") === true ? unknownMysql : fatal === true ? lostConnection(code) : unknownMysql);
};
const sqliteUnknown = fault("database/sqlite");
const sqliteUnique = conflict("database/sqlite_constraint");
const classifySqlite = ({ code, errcode, text }) => {
	if (code === "ERR_SQLITE_ERROR") return typeof errcode === "number" ? sqliteNumbers.get(errcode) ?? sqliteNumbers.get(errcode & 255) ?? sqliteUnknown : sqliteUnknown;
	if (code?.startsWith("SQLITE_") !== true) return void 0;
	if (code === "SQLITE_CONSTRAINT") return /(UNIQUE|FOREIGN KEY|PRIMARY KEY) constraint failed/.test(text) ? sqliteUnique : sqliteUnknown;
	return sqliteCodes.find(([prefix]) => code.startsWith(prefix))?.[1] ?? sqliteUnknown;
};
const tediousCodes = {
	ESOCKET: dependencyDown("database/connection", "connection_terminated"),
	EINSTLOOKUP: dependencyDown("database/instance_lookup", "dns_error"),
	ECONNCLOSED: dependencyDown("database/connection_closed", "connection_terminated"),
	ENOTOPEN: dependencyDown("database/connection_closed"),
	ENOCONN: dependencyDown("database/no_connection"),
	ELOGIN: fault("database/login"),
	EINVALIDSTATE: fault("database/connection_state")
};
const tediousNames = new Set([
	"ConnectionError",
	"RequestError",
	"TransactionError",
	"PreparedStatementError"
]);
const requestTimeout = lateDependency("database/request_timeout");
const connectTimeout = dependencyDown("database/connection_timeout", "connection_timeout");
const foreignKey = conflict("database/foreign_key_violation");
const sqlServerUnknown = fault("database/sqlserver");
function isTedious({ name, className }) {
	return tediousNames.has(name === void 0 || name === "Error" ? className ?? "" : name);
}
function sqlServerNumber({ thrown, number }) {
	const hasPlace = typeof readProperty(thrown, "state") === "number" && readProperty(thrown, "lineNumber") !== void 0;
	return typeof number === "number" && hasPlace ? number : void 0;
}
function tediousVerdict({ code, name, className }) {
	if (code === "ETIMEOUT") return name === "RequestError" || className === "RequestError" ? requestTimeout : connectTimeout;
	return code !== void 0 && Object.hasOwn(tediousCodes, code) ? tediousCodes[code] : void 0;
}
const classifySqlServer = (marks) => {
	const number = sqlServerNumber(marks);
	if (number === 547) return /FOREIGN KEY|REFERENCE/.test(marks.text) ? foreignKey : sqlServerUnknown;
	if (number !== void 0) return sqlServerNumbers.get(number) ?? sqlServerUnknown;
	return isTedious(marks) ? tediousVerdict(marks) : void 0;
};
const oracleUnknown = fault("database/oracle");
const classifyOracle = ({ code, errorNum }) => {
	const driver = code === void 0 ? void 0 : /^(NJS|DPI)-(\d{3,5})$/.exec(code);
	if (driver != null) return thinOracleCodes(Number(driver[2])) ?? oracleUnknown;
	if (!(typeof errorNum === "number" && errorNum > 0 || /^ORA-\d{5}$/.test(code ?? ""))) return void 0;
	return oracleNumbers.get(typeof errorNum === "number" ? errorNum : Number(code?.slice(4))) ?? oracleUnknown;
};
const postgresJs = {
	CONNECT_TIMEOUT: dependencyDown("database/connection_timeout", "connection_timeout"),
	CONNECTION_CLOSED: dependencyDown("database/connection_closed", "connection_terminated"),
	CONNECTION_DESTROYED: dependencyDown("database/connection_closed", "connection_terminated"),
	CONNECTION_ENDED: dependencyDown("database/connection_closed", "connection_terminated")
};
const classifyPostgresJs = ({ code, name }) => code !== void 0 && name !== "NatsError" && Object.hasOwn(postgresJs, code) ? postgresJs[code] : void 0;
const poolTimeout = exhausted("database/pool_timeout");
const queryTimeout = lateDependency("database/query_timeout");
const classifyKnex = ({ name, timeout }) => name === "KnexTimeoutError" ? typeof timeout === "number" ? queryTimeout : poolTimeout : void 0;
const violations = {
	UniqueViolationError: conflict("database/unique_violation"),
	ForeignKeyViolationError: conflict("database/foreign_key_violation"),
	NotNullViolationError: fault("database/not_null_violation"),
	CheckViolationError: fault("database/check_violation"),
	DataError: fault("database/data")
};
const classifyDbErrors = ({ name, nativeError }) => isObject(nativeError) && name !== void 0 && Object.hasOwn(violations, name) ? violations[name] : void 0;
const sqlDatabases = [
	classifyPostgres,
	classifyMysql,
	classifySqlite,
	classifySqlServer,
	classifyOracle,
	classifyPostgresJs,
	classifyKnex,
	classifyDbErrors
];
// src/normalize/tokens.ts
function unauthorized(rule, message, error) {
	return {
		status: 401,
		rule,
		domain: "client",
		message,
		options: {
			expose: true,
			challenges: [error === void 0 ? "Bearer" : {
				scheme: "Bearer",
				params: { error }
			}]
		}
	};
}
const invalid = unauthorized("token/invalid", "The access token is invalid.", "invalid_token");
const expired = unauthorized("token/expired", "The access token has expired.", "invalid_token");
const early = unauthorized("token/not_active", "The access token is not active yet.", "invalid_token");
const revoked = unauthorized("token/revoked", "The access token has been revoked.", "invalid_token");
const missing = unauthorized("token/missing", "An access token is required.");
const misconfigured = fault("token/configuration");
const jwtNames = {
	TokenExpiredError: expired,
	NotBeforeError: early,
	JsonWebTokenError: invalid
};
const configuration = /secret|public ?key|callback|"algorithms"|"maxAge"|^(clockTimestamp|nonce|allowInvalidAsymmetricKeyTypes) must be/i;
const classifyJsonWebToken = ({ name, text }) => {
	if (name === void 0 || !Object.hasOwn(jwtNames, name)) return void 0;
	return name === "JsonWebTokenError" && configuration.test(text) ? misconfigured : jwtNames[name];
};
const joseCodes = {
	ERR_JWKS_TIMEOUT: gatewayTimeout("token/jwks_timeout", "http_response_timeout"),
	ERR_JWKS_INVALID: badGateway("token/jwks_invalid", "http_protocol_error"),
	ERR_JOSE_GENERIC: badGateway("token/jwks_failed", "http_protocol_error"),
	ERR_JWKS_NO_MATCHING_KEY: invalid,
	ERR_JWKS_MULTIPLE_MATCHING_KEYS: invalid,
	ERR_JOSE_ALG_NOT_ALLOWED: invalid,
	ERR_JOSE_NOT_SUPPORTED: invalid,
	ERR_JWK_INVALID: misconfigured,
	ERR_JWT_EXPIRED: expired
};
const fastJwtCodes = {
	FAST_JWT_EXPIRED: expired,
	FAST_JWT_INACTIVE: early,
	FAST_JWT_MISSING_KEY: misconfigured,
	FAST_JWT_INVALID_KEY: misconfigured,
	FAST_JWT_INVALID_OPTION: misconfigured,
	FAST_JWT_INVALID_TYPE: misconfigured,
	FAST_JWT_ASYNC_KEY_REQUIRED: misconfigured,
	FAST_JWT_KEY_FETCHING_ERROR: badGateway("token/key_fetching", "http_protocol_error"),
	FAST_JWT_SIGN_ERROR: misconfigured,
	FAST_JWT_VERIFY_ERROR: misconfigured
};
const families = [
	[/^ERR_(JOSE|JWT|JWS|JWE|JWK|JWKS)_/, joseCodes],
	[/^ERR_PASETO_(CLAIM|DECRYPTION|INVALID|VERIFICATION)/, {}],
	[/^FAST_JWT_/, fastJwtCodes],
	[/^auth\/(id-token|session-cookie)-(expired|revoked)$|^auth\/invalid-(id-token|session-cookie)$/, {}]
];
const classifyTokenCode = ({ code }) => {
	if (code === void 0) return void 0;
	const family = families.find(([prefix]) => prefix.test(code));
	if (family === void 0) return void 0;
	return Object.hasOwn(family[1], code) ? family[1][code] : invalid;
};
const bearerCodes = {
	credentials_required: missing,
	credentials_bad_scheme: missing,
	credentials_bad_format: invalid,
	invalid_token: invalid,
	revoked_token: revoked
};
const classifyBearer = ({ status, statusCode, code, headers, expose }) => {
	if ((status ?? statusCode) !== 401 || code === void 0 || !Object.hasOwn(bearerCodes, code)) return void 0;
	return typeof expose === "boolean" && typeof headers === "object" && headers !== null ? void 0 : bearerCodes[code];
};
const tokens = [
	classifyJsonWebToken,
	classifyTokenCode,
	classifyBearer
];
// src/normalize/uploads.ts
const tooLarge = clientFault(413, "upload/limit", "The upload exceeds a limit.");
const malformed = clientFault(400, "upload/malformed", "The form data is malformed.");
const unexpected = clientFault(400, "upload/unexpected_field", "The form has an unexpected field.");
const unsupported = clientFault(415, "upload/unsupported_type", "Unsupported Media Type");
const multerCodes = {
	LIMIT_UNEXPECTED_FILE: unexpected,
	LIMIT_FIELD_NESTING: malformed,
	LIMIT_FIELD_ARRAY_INDEX: malformed,
	MISSING_FIELD_NAME: malformed,
	INVALID_FIELD_NAME: malformed,
	STREAM_DESTROYED: fault("upload/stream_destroyed")
};
const classifyMulter = ({ name, className, code }) => {
	if (code === void 0 || name !== "MulterError" && className !== "MulterError") return void 0;
	if (Object.hasOwn(multerCodes, code)) return multerCodes[code];
	return code.startsWith("LIMIT_") ? tooLarge : void 0;
};
const busboyTexts = {
	"Multipart: Boundary not found": malformed,
	"Malformed content type": malformed,
	"Malformed part header": malformed,
	"Malformed urlencoded form": malformed,
	"Unexpected end of form": malformed,
	"Unexpected end of file": malformed,
	"Unexpected end of multipart data": malformed,
	"Missing Content-Type": unsupported
};
const classifyBusboy = ({ name, text }) => {
	if (name !== "Error") return void 0;
	if (Object.hasOwn(busboyTexts, text)) return busboyTexts[text];
	return text.startsWith("Unsupported content type: ") ? unsupported : void 0;
};
const aborted = cancelledWork("upload/aborted");
const classifyFormidable = ({ httpCode, numericCode = 0 }) => {
	if (!isErrorStatus(httpCode) || numericCode < 1e3 || numericCode > 1999) return void 0;
	if (numericCode === 1002) return aborted;
	if (httpCode >= 500) return {
		status: httpCode,
		rule: "upload/formidable"
	};
	return clientFault(httpCode, "upload/formidable", httpCode === 413 ? "The upload exceeds a limit." : "The form data cannot be processed.");
};
const uploads = [
	classifyMulter,
	classifyBusboy,
	classifyFormidable
];
// src/normalize/issues.ts
const maxSegments = 32;
const maxSegment = 128;
const maxMessage = 300;
const maxCompared = 1e3;
const invalidText = "is invalid";
function toSegment(value) {
	const key = isObject(value) ? readProperty(value, "key") : value;
	if (typeof key === "string") return key.slice(0, maxSegment);
	return typeof key === "number" ? String(key) : void 0;
}
function escapeSegment(segment) {
	const escaped = segment.replace(/~/g, "~0").replace(/\//g, "~1");
	return encodeURIComponent(escaped.replace(/[\ud800-\udfff]/gu, "�"));
}
function toPointer(path) {
	return `#${arrayItems(path, maxSegments).map(toSegment).map((segment) => segment === void 0 ? "" : `/${escapeSegment(segment)}`).join("")}`;
}
function dottedSegments(path) {
	return path.slice(0, 4096).split(/[.[\]]+/).map((segment) => segment.replace(/^["']|["']$/g, "")).filter((segment) => segment !== "");
}
function pointerSegments(pointer) {
	return pointer.slice(0, 4096).split("/").slice(1).map((segment) => segment.replace(/~1/g, "/").replace(/~0/g, "~"));
}
function toSegments(path) {
	if (isArray(path)) return arrayItems(path, maxSegments);
	if (typeof path === "string") return path.startsWith("/") ? pointerSegments(path) : dottedSegments(path);
	return typeof path === "number" ? [path] : [];
}
function appearances(value) {
	if (value === void 0 || value === null || typeof value === "boolean") return [];
	if (typeof value === "string") return value.length > maxCompared ? void 0 : value.trim() === "" ? [] : [value.trim()];
	if (typeof value === "number" || typeof value === "bigint") return [String(value)];
}
function safeText(text, values, fallback = invalidText) {
	if (typeof text !== "string" || text === "" || text.length > maxMessage) return fallback;
	const lower = text.toLowerCase();
	return values.some((value) => appearances(value)?.some((one) => lower.includes(one.toLowerCase())) ?? true) ? fallback : text;
}
function toIssue(path, message, location) {
	return {
		pointer: toPointer(path),
		message,
		...location === void 0 ? {} : { in: location }
	};
}
// src/normalize/issue-texts.ts
const ajvKeywords = new Set([
	"additionalItems",
	"additionalProperties",
	"allOf",
	"anyOf",
	"const",
	"contains",
	"dependencies",
	"dependentRequired",
	"discriminator",
	"enum",
	"exclusiveMaximum",
	"exclusiveMinimum",
	"false schema",
	"format",
	"formatExclusiveMaximum",
	"formatExclusiveMinimum",
	"formatMaximum",
	"formatMinimum",
	"if",
	"items",
	"maxContains",
	"maxItems",
	"maxLength",
	"maxProperties",
	"maximum",
	"minContains",
	"minItems",
	"minLength",
	"minProperties",
	"minimum",
	"multipleOf",
	"not",
	"nullable",
	"oneOf",
	"pattern",
	"propertyNames",
	"required",
	"type",
	"unevaluatedItems",
	"unevaluatedProperties",
	"uniqueItems"
]);
function isAjvKeyword(keyword) {
	return typeof keyword === "string" && ajvKeywords.has(keyword);
}
function limit(issue, key) {
	const value = readProperty(issue, key);
	return typeof value === "number" || typeof value === "bigint" || typeof value === "string" ? String(value) : void 0;
}
const units$1 = {
	string: " characters",
	array: " items",
	set: " items",
	map: " entries",
	file: " bytes"
};
function bound(issue, key, words) {
	const value = limit(issue, key);
	const kind = readString(issue, "origin") ?? readString(issue, "type") ?? "";
	const strictly = readProperty(issue, "inclusive") === false ? key === "minimum" ? "more than" : "less than" : words;
	const unit = Object.hasOwn(units$1, kind) ? units$1[kind] : "";
	return value === void 0 || kind === "date" ? `is too ${key === "minimum" ? "small" : "large"}` : `must ${unit === "" ? "be" : "have"} ${strictly} ${value}${unit}`;
}
function word(issue, key) {
	const found = readString(issue, key);
	return found !== void 0 && /^[A-Za-z][\w -]{0,40}$/.test(found) ? found : void 0;
}
const notOne = () => "is not one of the allowed values";
const extra = () => "has members that are not allowed";
const zodWords = {
	invalid_type: (issue) => {
		const expected = word(issue, "expected");
		return expected === void 0 ? void 0 : `must be of type ${expected}`;
	},
	too_small: (issue) => bound(issue, "minimum", "at least"),
	too_big: (issue) => bound(issue, "maximum", "at most"),
	invalid_format: (issue) => `must be a valid ${word(issue, "format") ?? "text"}`,
	invalid_string: (issue) => `must be a valid ${word(issue, "validation") ?? "text"}`,
	invalid_value: notOne,
	invalid_enum_value: notOne,
	invalid_literal: notOne,
	invalid_union_discriminator: notOne,
	invalid_union: () => "has none of the allowed forms",
	not_multiple_of: (issue) => {
		const divisor = limit(issue, "divisor") ?? limit(issue, "multipleOf");
		return divisor === void 0 ? void 0 : `must be a multiple of ${divisor}`;
	},
	unrecognized_keys: extra,
	invalid_key: () => "has an invalid key",
	invalid_element: () => "has an invalid element",
	invalid_date: () => "must be a valid date",
	not_finite: () => "must be finite"
};
function zodText(issue) {
	const code = readString(issue, "code") ?? "";
	return (Object.hasOwn(zodWords, code) ? zodWords[code]?.(issue) : void 0) ?? "is invalid";
}
function isZodIssue(issue) {
	const code = readString(issue, "code");
	return code !== void 0 && (Object.hasOwn(zodWords, code) || code === "custom") && isArray(readProperty(issue, "path"));
}
// src/normalize/issue-sources.ts
function text(item, key) {
	return readString(item, key);
}
const ajv = {
	library: "ajv",
	holds: (item) => text(item, "keyword") !== void 0 && text(item, "schemaPath") !== void 0,
	toIssue: (item, location) => {
		const params = readObject(item, "params");
		const extra = text(params, "missingProperty") ?? text(params, "additionalProperty") ?? text(params, "unevaluatedProperty");
		const path = toSegments(text(item, "instancePath") ?? text(item, "dataPath") ?? "");
		const message = isAjvKeyword(readProperty(item, "keyword")) ? safeText(readProperty(item, "message"), []) : invalidText;
		return toIssue(extra === void 0 ? path : [...path, extra], message, location);
	}
};
const zod = {
	library: "zod",
	holds: isZodIssue,
	toIssue: (item, location) => toIssue(toSegments(readProperty(item, "path")), zodText(item), location)
};
const joi = {
	library: "joi",
	holds: (item) => isArray(readProperty(item, "path")) && isObject(readProperty(item, "context")) && text(item, "type") !== void 0,
	toIssue: (item, location) => {
		const context = readObject(item, "context");
		const message = safeText(readProperty(item, "message"), [readProperty(context, "value")]);
		return toIssue(toSegments(readProperty(item, "path")), message, location);
	}
};
const yup = {
	library: "yup",
	holds: (item) => isArray(readProperty(item, "errors")) && isObject(readProperty(item, "params")),
	toIssue: (item, location) => {
		const params = readObject(item, "params");
		const values = [readProperty(params, "value"), readProperty(params, "originalValue")];
		const type = text(item, "type") === "typeError" ? text(params, "type") ?? "" : "";
		const own = /^[a-z]{1,20}$/.test(type) ? `must be of type ${type}` : invalidText;
		return toIssue(toSegments(text(item, "path") ?? ""), safeText(readProperty(item, "message"), values, own), location);
	}
};
const valibot = {
	library: "valibot",
	holds: (item) => text(item, "kind") !== void 0 && text(item, "type") !== void 0 && text(item, "message") !== void 0,
	toIssue: (item, location) => {
		const values = [readProperty(item, "input"), text(item, "received")?.replace(/^"|"$/g, "")];
		const expected = text(item, "expected");
		const own = expected !== void 0 && /^[\w >=<|&!.-]{1,60}$/.test(expected) ? `must be ${expected}` : invalidText;
		return toIssue(toSegments(readProperty(item, "path")), safeText(readProperty(item, "message"), values, own), location);
	}
};
const arktype = {
	library: "arktype",
	holds: (item) => text(item, "expected") !== void 0 && text(item, "code") !== void 0 && isObject(readProperty(item, "path")),
	toIssue: (item, location) => {
		const message = safeText(`must be ${text(item, "expected") ?? ""}`, [readProperty(item, "data")]);
		return toIssue(toSegments(readProperty(item, "path")), message, location);
	}
};
const expressValidator = {
	library: "express-validator",
	holds: (item) => readProperty(item, "msg") !== void 0 && (text(item, "location") !== void 0 || text(item, "param") !== void 0 || text(item, "type") === "alternative"),
	toIssue: (item, location) => {
		const message = safeText(readProperty(item, "msg"), [readProperty(item, "value")]);
		return toIssue(toSegments(text(item, "path") ?? text(item, "param") ?? ""), message, location ?? text(item, "location"));
	}
};
const vine = {
	library: "vine",
	holds: (item) => text(item, "rule") !== void 0 && text(item, "field") !== void 0,
	toIssue: (item, location) => {
		const rule = text(item, "rule") ?? "";
		const message = /^[A-Za-z]\w{0,40}$/.test(rule) ? `fails the rule "${rule}"` : invalidText;
		return toIssue(toSegments(text(item, "field") ?? ""), message, location);
	}
};
const openapi = {
	library: "openapi",
	holds: (item) => /\.openapi\.validation$/.test(text(item, "errorCode") ?? ""),
	toIssue: (item) => {
		const [part, ...rest] = toSegments((text(item, "path") ?? "").replace(/^\./, ""));
		return toIssue(rest, safeText(readProperty(item, "message"), []), part === void 0 || part === "" ? void 0 : part);
	}
};
const sequelize = {
	library: "sequelize",
	holds: (item) => text(item, "path") !== void 0 && readProperty(item, "validatorKey") !== void 0,
	toIssue: (item, location) => toIssue(toSegments(text(item, "path") ?? ""), safeText(readProperty(item, "message"), [readProperty(item, "value")]), location)
};
const jsonschema = {
	library: "jsonschema",
	holds: (item) => text(item, "property")?.startsWith("instance") === true && readProperty(item, "argument") !== void 0,
	toIssue: (item, location) => toIssue(toSegments((text(item, "property") ?? "").slice(8)), safeText(readProperty(item, "message"), [readProperty(item, "instance")]), location)
};
const standard = {
	library: "standard_schema",
	holds: (item) => text(item, "message") !== void 0 && (readProperty(item, "path") === void 0 || isArray(readProperty(item, "path"))),
	toIssue: (item, location) => toIssue(toSegments(readProperty(item, "path")), invalidText, location)
};
const listSources = [
	ajv,
	openapi,
	joi,
	valibot,
	expressValidator,
	vine,
	sequelize,
	jsonschema,
	yup,
	arktype,
	zod
];
const issueSources = [
	valibot,
	zod,
	arktype,
	standard
];
function sourceOf(list, sources) {
	const [first] = arrayItems(list, 1);
	return isObject(first) ? sources.find(({ holds }) => holds(first)) : void 0;
}
function toIssues(list, source, location) {
	return arrayItems(list, 50).filter(isObject).map((item) => source.toIssue(item, location));
}
const sources = {
	ajv,
	joi,
	yup,
	arktype
};
// src/normalize/issue-trees.ts
function fromClassValidator(list, path = [], left = { count: 50 }) {
	if (path.length > 8) return [];
	return arrayItems(list, 50).flatMap((item) => {
		const here = [...path, readString(item, "property") ?? ""];
		const value = readProperty(item, "value");
		const constraints = readObject(item, "constraints");
		const taken = ownKeys(constraints, 10).map((name) => toIssue(here, safeText(readProperty(constraints, name), [value]))).slice(0, Math.max(left.count, 0));
		left.count -= taken.length;
		return left.count > 0 ? [...taken, ...fromClassValidator(readProperty(item, "children"), here, left)] : taken;
	});
}
function isClassValidator(item) {
	return readString(item, "property") !== void 0 && (isObject(readProperty(item, "constraints")) || isArray(readProperty(item, "children")));
}
const mongooseKinds = {
	required: "is required",
	enum: "is not one of the allowed values",
	min: "is too small",
	max: "is too large",
	minlength: "is too short",
	maxlength: "is too long",
	regexp: "has the wrong form"
};
function mongooseText(error) {
	const kind = readString(error, "kind") ?? "";
	const isCast = readString(error, "name") === "CastError" && /^[A-Za-z]{1,30}$/.test(kind);
	const own = Object.hasOwn(mongooseKinds, kind) ? mongooseKinds[kind] : isCast ? `must be of type ${kind}` : invalidText;
	return safeText(readProperty(error, "message"), [readProperty(error, "value")], own);
}
function fromMongoose(errors) {
	return ownKeys(errors, 50).map((path) => toIssue(toSegments(path), mongooseText(readProperty(errors, path))));
}
const effectTexts = {
	Missing: "is required",
	Unexpected: "is not allowed"
};
function fromEffect(issue, path = [], left = { count: 50 }) {
	if (!isObject(issue) || path.length > 16 || left.count <= 0) return [];
	left.count -= 1;
	const inner = readProperty(issue, "issues") ?? readProperty(issue, "issue");
	const here = [...path, ...toSegments(readProperty(issue, "path"))];
	if (inner !== void 0) return (isArray(inner) ? arrayItems(inner, 50) : [inner]).flatMap((one) => fromEffect(one, here, left));
	const tag = readString(issue, "_tag") ?? "";
	return [toIssue(here, Object.hasOwn(effectTexts, tag) ? effectTexts[tag] : invalidText)];
}
function fromObjection(data) {
	return ownKeys(data, 50).map((path) => {
		const [first] = arrayItems(readProperty(data, path), 1);
		const message = isAjvKeyword(readProperty(first, "keyword")) ? safeText(readProperty(first, "message"), []) : invalidText;
		return toIssue(toSegments(path), message);
	});
}
function fromTypebox(error) {
	const message = safeText(readProperty(error, "message"), [readProperty(error, "value")]);
	return [toIssue(pointerSegments(readString(error, "path") ?? ""), message)];
}
// src/normalize/issue-finders.ts
function fromList(list, among, location) {
	const source = sourceOf(list, among);
	return source === void 0 ? void 0 : {
		library: source.library,
		issues: toIssues(list, source, location)
	};
}
const fastifyParts = {
	querystring: "query",
	params: "params",
	headers: "headers",
	body: "body"
};
const inFastify = ({ validation, thrown }) => {
	if (!isArray(validation)) return void 0;
	const part = readString(thrown, "validationContext") ?? "";
	return fromList(validation, [sources.ajv], Object.hasOwn(fastifyParts, part) ? fastifyParts[part] : void 0);
};
const inIssues = ({ issues }) => fromList(issues, issueSources);
const inErrors = ({ errors, name }) => {
	if (!isArray(errors)) return void 0;
	if (isClassValidator(arrayItems(errors, 1)[0])) return {
		library: "class_validator",
		issues: fromClassValidator(errors)
	};
	const found = fromList(errors, listSources);
	return found?.library === "sequelize" && name !== "SequelizeValidationError" ? void 0 : found;
};
const inMessages = ({ messages }) => isArray(messages) ? fromList(messages, listSources) : void 0;
const inJoiDetails = ({ details }) => isArray(details) ? fromList(details, [sources.joi]) : void 0;
function mapEntries(value) {
	const entries = [];
	try {
		if (Object.prototype.toString.call(value) !== "[object Map]") return [];
		Map.prototype.forEach.call(value, (member, key) => {
			if (entries.length < 8 && typeof key === "string") entries.push([key, member]);
		});
	} catch {}
	return entries;
}
const inCelebrate = ({ details }) => {
	const issues = mapEntries(details).map(([part, error]) => fromList(readProperty(error, "details"), [sources.joi], part)).flatMap((part) => part?.issues ?? []);
	return issues.length === 0 ? void 0 : {
		library: "celebrate",
		issues: issues.slice(0, 50)
	};
};
const inYup = ({ name, inner, thrown, path, type }) => {
	if (name !== "ValidationError" || !isArray(inner)) return void 0;
	const found = fromList(inner, [sources.yup]);
	if (found !== void 0) return found;
	if (inner.length > 0 || typeof path !== "string" || typeof type !== "string") return void 0;
	return {
		library: "yup",
		issues: [sources.yup.toIssue(thrown)]
	};
};
const inArkErrors = ({ arkErrors }) => fromList(arkErrors, [sources.arktype]);
const inMongoose = ({ name, errors }) => {
	if (name !== "ValidationError" || !isObject(errors) || isArray(errors)) return void 0;
	const issues = fromMongoose(errors);
	return issues.length === 0 ? void 0 : {
		library: "mongoose",
		issues
	};
};
const inSuperstruct = ({ failures, path, type, thrown }) => {
	if (typeof failures !== "function" || !isArray(path) || !isArray(readProperty(thrown, "branch"))) return void 0;
	const message = typeof type === "string" && /^[a-z]{2,20}$/.test(type) && type !== "never" ? `must be a valid ${type}` : invalidText;
	return {
		library: "superstruct",
		issues: [toIssue(toSegments(path), message)]
	};
};
const inTypebox = ({ error }) => {
	return isObject(error) && isObject(readProperty(error, "schema")) && readString(error, "path") !== void 0 ? {
		library: "typebox",
		issues: fromTypebox(error)
	} : void 0;
};
const inObjection = ({ type, data }) => type === "ModelValidation" && isObject(data) ? {
	library: "objection",
	issues: fromObjection(data)
} : void 0;
const inEffect = ({ name, issue, thrown }) => {
	return name === "ParseError" && readString(thrown, "_tag") === "ParseError" && isObject(issue) || name === "(FiberFailure) ParseError" ? {
		library: "effect",
		issues: fromEffect(issue)
	} : void 0;
};
const inRuntypes = ({ name, thrown }) => {
	const failure = name === "ValidationError" ? readObject(thrown, "failure") : void 0;
	return readProperty(failure, "success") === false ? {
		library: "runtypes",
		issues: []
	} : void 0;
};
const ownNames = new Set([
	"ZodError",
	"$ZodError",
	"ValiError"
]);
const byMark = ({ name = "", issues, validation, errors, thrown }) => {
	const isAjv = validation === true && errors !== void 0 && readProperty(thrown, "ajv") === true;
	const isNamed = ownNames.has(name) && issues !== void 0 || name === "SequelizeValidationError" && errors !== void 0;
	return isAjv || isNamed ? {
		library: "by_mark",
		issues: []
	} : void 0;
};
const finders = [
	inFastify,
	inIssues,
	inErrors,
	inMessages,
	inJoiDetails,
	inCelebrate,
	inYup,
	inArkErrors,
	inMongoose,
	inSuperstruct,
	inTypebox,
	inObjection,
	inEffect,
	inRuntypes,
	byMark
];
function findIssues(marks) {
	for (const find of finders) {
		const found = find(marks);
		if (found !== void 0) return found;
	}
}
// src/normalize/validators.ts
const ownText = "The request does not match the schema.";
function chosenStatus({ status, statusCode }, policy) {
	const own = [status, statusCode].find((one) => typeof one === "number");
	if (own === void 0) return policy.validationStatus;
	return own === 400 || own === 422 ? own : void 0;
}
function toVerdict(found, status) {
	const details = found.issues.length === 0 ? {} : { details: found.issues };
	return {
		status,
		rule: `validation/${found.library}`,
		domain: "client",
		message: ownText,
		options: {
			expose: true,
			...details
		}
	};
}
function withOwnChoices(verdict, { expose, text, headers }) {
	if (typeof expose !== "boolean") return verdict;
	const taken = takeHeaders(headers);
	const message = expose ? safeText(text, [], ownText) : ownText;
	return {
		...verdict,
		message,
		options: {
			...verdict.options,
			...taken.options,
			expose
		},
		warnings: taken.warnings
	};
}
const classifyValidation = (marks, policy) => {
	const status = chosenStatus(marks, policy);
	if (status === void 0) return void 0;
	const found = findIssues(marks);
	return found === void 0 ? void 0 : withOwnChoices(toVerdict(found, status), marks);
};
const classifyIssueList = ({ thrown }, policy) => {
	const [first] = arrayItems(thrown, 1);
	if (!isObject(first)) return void 0;
	if (isClassValidator(first)) return toVerdict({
		library: "class_validator",
		issues: fromClassValidator(thrown)
	}, policy.validationStatus);
	const found = fromList(thrown, listSources);
	return found === void 0 ? void 0 : toVerdict(found, policy.validationStatus);
};
// src/normalize/classifiers.ts
const dependencies = [
	...sqlDatabases,
	...documentStores,
	...orms,
	...brokers
];
const lastMarks = [
	classifyExhaustion,
	classifyDeadline,
	classifyTransport,
	classifyFileSystem
];
const forErrors = [
	classifyChosenBoom,
	classifyUpstreamAnswer,
	classifyHttpClient,
	classifyGrpc,
	...frameworks,
	classifyValidation,
	...tokens,
	classifyOwnStatus,
	...dependencies,
	...uploads,
	...lastMarks
];
const forCauses = [
	classifyThrownResponse,
	classifyUpstreamAnswer,
	classifyHttpClient,
	classifyGrpc,
	...dependencies,
	...lastMarks
];
const forOthers = [
	classifyThrownResponse,
	classifyIssueList,
	classifyRateLimit
];
function byRole(verdict, policy) {
	if (verdict?.upstream !== true || policy.role === "gateway") return verdict;
	return {
		status: 500,
		rule: verdict.rule,
		domain: verdict.domain ?? "upstream"
	};
}
function verdictOf(marks, policy) {
	if (!marks.isError) return firstVerdict(marks, policy, forOthers);
	if (typeof marks.message !== "string") return classifyOwnStatus(marks, policy);
	return firstVerdict(marks, policy, forErrors) ?? membersVerdict(marks, policy, forCauses) ?? causeVerdict(marks, policy, forCauses);
}
function classify(thrown, policy) {
	const marks = isObject(thrown) ? readMarks(thrown) : void 0;
	return {
		marks,
		verdict: marks === void 0 ? void 0 : byRole(verdictOf(marks, policy), policy)
	};
}
// src/error/classes.ts
var BadRequest = class extends HttpError {
	constructor(message, options) {
		super(400, message, options);
	}
};
var Unauthorized = class extends HttpError {
	constructor(message, options) {
		super(401, message, options);
	}
};
var PaymentRequired = class extends HttpError {
	constructor(message, options) {
		super(402, message, options);
	}
};
var Forbidden = class extends HttpError {
	constructor(message, options) {
		super(403, message, options);
	}
};
var NotFound = class extends HttpError {
	constructor(message, options) {
		super(404, message, options);
	}
};
var MethodNotAllowed = class extends HttpError {
	constructor(message, options) {
		super(405, message, options);
	}
};
var NotAcceptable = class extends HttpError {
	constructor(message, options) {
		super(406, message, options);
	}
};
var ProxyAuthenticationRequired = class extends HttpError {
	constructor(message, options) {
		super(407, message, options);
	}
};
var RequestTimeout = class extends HttpError {
	constructor(message, options) {
		super(408, message, options);
	}
};
var Conflict = class extends HttpError {
	constructor(message, options) {
		super(409, message, options);
	}
};
var Gone = class extends HttpError {
	constructor(message, options) {
		super(410, message, options);
	}
};
var LengthRequired = class extends HttpError {
	constructor(message, options) {
		super(411, message, options);
	}
};
var PreconditionFailed = class extends HttpError {
	constructor(message, options) {
		super(412, message, options);
	}
};
var PayloadTooLarge = class extends HttpError {
	constructor(message, options) {
		super(413, message, options);
	}
};
const ContentTooLarge = PayloadTooLarge;
var URITooLong = class extends HttpError {
	constructor(message, options) {
		super(414, message, options);
	}
};
var UnsupportedMediaType = class extends HttpError {
	constructor(message, options) {
		super(415, message, options);
	}
};
var RangeNotSatisfiable = class extends HttpError {
	constructor(message, options) {
		super(416, message, options);
	}
};
var ExpectationFailed = class extends HttpError {
	constructor(message, options) {
		super(417, message, options);
	}
};
var ImATeapot = class extends HttpError {
	constructor(message, options) {
		super(418, message, options);
	}
};
var MisdirectedRequest = class extends HttpError {
	constructor(message, options) {
		super(421, message, options);
	}
};
var UnprocessableEntity = class extends HttpError {
	constructor(message, options) {
		super(422, message, options);
	}
};
const UnprocessableContent = UnprocessableEntity;
var Locked = class extends HttpError {
	constructor(message, options) {
		super(423, message, options);
	}
};
var FailedDependency = class extends HttpError {
	constructor(message, options) {
		super(424, message, options);
	}
};
var TooEarly = class extends HttpError {
	constructor(message, options) {
		super(425, message, options);
	}
};
var UpgradeRequired = class extends HttpError {
	constructor(message, options) {
		super(426, message, options);
	}
};
var PreconditionRequired = class extends HttpError {
	constructor(message, options) {
		super(428, message, options);
	}
};
var TooManyRequests = class extends HttpError {
	constructor(message, options) {
		super(429, message, options);
	}
};
var RequestHeaderFieldsTooLarge = class extends HttpError {
	constructor(message, options) {
		super(431, message, options);
	}
};
var UnavailableForLegalReasons = class extends HttpError {
	constructor(message, options) {
		super(451, message, options);
	}
};
var InternalServerError = class extends HttpError {
	constructor(message, options) {
		super(500, message, options);
	}
};
var NotImplemented = class extends HttpError {
	constructor(message, options) {
		super(501, message, options);
	}
};
var BadGateway = class extends HttpError {
	constructor(message, options) {
		super(502, message, options);
	}
};
var ServiceUnavailable = class extends HttpError {
	constructor(message, options) {
		super(503, message, options);
	}
};
var GatewayTimeout = class extends HttpError {
	constructor(message, options) {
		super(504, message, options);
	}
};
var HTTPVersionNotSupported = class extends HttpError {
	constructor(message, options) {
		super(505, message, options);
	}
};
var VariantAlsoNegotiates = class extends HttpError {
	constructor(message, options) {
		super(506, message, options);
	}
};
var InsufficientStorage = class extends HttpError {
	constructor(message, options) {
		super(507, message, options);
	}
};
var LoopDetected = class extends HttpError {
	constructor(message, options) {
		super(508, message, options);
	}
};
var BandwidthLimitExceeded = class extends HttpError {
	constructor(message, options) {
		super(509, message, options);
	}
};
var NotExtended = class extends HttpError {
	constructor(message, options) {
		super(510, message, options);
	}
};
var NetworkAuthenticationRequired = class extends HttpError {
	constructor(message, options) {
		super(511, message, options);
	}
};
const statusClasses = Object.freeze({
	400: BadRequest,
	401: Unauthorized,
	402: PaymentRequired,
	403: Forbidden,
	404: NotFound,
	405: MethodNotAllowed,
	406: NotAcceptable,
	407: ProxyAuthenticationRequired,
	408: RequestTimeout,
	409: Conflict,
	410: Gone,
	411: LengthRequired,
	412: PreconditionFailed,
	413: PayloadTooLarge,
	414: URITooLong,
	415: UnsupportedMediaType,
	416: RangeNotSatisfiable,
	417: ExpectationFailed,
	418: ImATeapot,
	421: MisdirectedRequest,
	422: UnprocessableEntity,
	423: Locked,
	424: FailedDependency,
	425: TooEarly,
	426: UpgradeRequired,
	428: PreconditionRequired,
	429: TooManyRequests,
	431: RequestHeaderFieldsTooLarge,
	451: UnavailableForLegalReasons,
	500: InternalServerError,
	501: NotImplemented,
	502: BadGateway,
	503: ServiceUnavailable,
	504: GatewayTimeout,
	505: HTTPVersionNotSupported,
	506: VariantAlsoNegotiates,
	507: InsufficientStorage,
	508: LoopDetected,
	509: BandwidthLimitExceeded,
	510: NotExtended,
	511: NetworkAuthenticationRequired
});
for (const [code, StatusClass] of Object.entries(statusClasses)) brandPrototype(StatusClass.prototype, Number(code));
// src/normalize/wrap.ts
const unexposed = { expose: false };
function toOptions(verdict, cause) {
	const exposed = verdict.options?.expose === true || verdict.status >= 500;
	return {
		...verdict.options,
		...exposed ? {} : unexposed,
		cause
	};
}
function wrap(thrown, verdict, message) {
	const options = toOptions(verdict, thrown);
	const text = verdict.message ?? (typeof message === "string" && message !== "" ? message : null);
	const StatusClass = Object.hasOwn(statusClasses, verdict.status) ? statusClasses[verdict.status] : void 0;
	const error = withoutStack(() => StatusClass === void 0 ? new HttpError(verdict.status, text, options) : new StatusClass(text, options));
	if (verdict.domain !== void 0 && verdict.domain !== error.failureDomain) Object.defineProperty(error, "failureDomain", {
		value: verdict.domain,
		enumerable: false,
		configurable: true,
		writable: true
	});
	return error;
}
// src/normalize/normalize.ts
const none$1 = [];
const unclassified = {
	status: 500,
	rule: "unclassified"
};
const notAnError = {
	status: 500,
	rule: "not_an_error"
};
const maxThrownText = 1024;
function result(error, rule, warnings, cancelled = false) {
	return {
		error,
		cancelled,
		rule,
		warnings
	};
}
function fromOwn(error, rule, warnings) {
	if (isErrorStatus(readProperty(error, "status"))) return result(error, rule, warnings);
	const warning = {
		code: "status_replaced",
		message: "the status of the error was not within 400 to 599; it is 500"
	};
	return result(wrap(error, {
		status: 500,
		rule
	}, readProperty(error, "message")), rule, [...warnings, warning]);
}
function failedMapping(index, what) {
	return {
		code: "hook_failed",
		message: `"map[${index}]" ${what}; it was skipped`
	};
}
function applyMapping(mapping, index, thrown) {
	try {
		const matched = mapping.matches(thrown);
		if (defuse(matched)) return failedMapping(index, "answered with a promise");
		if (!matched) return void 0;
		const error = mapping.convert(thrown);
		if (error === void 0 || isOwnError(error)) return error;
		defuse(error);
		return failedMapping(index, "returned something that is no HttpError");
	} catch {
		return failedMapping(index, "threw");
	}
}
function fromMap(thrown, map, warnings) {
	for (const [index, mapping] of map.entries()) {
		const mapped = applyMapping(mapping, index, thrown);
		if (mapped === void 0) continue;
		if (isOwnError(mapped)) return mapped;
		warnings.push(mapped);
	}
}
function fromForeign(thrown, policy, warnings) {
	const { marks, verdict = marks?.isError === true ? unclassified : notAnError } = classify(thrown, policy);
	const message = typeof thrown === "string" ? thrown.slice(0, maxThrownText) : marks?.message;
	const left = verdict.warnings === void 0 || verdict.warnings.length === 0 ? warnings : [...warnings, ...verdict.warnings];
	return result(wrap(thrown, verdict, message), verdict.rule, left, verdict.cancelled === true);
}
function normalize(thrown, settings) {
	if (isOwnError(thrown) && !answersEverything(thrown)) return fromOwn(thrown, "own", none$1);
	if (settings.map.length === 0) return fromForeign(thrown, settings, none$1);
	const warnings = [];
	const mapped = fromMap(thrown, settings.map, warnings);
	return mapped === void 0 ? fromForeign(thrown, settings, warnings) : fromOwn(mapped, "map", warnings);
}
// src/plan/correlation.ts
function priorRequestId(prior) {
	const line = prior.find(([name]) => name.length === 12 && name.toLowerCase() === "x-request-id");
	return toRequestId(line?.[1]);
}
function generateId() {
	try {
		return globalThis.crypto.randomUUID();
	} catch {
		return;
	}
}
function readActiveTraceId(trace) {
	try {
		const id = readString(trace?.(), "traceId");
		return isTraceId(id) ? id : void 0;
	} catch {
		return;
	}
}
function readTraceId(request, { trace }) {
	return readActiveTraceId(trace) ?? parseTraceparent(request.header("traceparent"))?.traceId;
}
function correlate(request, prior, settings) {
	const wantsId = settings.include.includes("requestId");
	return {
		requestId: priorRequestId(prior) ?? toRequestId(request.header("x-request-id")) ?? (wantsId ? generateId() : void 0),
		traceId: readTraceId(request, settings)
	};
}
// src/http/byte-length.ts
const encoder = new TextEncoder();
const ascii = /^[\x00-\x7f]*$/;
function byteLength(text) {
	return ascii.test(text) ? text.length : encoder.encode(text).length;
}
// src/plan/source-frames.ts
const sourceLimits = {
	frames: 3,
	around: 4,
	line: 200,
	file: 1048576
};
const location = /(?:^|[\s(]|file:\/\/)((?:\/|[A-Za-z]:[\\/])[^()\n]*?):(\d{1,7}):\d{1,7}\)?$/;
function isOfTheApp(file) {
	return /\.[cm]?[jt]sx?$/.test(file) && !/[\\/]node_modules[\\/]/.test(file);
}
function excerpt(text, line) {
	const first = Math.max(line - sourceLimits.around, 1);
	return text.split("\n", line + sourceLimits.around).slice(first - 1).map((one, index) => ({
		number: first + index,
		text: one.slice(0, sourceLimits.line)
	}));
}
function readFrame(entry, readSource) {
	const [, file, digits] = location.exec(entry.trim().slice(0, 1024)) ?? [];
	if (file === void 0 || !isOfTheApp(file)) return void 0;
	const line = Number(digits);
	const text = readSource(file);
	if (text === void 0 || text.length > sourceLimits.file) return void 0;
	const source = excerpt(text, line);
	return source.some(({ number }) => number === line) ? {
		file,
		line,
		source
	} : void 0;
}
function renderFrame({ line, source }) {
	const width = String(source.at(-1)?.number ?? line).length;
	return source.map(({ number, text }) => `${number === line ? ">" : " "} ${String(number).padStart(width)} | ${text}`).join("\n");
}
function readSourceFrames(stack, readSource) {
	const frames = [];
	for (const entry of stack.split("\n", 40).slice(1)) {
		const frame = readFrame(entry, readSource);
		if (frame !== void 0) frames.push(frame);
		if (frames.length >= sourceLimits.frames) break;
	}
	return frames;
}
// src/plan/debug-view.ts
const debugLimits = {
	stack: 16384,
	causeStack: 4096,
	message: 2048,
	name: 128
};
function toDebugView(thrown, readSource) {
	const followed = [...causeChain(thrown).slice(1), ...aggregateMembers(thrown, 6)];
	const stack = (readStack(thrown) ?? summarize(thrown)).slice(0, debugLimits.stack);
	const frames = readSource === void 0 ? [] : readSourceFrames(stack, readSource);
	return {
		stack,
		causes: followed.slice(0, 6).map(toCause),
		...frames.length === 0 ? {} : { frames }
	};
}
function toCause(value) {
	const stack = readStack(value)?.slice(0, debugLimits.causeStack);
	return {
		name: nameOf(value),
		message: messageOf(value),
		...stack === void 0 ? {} : { stack }
	};
}
function readStack(value) {
	const stack = readString(value, "stack");
	return stack === void 0 || stack === "" ? void 0 : stack;
}
function summarize(value) {
	const message = messageOf(value);
	return message === "" ? nameOf(value) : `${nameOf(value)}: ${message}`;
}
function nameOf(value) {
	return ((readString(value, "name") || constructorName(value)) ?? (value === null ? "null" : typeof value)).slice(0, debugLimits.name);
}
function messageOf(value) {
	return describeValue(value).slice(0, debugLimits.message);
}
function describeValue(value) {
	if (typeof value === "string") return value;
	return isObject(value) || value === null || value === void 0 ? readString(value, "message") ?? "" : String(value);
}
// src/plan/exposure.ts
const maxUri = 2048;
function cut(text, limit) {
	return text === void 0 || text.length <= limit ? text : text.slice(0, limit);
}
function uri(text) {
	return text !== void 0 && text.length <= maxUri ? text : void 0;
}
function jsonMember(value, name, warnings) {
	if (value === void 0 || value === null) return void 0;
	const { value: safe, reduced } = toJsonSafe(value);
	if (reduced) warnings.push({
		code: "details_reduced",
		message: `"${name}" of the error was reduced to what can be sent`
	});
	return safe ?? void 0;
}
function publicMembers(error, warnings) {
	if (hidesDetails(error)) return {};
	return {
		details: jsonMember(readProperty(error, "details"), "details", warnings),
		type: uri(readString(error, "type")),
		title: cut(readString(error, "title"), textLimits.message),
		instance: uri(readString(error, "instance")),
		extensions: jsonMember(readObject(error, "extensions"), "extensions", warnings)
	};
}
function helpUrl(prefix, status) {
	return `${prefix.replace(/\/$/, "")}/${status}`;
}
function withoutAbsent(members) {
	const given = bareObject();
	for (const name of Object.keys(members)) if (members[name] !== void 0) given[name] = members[name];
	return given;
}
function decideExposure(input) {
	const { error, status, facts, settings, translated, correlation, warnings } = input;
	const isPage = input.format === "html" || input.format === "text";
	const includes = (member) => settings.include.includes(member);
	const phrase = facts.phrase;
	const own = cut(translated?.text, textLimits.message) ?? exposedMessage(error);
	return withoutAbsent({
		status,
		phrase,
		message: own ?? phrase,
		exposed: own !== void 0,
		canonical: includes("status") ? facts.canonical : void 0,
		reason: visibleReason(error),
		retry: isPage || includes("retry") ? input.retry : void 0,
		requestId: isPage || includes("requestId") ? correlation.requestId : void 0,
		traceId: includes("traceId") ? correlation.traceId : void 0,
		help: settings.help === void 0 ? void 0 : helpUrl(settings.help, status),
		language: translated?.language,
		debug: settings.debug ? toDebugView(input.thrown, settings.readSource) : void 0,
		...publicMembers(error, warnings)
	});
}
// src/plan/formats/envelope.ts
function toEnvelope(view) {
	const { status, message, canonical, reason, details, retry, requestId, traceId, help, debug } = view;
	const given = Object.entries({
		status: canonical,
		reason,
		details,
		retry,
		requestId,
		traceId,
		help,
		debug
	}).filter(([, value]) => value !== void 0 && value !== null);
	return { error: {
		code: status,
		message,
		...Object.fromEntries(given)
	} };
}
const envelopeType = "application/json";
function renderEnvelope(view) {
	return {
		contentType: envelopeType,
		body: JSON.stringify(toEnvelope(view))
	};
}
// src/plan/formats/advice.ts
const adviceByStatus = {
	401: ["Sign in, then open this page again."],
	402: ["A payment is needed before this can go on."],
	403: ["You do not have access to this. If you should have it, ask the owner or sign in with another account."],
	404: ["Check the address for typing mistakes, or look for the page from the start page."],
	405: ["This address does not take that kind of request. Go back and try another way."],
	406: ["This is not available in the form that was asked for."],
	407: ["Sign in to the proxy of your network first.", "Then try again."],
	408: ["The request took too long to arrive. Check your connection.", "Then try again."],
	409: ["This conflicts with what is already there. Reload it, check, then repeat your change."],
	410: ["This was removed for good. Links and bookmarks that lead here can be deleted."],
	412: ["Something changed in the meantime. Reload it, then repeat your change."],
	413: ["What was sent is too large. Send a smaller file or less data."],
	414: ["The address is too long. Shorten it, or look for the page from the start page."],
	415: ["This kind of file or data is not accepted here. Send it in another format."],
	422: ["Some of what was sent is not valid. Go back, correct it and send it again."],
	423: ["Somebody else is using this at the moment.", "Try again later."],
	425: ["The request came too early.", "Try again."],
	426: ["Update your browser or app, then try again."],
	428: ["Reload it to get the current version, then repeat your change."],
	429: ["Too many requests came in a short time.", "Wait a moment, then try again."],
	431: ["Your browser sent more than fits. Delete the cookies of this site, then try again."],
	451: ["This cannot be shown for legal reasons."],
	501: ["The server does not support this."],
	502: ["A system that this service depends on did not answer correctly. You did nothing wrong.", "Try again in a moment."],
	503: ["The service is busy or under maintenance.", "Try again in a few minutes."],
	504: ["A system that this service depends on took too long. You did nothing wrong.", "Try again in a moment."],
	505: ["Update your browser or app, then try again."],
	507: ["The service has no room left to store this.", "Try again later."],
	511: ["Sign in to this network first, usually on the page that the Wi-Fi opens.", "Then try again."]
};
const clientAdvice = ["Something in the request has to change. Go back and check it."];
const serverAdvice = ["Something went wrong on our side. You did nothing wrong.", "Try again later."];
function toAdvice(view) {
	const [first, again] = adviceByStatus[view.status] ?? (view.status < 500 ? clientAdvice : serverAdvice);
	const after = view.retry?.after;
	return [joinSentences(first, after === void 0 ? again : `Try again in ${formatDelay(after)}.`), joinSentences(view.retry?.idempotentOnly === true ? "If you were sending something, check first whether it arrived." : "", view.status >= 500 && view.requestId ? "If it keeps happening, report it with the request id below." : "")].filter((paragraph) => paragraph !== "");
}
function joinSentences(one, other = "") {
	return one !== "" && other !== "" ? `${one} ${other}` : one + other;
}
const units = [
	[
		120,
		1,
		"second"
	],
	[
		7200,
		60,
		"minute"
	],
	[
		Number.POSITIVE_INFINITY,
		3600,
		"hour"
	]
];
function formatDelay(seconds) {
	const [, size, name] = units.find(([limit]) => seconds < limit) ?? [
		0,
		1,
		"second"
	];
	const count = Math.ceil(seconds / size);
	return `${count} ${name}${count === 1 ? "" : "s"}`;
}
function toExposedText(view) {
	return view.exposed ? unlessPhrase(view.message, view) : void 0;
}
function toOwnText(view) {
	return toExposedText(view) ?? unlessPhrase(view.title, view);
}
function unlessPhrase(text, view) {
	return text === "" || text === view.phrase ? void 0 : text;
}
// src/plan/formats/problem.ts
const contentType$2 = "application/problem+json";
const reservedNames = new Set([
	"type",
	"title",
	"status",
	"detail",
	"instance",
	"canonical",
	"reason",
	"details",
	"retry",
	"requestId",
	"traceId",
	"help",
	"debug"
]);
const extensionName = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const uriReference = /^(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2}){1,2048}$/;
function isExtensionName(name) {
	return extensionName.test(name) && !reservedNames.has(name);
}
function isUriReference(text) {
	return text !== void 0 && uriReference.test(text);
}
function renderProblem(view) {
	return {
		contentType: contentType$2,
		body: JSON.stringify(toProblem(view))
	};
}
function toProblem(view) {
	const problem = {};
	for (const [name, value] of [...standardMembers(view), ...ownMembers(view)]) if (value !== void 0 && value !== null) problem[name] = value;
	for (const [name, value] of Object.entries(view.extensions ?? {})) if (isExtensionName(name)) problem[name] = value;
	return problem;
}
function standardMembers(view) {
	const type = isUriReference(view.type) && view.type !== "about:blank" ? view.type : void 0;
	const title = type === void 0 ? view.phrase : view.title || view.phrase;
	const detail = type === void 0 ? toOwnText(view) : toExposedText(view);
	return [
		["type", type],
		["title", title],
		["status", view.status],
		["detail", detail === title ? void 0 : detail],
		["instance", isUriReference(view.instance) ? view.instance : void 0]
	];
}
function ownMembers(view) {
	return [
		["canonical", view.canonical],
		["reason", view.reason],
		["details", view.details],
		["retry", view.retry],
		["requestId", view.requestId],
		["traceId", view.traceId],
		["help", view.help],
		["debug", view.debug]
	];
}
// src/plan/prior-fields.ts
const dropped = new Set([
	"transfer-encoding",
	"trailer",
	"te",
	"connection",
	"keep-alive",
	"proxy-connection",
	"date",
	"etag",
	"last-modified",
	"accept-ranges",
	"digest",
	"repr-digest",
	"signature",
	"signature-input",
	"sourcemap",
	"x-sourcemap",
	"im",
	"delta-base",
	"preference-applied",
	"accept-encoding",
	"expires",
	"pragma",
	"age",
	"surrogate-control",
	"no-vary-search",
	"use-as-dictionary",
	"location",
	"refresh",
	"x-sendfile",
	"x-lighttpd-send-file",
	"x-reproxy-url",
	"speculation-rules",
	"x-powered-by"
]);
const droppedPrefixes = ["x-accel-", "sec-websocket-"];
const keptContentFields = new Set(["content-security-policy", "content-security-policy-report-only"]);
const boundToStatus$1 = new Map([
	["content-range", [416]],
	["proxy-authenticate", [407]],
	["upgrade", [426]]
]);
function isDropped(name) {
	if (dropped.has(name) || name.endsWith("cache-control")) return true;
	if (name.startsWith("content-")) return !keptContentFields.has(name);
	return droppedPrefixes.some((prefix) => name.startsWith(prefix));
}
const fetchingRelation = /;\s*rel\s*=\s*(?:"[^"]*\b(?:preload|prefetch|preconnect|modulepreload|dns-prefetch|prerender)\b|(?:preload|prefetch|preconnect|modulepreload|dns-prefetch|prerender)\b)/i;
function keepUsefulLinks(value) {
	const kept = value.split(/,(?=\s*<)/).filter((link) => !fetchingRelation.test(link));
	return kept.length === 0 ? void 0 : kept.map((link) => link.trim()).join(", ");
}
function keepUnsatisfiedRange(value) {
	return isUnsatisfiedRange(value) ? value : void 0;
}
function keepValidDelay(value, now) {
	const seconds = toDelaySeconds(value, now);
	return seconds === void 0 ? void 0 : String(seconds);
}
const rewrites = new Map([
	["link", keepUsefulLinks],
	["content-range", keepUnsatisfiedRange],
	["retry-after", keepValidDelay]
]);
function toKeptLine([name, value], status, now) {
	const key = name.toLowerCase();
	const statuses = boundToStatus$1.get(key);
	if (statuses === void 0 ? isDropped(key) : !statuses.includes(status)) return void 0;
	const rewrite = rewrites.get(key);
	const kept = rewrite === void 0 ? value : rewrite(value, now);
	return isToken(name) && isSendable(kept) ? [name, trimWhiteSpace(kept)] : void 0;
}
function keepPriorLines(prior, status, now) {
	if (prior.length === 0) return prior;
	return prior.map((line) => toKeptLine(line, status, now)).filter((line) => line !== void 0);
}
function asksToClose(prior) {
	return prior.some(([name, value]) => name.length === 10 && name.toLowerCase() === "connection" && /\bclose\b/i.test(value));
}
function mergeVary(fields, members) {
	for (const member of listMembers(members)) fields.set("Vary", appendListMember(fields.get("Vary"), member));
}
// src/plan/default-plans.ts
function isStatic(settings) {
	const { format, include, body, html, message, debug } = settings;
	return (format === "envelope" || format === "problem") && include.length === 0 && !debug && !body && !html && !message;
}
function isPlain(error) {
	try {
		return Object.hasOwn(Object.getPrototypeOf(error), brand) && Object.keys(error).length === 0;
	} catch {
		return false;
	}
}
function toView(facts, message, settings) {
	const help = settings.help === void 0 ? {} : { help: helpUrl(settings.help, facts.code) };
	const view = {
		status: facts.code,
		phrase: facts.phrase,
		message,
		exposed: message !== facts.phrase,
		...help
	};
	return Object.assign(bareObject(), view);
}
function render(facts, message, settings) {
	const view = toView(facts, message, settings);
	return settings.format === "problem" ? renderProblem(view) : renderEnvelope(view);
}
function toWithMessage(facts, body, settings) {
	const whole = (message) => render(facts, message, settings).body;
	const [before, after, ...more] = body.split(`"message":${JSON.stringify(facts.phrase)}`);
	if (settings.format !== "envelope" || after === void 0 || more.length > 0) return whole;
	return (message) => `${before}"message":${JSON.stringify(message)}${after}`;
}
function prepare(facts, settings) {
	const { contentType, body } = render(facts, facts.phrase, settings);
	const server = settings.server === false ? [] : [["Server", settings.server]];
	return {
		facts,
		body,
		length: ["Content-Length", String(byteLength(body))],
		withMessage: toWithMessage(facts, body, settings),
		before: [...server, ["Content-Type", contentType]],
		after: [["Cache-Control", "no-store"], ["X-Content-Type-Options", "nosniff"]]
	};
}
var LazyFacts = class {
	exposed;
	retry;
	warnings;
	#correlate;
	#correlation;
	constructor(exposed, retry, warnings, correlateLater) {
		this.exposed = exposed;
		this.retry = retry;
		this.warnings = warnings;
		this.#correlate = correlateLater;
	}
	#read() {
		this.#correlation ??= this.#correlate();
		return this.#correlation;
	}
	get requestId() {
		return this.#read().requestId;
	}
	get traceId() {
		return this.#read().traceId;
	}
};
function toRetry(status, method, settings, now) {
	return planRetry({
		status,
		method,
		idempotencyKey: false,
		transient: false,
		explicit: void 0,
		policy: settings.retry === false ? void 0 : settings.retry,
		now
	});
}
function complete(plan, { error, request, prior }, settings) {
	const { facts } = plan;
	const now = settings.clock();
	const message = exposedMessage(error);
	const own = message !== void 0 && message !== facts.phrase;
	const body = own ? plan.withMessage(message) : plan.body;
	const retry = toRetry(facts.code, request.method, settings, now);
	const retryLines = retry.after === void 0 ? [] : [["Retry-After", String(retry.after)]];
	const length = own ? ["Content-Length", String(byteLength(body))] : plan.length;
	return {
		status: facts.code,
		statusText: facts.phrase,
		headers: [
			["Date", toHttpDate(now)],
			...plan.before,
			...retryLines,
			...plan.after,
			length
		],
		body,
		close: facts.connection === "close" || asksToClose(prior),
		facts: new LazyFacts(message !== void 0, retry, creationWarnings(error), () => correlate(request, prior, settings))
	};
}
function leavesNothing(prior, status) {
	return prior.length === 0 || prior.length <= 8 && keepPriorLines(prior, status, 0).length === 0;
}
function createDefaultPlans(settings) {
	if (!isStatic(settings)) return () => void 0;
	const plans = new Map();
	for (const facts of statusTable.values()) if (facts.registered && facts.requiredHeaders.length === 0) plans.set(facts.code, prepare(facts, settings));
	return (input) => {
		const plan = plans.get(readProperty(input.error, "status"));
		if (plan === void 0 || !isPlain(input.error)) return void 0;
		return leavesNothing(input.prior, plan.facts.code) ? complete(plan, input, settings) : void 0;
	};
}
// src/plan/error-fields.ts
const refused = new Set([
	"content-length",
	"transfer-encoding",
	"connection",
	"keep-alive",
	"proxy-connection",
	"te",
	"trailer",
	"date",
	"content-type",
	"content-encoding"
]);
const singletons = new Set([
	"retry-after",
	"location",
	"etag",
	"last-modified",
	"expires",
	"age",
	"server",
	"sunset",
	"content-range",
	"content-disposition",
	"content-location",
	"x-content-type-options",
	"x-frame-options",
	"strict-transport-security",
	"access-control-allow-origin",
	"access-control-allow-credentials",
	"access-control-max-age",
	"cross-origin-resource-policy",
	"deprecation"
]);
const boundToStatus = new Map([
	["upgrade", 426],
	["content-range", 416],
	["proxy-authenticate", 407]
]);
const maxLines = 64;
const maxSection = 8192;
function pairs(headers) {
	if (!isObject(headers)) return [];
	if (typeof readProperty(headers, Symbol.iterator) !== "function") return ownKeys(headers, maxLines).map((name) => [name, readProperty(headers, name)]);
	return iteratedPairs(headers);
}
function iteratedPairs(headers) {
	const read = [];
	try {
		for (const pair of headers) {
			if (read.length >= maxLines) break;
			read.push([readProperty(pair, 0), readProperty(pair, 1)]);
		}
	} catch {}
	return read;
}
const none = {
	lines: [],
	warnings: []
};
function leaveOut(reading, why) {
	if (reading.warnings.length < maxLines) reading.warnings.push({
		code: "header_dropped",
		message: why
	});
}
function refusal(name, status) {
	if (!isToken(name)) return "a field of the error was left out: its name is not a token";
	const key = name.toLowerCase();
	if (refused.has(key)) return `the error's field ${name} was left out: an error cannot set it`;
	if ((boundToStatus.get(key) ?? status) === status) return void 0;
	return `the error's field ${name} was left out: it means nothing on a ${status}`;
}
function toText$1(key, value) {
	const text = toFieldValue$1(value);
	return key === "content-range" && text !== void 0 && !isUnsatisfiedRange(text) ? void 0 : text;
}
function addLine(reading, name, value) {
	const text = toText$1(name.toLowerCase(), value);
	if (text === void 0) leaveOut(reading, `the error's field ${name} was left out: its value cannot be sent`);
	else if (reading.lines.length >= maxLines || text.length + name.length > reading.room) leaveOut(reading, `the error's field ${name} was left out: the error carries too many or too long fields`);
	else {
		reading.lines.push([name, text]);
		reading.room -= text.length + name.length;
	}
}
function addField(reading, name, value) {
	if (singletons.has(name.toLowerCase())) {
		if (!reading.lines.some(([one]) => one.toLowerCase() === name.toLowerCase())) addLine(reading, name, isArray(value) ? readProperty(value, 0) : value);
		return;
	}
	for (const one of isArray(value) ? arrayItems(value, maxLines) : [value]) addLine(reading, name, one);
}
function readErrorFields(error, status) {
	const headers = readProperty(error, "headers");
	if (headers === void 0 || headers === null) return none;
	const reading = {
		lines: [],
		warnings: [],
		room: maxSection
	};
	for (const [name, value] of pairs(headers)) {
		if (value === void 0) continue;
		const why = refusal(name, status);
		if (why === void 0) addField(reading, name, value);
		else leaveOut(reading, why);
	}
	return {
		lines: reading.lines,
		warnings: reading.warnings
	};
}
// src/http/field-set.ts
var FieldSet = class {
	#fields = new Map();
	has(name) {
		return this.#fields.has(name.toLowerCase());
	}
	get(name) {
		return this.#fields.get(name.toLowerCase())?.values.join(", ");
	}
	set(name, ...values) {
		this.#fields.set(name.toLowerCase(), {
			name,
			values
		});
	}
	add(name, value) {
		const field = this.#fields.get(name.toLowerCase());
		if (field === void 0) this.set(name, value);
		else field.values.push(value);
	}
	delete(name) {
		this.#fields.delete(name.toLowerCase());
	}
	toLines() {
		const lines = [];
		for (const { name, values } of this.#fields.values()) for (const value of values) lines.push([name, value]);
		return lines;
	}
};
// src/plan/proxy-status.ts
const proxyErrorTypes = {
	dns_timeout: 504,
	dns_error: 502,
	destination_not_found: 500,
	destination_unavailable: 503,
	destination_ip_prohibited: 502,
	destination_ip_unroutable: 502,
	connection_refused: 502,
	connection_terminated: 502,
	connection_timeout: 504,
	connection_read_timeout: 504,
	connection_write_timeout: 504,
	connection_limit_reached: 503,
	tls_protocol_error: 502,
	tls_certificate_error: 502,
	tls_alert_received: 502,
	http_request_error: 400,
	http_request_denied: 403,
	http_response_incomplete: 502,
	http_response_header_section_size: 502,
	http_response_header_size: 502,
	http_response_body_size: 502,
	http_response_trailer_section_size: 502,
	http_response_trailer_size: 502,
	http_response_transfer_coding: 502,
	http_response_content_coding: 502,
	http_response_timeout: 504,
	http_upgrade_failed: 502,
	http_protocol_error: 502,
	proxy_internal_response: 500,
	proxy_internal_error: 500,
	proxy_configuration_error: 500,
	proxy_loop_detected: 502
};
function genericType(status) {
	if (status < 500) return "http_request_error";
	return {
		502: "http_protocol_error",
		503: "destination_unavailable",
		504: "http_response_timeout"
	}[status] ?? "proxy_internal_error";
}
const tokenStart = /^[A-Za-z*][!#$%&'*+\-.^_`|~0-9A-Za-z:/]*$/;
const keyPattern = /^[a-z*][a-z0-9_.*-]{0,63}$/;
function toSfString(text) {
	return /^[\x20-\x7e]{0,1024}$/.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : void 0;
}
function toProxyIdentity(id) {
	return tokenStart.test(id) ? id : toSfString(id);
}
function toSfItem(value) {
	if (typeof value === "string") return toSfString(value);
	if (typeof value === "boolean") return value ? "?1" : "?0";
	return Number.isSafeInteger(value) && Math.abs(value) < 0x38d7ea4c68000 ? String(value) : void 0;
}
function toByteSequence(text) {
	return `:${btoa(String.fromCharCode(...new TextEncoder().encode(text.slice(0, 256))))}:`;
}
function parameter(name, value) {
	return value === void 0 || !keyPattern.test(name) ? "" : value === "?1" ? `;${name}` : `;${name}=${value}`;
}
const ownParameters = new Set([
	"error",
	"next-hop",
	"next-hop-aliases",
	"next-protocol",
	"received-status",
	"details"
]);
function typeParameters(proxy) {
	const params = readObject(proxy, "params");
	return ownKeys(params, 8).filter((name) => !ownParameters.has(name)).map((name) => parameter(name, toSfItem(readProperty(params, name)))).join("");
}
function detailParameters(proxy) {
	const nextHop = readString(proxy, "nextHop");
	const protocol = readString(proxy, "nextProtocol");
	const received = readInteger(proxy, "receivedStatus");
	const details = readString(proxy, "details");
	return [
		parameter("next-hop", nextHop === void 0 ? void 0 : toSfString(nextHop)),
		parameter("next-protocol", protocol === void 0 ? void 0 : tokenStart.test(protocol) ? protocol : toByteSequence(protocol)),
		parameter("received-status", received === void 0 ? void 0 : toSfItem(received)),
		parameter("details", details === void 0 ? void 0 : toSfString(details))
	].join("");
}
function toProxyStatus(error, status, settings) {
	const proxy = readObject(error, "proxy");
	const identity = toProxyIdentity(settings.id);
	if (proxy === void 0 || identity === void 0) return void 0;
	const given = readString(proxy, "error");
	const type = given === void 0 || Object.hasOwn(proxyErrorTypes, given) ? given : genericType(status);
	return `${identity}${type !== void 0 && isToken(type) ? `;error=${type}` : ""}${typeParameters(proxy)}${settings.details === true ? detailParameters(proxy) : ""}`;
}
// src/plan/headers.ts
const additive = new Set(["set-cookie", "link"]);
function applyErrorLines(fields, lines) {
	const replaced = new Set();
	for (const [name, value] of lines) {
		const key = name.toLowerCase();
		if (key === "vary") mergeVary(fields, value);
		else if (additive.has(key) || replaced.has(key)) fields.add(name, value);
		else fields.set(name, value);
		replaced.add(key);
	}
}
function setControlData(fields, input) {
	const { settings, kept } = input;
	const appServer = kept.find(([name]) => name.toLowerCase() === "server")?.[1];
	fields.set("Date", toHttpDate(input.now));
	const server = settings.server !== false && (settings.serverChosen || appServer === void 0) ? settings.server : appServer;
	if (server !== void 0) fields.set("Server", server);
	fields.set("Content-Type", input.representation.contentType);
}
function setCaching(fields, { error, status, facts, warnings }) {
	const given = readProperty(error, "cacheControl");
	const own = toFieldValue$1(given);
	if (own !== void 0 && own !== "") fields.set("Cache-Control", own);
	else if (given !== void 0) warnings.push({
		code: "header_dropped",
		message: "\"cacheControl\" of the error cannot be sent"
	});
	if (facts.caching === "no-store" && !/\bno-store\b/i.test(fields.get("Cache-Control") ?? "no-store")) {
		fields.delete("Cache-Control");
		warnings.push({
			code: "header_dropped",
			message: `a ${status} must not be stored; its Cache-Control is no-store`
		});
	}
	fields.set("Cache-Control", fields.get("Cache-Control") ?? "no-store");
}
function setBodyFields(fields, { view, representation }) {
	fields.set("X-Content-Type-Options", "nosniff");
	if (representation.csp !== void 0) fields.set("Content-Security-Policy", representation.csp);
	if (view.language !== void 0) {
		fields.set("Content-Language", view.language);
		mergeVary(fields, "Accept-Language");
	}
}
function setProxyStatus(fields, { error, status, settings }) {
	if (settings.proxyStatus === void 0 || settings.role !== "gateway") return;
	const member = toProxyStatus(error, status, settings.proxyStatus);
	if (member !== void 0) fields.add("Proxy-Status", member);
}
function warnOfMissing(fields, { facts, status, warnings }) {
	for (const name of facts.requiredHeaders) if (!fields.has(name)) warnings.push({
		code: "header_missing",
		message: `a ${status} must carry ${name}; the error names none`
	});
}
function planHeaders(input) {
	const fields = new FieldSet();
	setControlData(fields, input);
	for (const [name, value] of input.kept) if (name.toLowerCase() !== "server") fields.add(name, value);
	applyErrorLines(fields, input.errorLines);
	setStatusFields(fields, input.error, input.status, input.defaultChallenge, input.warnings);
	if (input.status === 511) fields.delete("WWW-Authenticate");
	fields.delete("Retry-After");
	if (input.retry.after !== void 0) fields.set("Retry-After", String(input.retry.after));
	setCaching(fields, input);
	setBodyFields(fields, input);
	if (input.negotiated) mergeVary(fields, "Accept");
	if (input.view.requestId !== void 0) fields.set("X-Request-Id", input.view.requestId);
	setProxyStatus(fields, input);
	warnOfMissing(fields, input);
	fields.set("Content-Length", String(byteLength(input.representation.body)));
	return fields.toLines();
}
// src/http/markup.ts
const unprintable = /[^\P{Cc}\t\n]|\p{Surrogate}/gu;
const special = /[&<>"'`]/g;
const references = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;",
	"`": "&#96;"
};
function toPlainText(text) {
	return text.replace(/\r\n?/g, "\n").replace(unprintable, "�");
}
function toText(value) {
	if (typeof value === "string") return value;
	if (value === void 0 || value === null) return "";
	try {
		return String(value);
	} catch {
		return "";
	}
}
function escapeMarkup(value) {
	return toPlainText(toText(value)).replace(special, (character) => references[character] ?? "");
}
// src/plan/formats/html-page.ts
const languageTag = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}$/;
const linkable = /^(?:https?:\/\/|\/)/i;
function toHtmlPage(view) {
	const members = {
		status: view.status,
		title: view.phrase,
		message: toOwnText(view),
		advice: toAdvice(view),
		reason: view.reason,
		details: view.details,
		retryAfter: view.retry?.after,
		requestId: view.requestId,
		traceId: view.traceId,
		help: isUriReference(view.help) && linkable.test(view.help) ? view.help : void 0,
		language: languageTag.test(view.language ?? "") ? view.language : "en",
		debug: view.debug,
		escape: escapeMarkup
	};
	return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== void 0));
}
// src/plan/formats/html-style.ts
const htmlStyle = [
	":root{color-scheme:light dark;--b:#fafaf9;--f:#1c2126;--s:#57606a;--l:#d9dee3;--a:#0a58b5}",
	"@media(prefers-color-scheme:dark){:root{--b:#15181b;--f:#e8eaec;--s:#9ea7b0;--l:#343a41;--a:#80b9ff}}",
	"*{box-sizing:border-box}",
	"body{margin:0;padding:clamp(2rem,14vh,9rem) 1.5rem 3rem;background:var(--b);color:var(--f);font:1.0625rem/1.6 system-ui,-apple-system,\"Segoe UI\",Roboto,sans-serif;overflow-wrap:anywhere}",
	"main{max-width:38rem;margin:auto}",
	"main:has(details){max-width:64rem}",
	"h1,p,dl{max-width:38rem}",
	"h1{margin:0 0 1.25rem;font-size:clamp(1.6rem,6vw,2.1rem);line-height:1.2;font-weight:650}",
	"h1 span{display:block;margin-bottom:.35rem;font-size:1rem;font-weight:500;letter-spacing:.08em;color:var(--s)}",
	"p{margin:0 0 1rem}",
	".m{font-size:1.1875rem}",
	"a{color:var(--a);text-underline-offset:.2em}",
	"dl{margin:2rem 0 0;padding-top:1.25rem;border-top:1px solid var(--l);font-size:.9375rem}",
	"dt{color:var(--s)}",
	"dd{margin:0 0 .75rem;font-family:ui-monospace,Consolas,monospace}",
	"details{margin-top:1.25rem}",
	"summary{cursor:pointer}",
	"pre{margin:.5rem 0;padding:1rem;border:1px solid var(--l);border-radius:.375rem;overflow:auto;font:.8125rem/1.5 ui-monospace,Consolas,monospace;overflow-wrap:normal}"
].join("");
const htmlStyleHash = "Ija5ROvP8KCeNSQWL2b0ke1LcRCrMUol3yMMS7DKbuE=";
// src/plan/formats/html.ts
const contentType$1 = "text/html; charset=utf-8";
const closedPolicy = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const pageCsp = `default-src 'none'; style-src 'sha256-${htmlStyleHash}'; ${closedPolicy}`;
const ownPageCsp = `default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; ${closedPolicy}`;
function renderHtml(view) {
	return {
		contentType: contentType$1,
		csp: pageCsp,
		body: renderPage(toHtmlPage(view))
	};
}
function renderOwnHtml(body) {
	return {
		contentType: contentType$1,
		csp: ownPageCsp,
		body
	};
}
function renderPage(page) {
	const { escape: safe, language } = page;
	const english = language === "en" ? "" : " lang=\"en\"";
	const name = `${page.status} ${safe(page.title)}`;
	return [
		"<!doctype html>",
		`<html lang="${safe(language)}">`,
		"<head>",
		"<meta charset=\"utf-8\">",
		"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">",
		"<meta name=\"robots\" content=\"noindex\">",
		`<title${english}>${name}</title>`,
		`<style>${htmlStyle}</style>`,
		"</head>",
		"<body>",
		"<main>",
		`<h1${english}><span>${page.status}</span> ${safe(page.title)}</h1>`,
		page.message === void 0 ? "" : `<p class="m" dir="auto">${safe(page.message)}</p>`,
		...page.advice.map((paragraph) => `<p${english}>${safe(paragraph)}</p>`),
		page.help === void 0 ? "" : `<p${english}><a href="${safe(page.help)}">More about ${name}</a></p>`,
		renderFacts(page, english),
		renderDebug(page, english),
		"</main>",
		"</body>",
		"</html>\n"
	].filter((line) => line !== "").join("\n");
}
function renderFacts(page, english) {
	const items = [
		["Reason", page.reason],
		["Request id", page.requestId],
		["Trace id", page.traceId]
	].filter(([, value]) => value !== void 0 && value !== "").map(([label, value]) => `<dt>${label}</dt><dd>${page.escape(value)}</dd>`);
	return items.length === 0 ? "" : `<dl${english}>${items.join("")}</dl>`;
}
function renderDebug({ debug, escape: safe }, english) {
	if (debug === void 0) return "";
	const causes = debug.causes.map((cause) => [`Caused by ${cause.name}: ${cause.message}`, cause.stack ?? cause.message]);
	const render = ([label, text], index) => `<details${english}${index === 0 ? " open" : ""}><summary>${safe(label)}</summary><pre>\n${safe(text)}</pre></details>`;
	return [
		...(debug.frames ?? []).map((frame) => [`${frame.file}:${frame.line}`, renderFrame(frame)]),
		["Stack", debug.stack],
		...causes
	].map(render).join("\n");
}
// src/plan/formats/text.ts
const contentType = "text/plain; charset=utf-8";
function renderText(view) {
	const body = [
		`${view.status} ${view.phrase}`,
		toOwnText(view),
		...toAdvice(view),
		factLines(view),
		debugText(view.debug)
	].filter((paragraph) => paragraph !== void 0 && paragraph !== "").join("\n\n");
	return {
		contentType,
		body: `${toPlainText(body)}\n`
	};
}
function factLines(view) {
	return [
		["Reason", view.reason],
		["Request id", view.requestId],
		["Trace id", view.traceId],
		["Help", view.help]
	].filter(([, value]) => value !== void 0 && value !== "").map(([label, value]) => `${label}: ${value}`).join("\n");
}
function debugText(debug) {
	if (debug === void 0) return void 0;
	const causes = debug.causes.map((cause) => `Caused by: ${cause.stack ?? `${cause.name}: ${cause.message}`}`);
	const frames = (debug.frames ?? []).map((frame) => `${frame.file}:${frame.line}\n${renderFrame(frame)}`);
	return [
		debug.stack,
		...frames,
		...causes
	].join("\n\n");
}
// src/plan/negotiate.ts
const offers = [
	"envelope",
	"problem",
	"html",
	"text"
];
const maxAccept = 1024;
const exactTypes = new Map([
	["application/json", "envelope"],
	["application/problem+json", "problem"],
	["text/html", "html"],
	["text/plain", "text"]
]);
const kindredTypes = new Map([["text/json", "envelope"], ["application/xhtml+xml", "html"]]);
const wildcards = new Map([
	["*/*", offers],
	["*", offers],
	["application/*", ["envelope", "problem"]],
	["text/*", ["html", "text"]]
]);
const closeness = {
	none: 0,
	any: 1,
	type: 2,
	kindred: 3,
	exact: 4,
	parameters: 5
};
function negotiateFormat(accept) {
	if (accept === void 0 || accept === "" || accept === "*/*" || accept === "application/json") return "envelope";
	const matches = matchOffers(splitOutsideQuotes(cap(accept), ",").map(parseRange));
	return offers.reduce((leader, offer) => score(matches[offer]) > score(matches[leader]) ? offer : leader);
}
function score(match) {
	if (match.weight === 0) return 0;
	return match.closeness === closeness.kindred ? match.weight * 2 - 1 : match.weight * 2;
}
function cap(accept) {
	return accept.length <= 1024 ? accept : accept.slice(0, Math.max(accept.lastIndexOf(",", maxAccept), 0));
}
function matchOffers(ranges) {
	const unmatched = {
		closeness: closeness.none,
		weight: 0
	};
	const matches = {
		envelope: unmatched,
		problem: unmatched,
		html: unmatched,
		text: unmatched
	};
	for (const range of ranges) {
		const near = rangeCloseness(range);
		for (const offer of rangeOffers(range)) {
			const known = matches[offer];
			if (near > known.closeness || near === known.closeness && range.weight > known.weight) matches[offer] = {
				closeness: near,
				weight: range.weight
			};
		}
	}
	return matches;
}
function rangeOffers(range) {
	const exact = exactTypes.get(range.type);
	if (exact !== void 0) return range.parameters.every(isOurParameter) ? [exact] : [];
	const kindred = kindredOffer(range.type);
	if (kindred !== void 0) return range.weight > 0 ? [kindred] : [];
	return wildcards.get(range.type) ?? [];
}
function kindredOffer(type) {
	return kindredTypes.get(type) ?? (type.endsWith("+json") ? "envelope" : void 0);
}
function rangeCloseness(range) {
	if (exactTypes.has(range.type)) return range.parameters.length > 0 ? closeness.parameters : closeness.exact;
	if (kindredOffer(range.type) !== void 0) return closeness.kindred;
	return range.type.startsWith("*") ? closeness.any : closeness.type;
}
function isOurParameter([name, value]) {
	return name === "charset" && /^utf-?8$/i.test(value);
}
function parseRange(text) {
	const [type = "", ...rest] = splitOutsideQuotes(text, ";");
	const parameters = rest.map(parseParameter).filter(([name]) => name !== "");
	const weightAt = parameters.findIndex(([name]) => name === "q");
	return {
		type: type.trim().toLowerCase(),
		parameters: weightAt < 0 ? parameters : parameters.slice(0, weightAt),
		weight: weightAt < 0 ? 1e3 : parseWeight(parameters[weightAt]?.[1] ?? "")
	};
}
function parseParameter(text) {
	const equals = text.indexOf("=");
	const name = equals < 0 ? text : text.slice(0, equals);
	const value = equals < 0 ? "" : text.slice(equals + 1).trim();
	return [name.trim().toLowerCase(), value.startsWith("\"") ? unquote(value) : value];
}
function unquote(value) {
	const closed = value.length > 1 && value.endsWith("\"");
	return value.slice(1, closed ? -1 : void 0).replace(/\\(.)/g, "$1");
}
function parseWeight(text) {
	const value = /^[\d.]{1,32}$/.test(text) ? Number(text) : NaN;
	if (Number.isNaN(value)) return 1;
	return value === 0 ? 0 : Math.min(Math.max(Math.round(value * 1e3), 1), 1e3);
}
function splitOutsideQuotes(text, separator) {
	const parts = [];
	let start = 0;
	let quoted = false;
	for (let index = 0; index < text.length; index += 1) {
		const character = text[index];
		if (character === "\"") quoted = !quoted;
		else if (quoted && character === "\\") index += 1;
		else if (!quoted && character === separator) {
			parts.push(text.slice(start, index));
			start = index + 1;
		}
	}
	parts.push(text.slice(start));
	return parts;
}
// src/plan/represent.ts
const formats = {
	envelope: renderEnvelope,
	problem: renderProblem,
	html: renderHtml,
	text: renderText
};
function chooseFormat(request, settings) {
	return settings.format === "negotiate" ? negotiateFormat(request.header("accept")) : settings.format;
}
function refusePromise(result) {
	if (typeof readProperty(result, "then") !== "function") return;
	Promise.resolve(result).catch(() => void 0);
	throw new TypeError("a hook returned a promise");
}
const withOwnBody = (view, context, settings, warnings) => {
	const own = settings.body?.(toEnvelope(view), context);
	refusePromise(own);
	const { value, reduced } = toJsonSafe(own);
	if (!isObject(value) || isArray(value)) throw new TypeError("\"body\" did not return an object");
	if (reduced) warnings.push({
		code: "details_reduced",
		message: "what \"body\" returned was reduced to what can be sent"
	});
	return {
		contentType: envelopeType,
		body: JSON.stringify(value)
	};
};
const withOwnPage = (view, context, settings) => {
	const own = settings.html?.(toHtmlPage(view), context);
	refusePromise(own);
	if (typeof own !== "string") throw new TypeError("\"html\" did not return a string");
	return renderOwnHtml(own);
};
const hooks = {
	envelope: withOwnBody,
	html: withOwnPage
};
const hookOption = {
	envelope: "body",
	html: "html"
};
function minimal(view) {
	return renderEnvelope({
		status: view.status,
		phrase: view.phrase,
		message: view.phrase,
		exposed: false
	});
}
function represent(name, view, context, settings, warnings) {
	const option = hookOption[name];
	const hook = hooks[name];
	if (hook !== void 0 && option !== void 0 && settings[option] !== void 0) try {
		return hook(view, context, settings, warnings);
	} catch {
		warnings.push({
			code: "hook_failed",
			message: `the "${option}" option failed; the default was sent`
		});
	}
	try {
		return formats[name](view);
	} catch {
		warnings.push({
			code: "format_failed",
			message: `the ${name} format failed; the minimal envelope was sent`
		});
		return minimal(view);
	}
}
// src/plan/plan.ts
function toWireStatus(status, unregistered) {
	if (!isErrorStatus(status)) return 500;
	const facts = statusFacts(status);
	return unregistered === "class" && (facts.code !== status || !facts.registered) ? status < 500 ? 400 : 500 : status;
}
function lineValue(lines, name) {
	return lines.find(([one]) => one.toLowerCase() === name)?.[1];
}
function findDelay(error, errorFields, kept) {
	return explicitDelay(error, lineValue(errorFields.lines, "retry-after") ?? lineValue(kept, "retry-after"));
}
function toLanguage(language, warnings) {
	if (typeof language === "string" && /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}$/.test(language)) return language;
	if (language !== void 0) warnings.push({
		code: "header_dropped",
		message: "the \"message\" option named a language that is no language tag"
	});
}
function translate(input, settings, warnings) {
	if (settings.message === void 0) return void 0;
	try {
		const result = settings.message(input.error, input.request);
		refusePromise(result);
		const text = typeof result === "string" ? result : readString(result, "text");
		if (text === void 0 || text === "") return void 0;
		const language = toLanguage(readProperty(result, "language"), warnings);
		return language === void 0 ? { text } : {
			text,
			language
		};
	} catch {
		warnings.push({
			code: "hook_failed",
			message: "the \"message\" option failed; the text of the error was sent"
		});
		return;
	}
}
function retryOf(input, status, explicit, settings, now) {
	return planRetry({
		status,
		method: input.request.method,
		idempotencyKey: settings.include.includes("retry") && input.request.header("idempotency-key") !== void 0,
		transient: readProperty(input.error, "transient") === true,
		explicit,
		policy: settings.retry === false ? void 0 : settings.retry,
		now
	});
}
function planWhole(input, settings, defaultChallenge) {
	const { error, request } = input;
	const warnings = [...creationWarnings(error)];
	const now = settings.clock();
	const status = toWireStatus(readProperty(error, "status"), settings.unregistered);
	const facts = statusFacts(status);
	const kept = keepPriorLines(input.prior, status, now);
	const errorFields = readErrorFields(error, status);
	warnings.push(...errorFields.warnings);
	const retry = retryOf(input, status, findDelay(error, errorFields, kept), settings, now);
	const correlation = correlate(request, input.prior, settings);
	const translated = translate(input, settings, warnings);
	const format = chooseFormat(request, settings);
	const view = decideExposure({
		error,
		thrown: input.thrown,
		status,
		facts,
		format,
		retry,
		correlation,
		translated,
		settings,
		warnings
	});
	const representation = represent(format, view, {
		error,
		request,
		status
	}, settings, warnings);
	const headers = planHeaders({
		error,
		status,
		facts,
		view,
		representation,
		retry,
		kept,
		errorLines: errorFields.lines,
		negotiated: settings.format === "negotiate",
		settings,
		defaultChallenge,
		now,
		warnings
	});
	return {
		status,
		statusText: facts.phrase,
		headers,
		body: representation.body,
		close: facts.connection === "close" || asksToClose(input.prior),
		facts: {
			exposed: view.exposed,
			retry,
			...correlation,
			warnings
		}
	};
}
function createPlanner(settings) {
	const defaultChallenge = toChallenge(settings.defaultChallenge);
	const defaults = createDefaultPlans(settings);
	return (input) => defaults(input) ?? planWhole(input, settings, defaultChallenge);
}
// src/core/responder.ts
const noFacts = {
	exposed: false,
	retry: void 0,
	requestId: void 0,
	traceId: void 0,
	warnings: []
};
function toRecordedStatus(incident, { outcome, plan }) {
	return outcome === "client_gone" ? 499 : plan?.status ?? incident.normalized.error.status;
}
function unplanned(settings, warnings) {
	return {
		status: 500,
		statusText: "Internal Server Error",
		headers: [
			["Date", new Date(settings.clock()).toUTCString()],
			["Content-Type", "application/json"],
			["Cache-Control", "no-store"],
			["X-Content-Type-Options", "nosniff"],
			["Content-Length", String(56)]
		],
		body: "{\"error\":{\"code\":500,\"message\":\"Internal Server Error\"}}",
		close: false,
		facts: {
			...noFacts,
			warnings
		}
	};
}
function examineSafely(thrown, settings) {
	try {
		return normalize(thrown, settings);
	} catch {
		return {
			error: new HttpError(500, { cause: thrown }),
			cancelled: false,
			rule: "none",
			warnings: [{
				code: "format_failed",
				message: "normalize failed; the failure is a 500"
			}]
		};
	}
}
function createResponder(settings, channel) {
	bridgeHttpErrors();
	const planner = createPlanner(settings);
	const reporter = createReporter(settings.report, channel);
	return {
		examine: (thrown, request) => ({
			thrown,
			request: createRequestView(request),
			normalized: examineSafely(thrown, settings)
		}),
		plan: ({ thrown, request, normalized }, prior) => {
			try {
				return planner({
					error: normalized.error,
					thrown,
					request,
					prior
				});
			} catch {
				return unplanned(settings, [{
					code: "format_failed",
					message: "plan failed; the minimal 500 was sent"
				}]);
			}
		},
		toSafeError: (thrown) => reporter.toSafeError(thrown),
		report: (incident, answer) => {
			if (!reporter.isHeard()) return;
			const { thrown, request, normalized } = incident;
			reporter.report({
				thrown,
				request,
				error: normalized.error,
				outcome: answer.outcome,
				status: toRecordedStatus(incident, answer),
				facts: answer.plan?.facts ?? noFacts,
				warnings: [...normalized.warnings, ...answer.warnings ?? []],
				cancelled: normalized.cancelled,
				rule: normalized.rule,
				host: settings.trace === void 0 ? answer.host ?? {} : {
					trace: settings.trace,
					...answer.host
				}
			});
		}
	};
}
export { PreconditionRequired as A, UnavailableForLegalReasons as B, NotAcceptable as C, PayloadTooLarge as D, NotImplemented as E, ServiceUnavailable as F, VariantAlsoNegotiates as G, UnprocessableEntity as H, TooEarly as I, bridgeHttpErrors as J, statusClasses as K, TooManyRequests as L, RangeNotSatisfiable as M, RequestHeaderFieldsTooLarge as N, PaymentRequired as O, RequestTimeout as P, URITooLong as R, NetworkAuthenticationRequired as S, NotFound as T, UnsupportedMediaType as U, UnprocessableContent as V, UpgradeRequired as W, LengthRequired as _, BandwidthLimitExceeded as a, MethodNotAllowed as b, ExpectationFailed as c, GatewayTimeout as d, Gone as f, InternalServerError as g, InsufficientStorage as h, BadRequest as i, ProxyAuthenticationRequired as j, PreconditionFailed as k, FailedDependency as l, ImATeapot as m, normalize as n, Conflict as o, HTTPVersionNotSupported as p, resolveOptions as q, BadGateway as r, ContentTooLarge as s, createResponder as t, Forbidden as u, Locked as v, NotExtended as w, MisdirectedRequest as x, LoopDetected as y, Unauthorized as z };
