// src/http/safe-read.ts
const objectPrototype = Object.prototype;
function isObject(value) {
	return typeof value === "object" && value !== null || typeof value === "function";
}
const maxPrototypes = 16;
function isOwned(value, key) {
	let current = value;
	for (let level = 0; level < maxPrototypes && current !== null && current !== objectPrototype; level += 1) {
		if (Object.hasOwn(current, key)) return true;
		current = Object.getPrototypeOf(current);
	}
	return false;
}
const nothing = Object.freeze(Object.create(null));
function bareObject() {
	return Object.create(nothing);
}
function readProperty(value, key) {
	if (!isObject(value)) return void 0;
	try {
		const found = value[key];
		return found !== void 0 && found === objectPrototype[key] && !isOwned(value, key) ? void 0 : found;
	} catch {
		return;
	}
}
function readString(value, key) {
	const found = readProperty(value, key);
	return typeof found === "string" ? found : void 0;
}
function readInteger(value, key) {
	const found = readProperty(value, key);
	return typeof found === "number" && Number.isInteger(found) ? found : void 0;
}
function readObject(value, key) {
	const found = readProperty(value, key);
	return isObject(found) ? found : void 0;
}
function isArray(value) {
	try {
		return Array.isArray(value);
	} catch {
		return false;
	}
}
function defuse(value) {
	if (!(value instanceof Promise)) return false;
	Promise.prototype.then.call(value, void 0, () => void 0);
	return true;
}
function ownKeys(value, limit = 1e3) {
	if (!isObject(value)) return [];
	try {
		const keys = Object.keys(value);
		return keys.length > limit ? keys.slice(0, limit) : keys;
	} catch {
		return [];
	}
}
function isErrorLike(value) {
	if (typeof value !== "object" || value === null) return false;
	try {
		return value instanceof Error || Object.prototype.toString.call(value) === "[object Error]";
	} catch {
		return false;
	}
}
function constructorName(value) {
	if (!isObject(value)) return void 0;
	try {
		const name = value.constructor?.name;
		return typeof name === "string" && name !== "" ? name : void 0;
	} catch {
		return;
	}
}
function causeChain(value, limit = 6) {
	const chain = [value];
	for (let current = value; chain.length <= limit;) {
		current = readProperty(current, "cause");
		if (current === void 0 || current === null || chain.includes(current)) break;
		chain.push(current);
	}
	return chain;
}
function aggregateMembers(value, limit = 20) {
	return arrayItems(readProperty(value, "errors"), limit);
}
function arrayItems(value, limit) {
	if (!isArray(value)) return [];
	const length = Math.min(readInteger(value, "length") ?? 0, limit);
	return Array.from({ length }, (_, index) => readProperty(value, index));
}
const defaultWindowMs = 1e4;
function toWindowMs(option) {
	if (option !== true && !isObject(option)) return void 0;
	const asked = readProperty(option, "windowMs");
	return Math.min(Math.max(Math.round(typeof asked === "number" && Number.isFinite(asked) ? asked : defaultWindowMs), 100), 36e5);
}
function startUnrefTimer(run, milliseconds) {
	const timer = setTimeout(run, milliseconds);
	const unref = readProperty(timer, "unref");
	if (typeof unref === "function") unref.call(timer);
	return timer;
}
function createDedupeGate(settings) {
	const { windowMs, now, startTimer, flush } = settings;
	const groups = new Map();
	let waiting = false;
	function open(key, sample) {
		groups.delete(key);
		groups.set(key, {
			until: now() + windowMs,
			count: 0,
			sample
		});
		wait();
	}
	function close(key, group, reopen) {
		groups.delete(key);
		if (group.count === 0) return;
		if (reopen) open(key, group.sample);
		if (group.sample !== void 0) flush(group.sample, group.count);
	}
	function sweep() {
		waiting = false;
		const time = now();
		for (const [key, group] of [...groups]) {
			if (group.until > time) break;
			close(key, group, true);
		}
		wait();
	}
	function wait() {
		const [first] = groups.values();
		if (waiting || first === void 0) return;
		waiting = true;
		startTimer(sweep, Math.max(first.until - now(), 1));
	}
	return {
		admit: (key) => {
			const group = groups.get(key);
			if (group !== void 0) {
				group.count += 1;
				return false;
			}
			const [oldest] = groups;
			if (groups.size >= 1e3 && oldest !== void 0) close(...oldest, false);
			open(key, void 0);
			return true;
		},
		keep: (key, sample) => {
			const group = groups.get(key);
			if (group !== void 0) group.sample = sample;
		}
	};
}
// src/report/memo.ts
function memoize(compute, { entries, length }) {
	let young = new Map();
	let old = new Map();
	function remember(text, result) {
		if (young.size >= entries) {
			old = young;
			young = new Map();
		}
		young.set(text, result);
		return result;
	}
	return (text) => {
		if (text.length > length) return compute(text);
		const found = young.get(text);
		if (found !== void 0) return found;
		return remember(text, old.get(text) ?? compute(text));
	};
}
// src/report/stack.ts
const maxFrames$1 = 50;
const maxFrameLength = 1024;
const maxStackLength = 262144;
const framePattern = /^\s{1,16}at .{1,1000}(?::\d{1,9}:\d{1,9}\)?|\(native\)|<anonymous>\)?|\(index \d+\))$/;
function readFrames(stack, message) {
	const bounded = stack.slice(0, maxStackLength);
	const header = message === "" ? -1 : bounded.indexOf(message);
	const rest = header === -1 ? bounded : bounded.slice(header + message.length);
	const frames = [];
	for (const line of rest.split("\n", 200)) {
		if (line.length <= maxFrameLength && framePattern.test(line)) frames.push(`    ${line.trim()}`);
		if (frames.length === maxFrames$1) break;
	}
	return frames;
}
const toReader = memoize((stack) => memoize((message) => readFrames(stack, message), {
	entries: 2,
	length: 4096
}), {
	entries: 128,
	length: 16384
});
function toFrames(stack, message) {
	return toReader(stack)(message);
}
const foreignPlace = /^(?:node:|internal\/|native$|<anonymous>|eval at |wasm:)|[\\/]node_modules[\\/]/;
function toFunctionName(text) {
	return text.replace(/^(?:async )?(?:new )?/, "").replace(/ \[as [^\]]*\]$/, "").trim();
}
function toRelative(place, root) {
	const path = place.replace(/^file:\/\/(?:\/(?=[A-Za-z]:))?/, "").replace(/[?#].*$/, "").replaceAll("\\", "/");
	const base = root.replaceAll("\\", "/").replace(/\/+$/, "");
	if (base !== "" && path.startsWith(`${base}/`)) return path.slice(base.length + 1);
	return path.split("/").slice(-3).join("/");
}
function toAppFrame(frame, root) {
	const text = frame.trim().slice(3);
	const [, name, inside] = /^(.*?) \((.*)\)$/.exec(text) ?? [];
	const place = (inside ?? text.replace(/^async /, "")).replace(/:\d+:\d+$/, "");
	if (foreignPlace.test(place) || !/[\\/]/.test(place)) return void 0;
	return {
		functionName: toFunctionName(name ?? ""),
		path: toRelative(place, root)
	};
}
function firstAppFrame(frames, root) {
	for (const frame of frames) {
		const found = toAppFrame(frame, root);
		if (found !== void 0) return found;
	}
}
// src/report/fingerprint.ts
function hash(text, basis) {
	let state = basis;
	for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), 16777619);
	return (state >>> 0).toString(16).padStart(8, "0");
}
function toHash(text) {
	return hash(text, 2166136261) + hash(text, 84696351);
}
function createFingerprinter(root) {
	const places = new WeakMap();
	const toHashOf = memoize(toHash, {
		entries: 512,
		length: 2048
	});
	function firstPlace({ frames }) {
		const known = places.get(frames);
		if (known !== void 0) return known;
		const place = firstAppFrame(frames, root) ?? null;
		places.set(frames, place);
		return place;
	}
	return (chain, route) => {
		const code = chain.find((error) => error.code !== void 0)?.code ?? "";
		const frame = chain.map(firstPlace).find((found) => found !== null);
		const place = frame == null ? ["route", route ?? ""] : [frame.functionName, frame.path];
		return toHashOf([
			chain[0]?.type ?? "",
			code,
			...place
		].join("\n"));
	};
}
// src/error/status.ts
const rows = [
	[
		400,
		"Bad Request",
		"BadRequest",
		"INVALID_ARGUMENT",
		"client",
		"after-change",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.1"
	],
	[
		401,
		"Unauthorized",
		"Unauthorized",
		"UNAUTHENTICATED",
		"client",
		"after-change",
		null,
		"explicit",
		"keep",
		["WWW-Authenticate"],
		"rfc9110#section-15.5.2"
	],
	[
		402,
		"Payment Required",
		"PaymentRequired",
		"FAILED_PRECONDITION",
		"client",
		"after-change",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.3"
	],
	[
		403,
		"Forbidden",
		"Forbidden",
		"PERMISSION_DENIED",
		"client",
		"no",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.4"
	],
	[
		404,
		"Not Found",
		"NotFound",
		"NOT_FOUND",
		"client",
		"no",
		null,
		"heuristic",
		"keep",
		[],
		"rfc9110#section-15.5.5"
	],
	[
		405,
		"Method Not Allowed",
		"MethodNotAllowed",
		"UNIMPLEMENTED",
		"client",
		"after-change",
		null,
		"heuristic",
		"keep",
		["Allow"],
		"rfc9110#section-15.5.6"
	],
	[
		406,
		"Not Acceptable",
		"NotAcceptable",
		"INVALID_ARGUMENT",
		"client",
		"after-change",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.7"
	],
	[
		407,
		"Proxy Authentication Required",
		"ProxyAuthenticationRequired",
		"UNAUTHENTICATED",
		"intermediary",
		"after-change",
		null,
		"explicit",
		"keep",
		["Proxy-Authenticate"],
		"rfc9110#section-15.5.8"
	],
	[
		408,
		"Request Timeout",
		"RequestTimeout",
		"DEADLINE_EXCEEDED",
		"network",
		"yes",
		true,
		"explicit",
		"close",
		[],
		"rfc9110#section-15.5.9"
	],
	[
		409,
		"Conflict",
		"Conflict",
		"ABORTED",
		"client",
		"after-change",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.10"
	],
	[
		410,
		"Gone",
		"Gone",
		"NOT_FOUND",
		"client",
		"no",
		null,
		"heuristic",
		"keep",
		[],
		"rfc9110#section-15.5.11"
	],
	[
		411,
		"Length Required",
		"LengthRequired",
		"FAILED_PRECONDITION",
		"client",
		"after-change",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.12"
	],
	[
		412,
		"Precondition Failed",
		"PreconditionFailed",
		"FAILED_PRECONDITION",
		"client",
		"after-change",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.13"
	],
	[
		413,
		"Content Too Large",
		"PayloadTooLarge",
		"INVALID_ARGUMENT",
		"client",
		"after-change",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.14"
	],
	[
		414,
		"URI Too Long",
		"URITooLong",
		"INVALID_ARGUMENT",
		"client",
		"after-change",
		null,
		"heuristic",
		"close",
		[],
		"rfc9110#section-15.5.15"
	],
	[
		415,
		"Unsupported Media Type",
		"UnsupportedMediaType",
		"INVALID_ARGUMENT",
		"client",
		"after-change",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.16"
	],
	[
		416,
		"Range Not Satisfiable",
		"RangeNotSatisfiable",
		"OUT_OF_RANGE",
		"client",
		"after-change",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.17"
	],
	[
		417,
		"Expectation Failed",
		"ExpectationFailed",
		"FAILED_PRECONDITION",
		"intermediary",
		"after-change",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.18"
	],
	[
		418,
		"I'm a Teapot",
		"ImATeapot",
		"FAILED_PRECONDITION",
		"client",
		"no",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.19"
	],
	[
		421,
		"Misdirected Request",
		"MisdirectedRequest",
		"UNAVAILABLE",
		"network",
		"yes",
		false,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.20"
	],
	[
		422,
		"Unprocessable Content",
		"UnprocessableEntity",
		"INVALID_ARGUMENT",
		"client",
		"after-change",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.5.21"
	],
	[
		423,
		"Locked",
		"Locked",
		"FAILED_PRECONDITION",
		"client",
		"after-delay",
		null,
		"explicit",
		"keep",
		[],
		"rfc4918#section-11.3"
	],
	[
		424,
		"Failed Dependency",
		"FailedDependency",
		"FAILED_PRECONDITION",
		"client",
		"after-change",
		null,
		"explicit",
		"keep",
		[],
		"rfc4918#section-11.4"
	],
	[
		425,
		"Too Early",
		"TooEarly",
		"UNAVAILABLE",
		"client",
		"yes",
		false,
		"explicit",
		"keep",
		[],
		"rfc8470#section-5.2"
	],
	[
		426,
		"Upgrade Required",
		"UpgradeRequired",
		"FAILED_PRECONDITION",
		"client",
		"after-change",
		null,
		"explicit",
		"keep",
		["Upgrade"],
		"rfc9110#section-15.5.22"
	],
	[
		428,
		"Precondition Required",
		"PreconditionRequired",
		"FAILED_PRECONDITION",
		"client",
		"after-change",
		null,
		"no-store",
		"keep",
		[],
		"rfc6585#section-3"
	],
	[
		429,
		"Too Many Requests",
		"TooManyRequests",
		"RESOURCE_EXHAUSTED",
		"client",
		"after-delay",
		false,
		"no-store",
		"keep",
		[],
		"rfc6585#section-4"
	],
	[
		431,
		"Request Header Fields Too Large",
		"RequestHeaderFieldsTooLarge",
		"INVALID_ARGUMENT",
		"client",
		"after-change",
		null,
		"no-store",
		"close",
		[],
		"rfc6585#section-5"
	],
	[
		451,
		"Unavailable For Legal Reasons",
		"UnavailableForLegalReasons",
		"PERMISSION_DENIED",
		"server",
		"no",
		null,
		"heuristic",
		"keep",
		[],
		"rfc7725#section-3"
	],
	[
		500,
		"Internal Server Error",
		"InternalServerError",
		"INTERNAL",
		"server",
		"no",
		null,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.6.1"
	],
	[
		501,
		"Not Implemented",
		"NotImplemented",
		"UNIMPLEMENTED",
		"server",
		"no",
		null,
		"heuristic",
		"keep",
		[],
		"rfc9110#section-15.6.2"
	],
	[
		502,
		"Bad Gateway",
		"BadGateway",
		"UNAVAILABLE",
		"upstream",
		"after-delay",
		true,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.6.3"
	],
	[
		503,
		"Service Unavailable",
		"ServiceUnavailable",
		"UNAVAILABLE",
		"server",
		"after-delay",
		true,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.6.4"
	],
	[
		504,
		"Gateway Timeout",
		"GatewayTimeout",
		"DEADLINE_EXCEEDED",
		"upstream",
		"after-delay",
		true,
		"explicit",
		"keep",
		[],
		"rfc9110#section-15.6.5"
	],
	[
		505,
		"HTTP Version Not Supported",
		"HTTPVersionNotSupported",
		"UNIMPLEMENTED",
		"server",
		"after-change",
		null,
		"explicit",
		"close",
		[],
		"rfc9110#section-15.6.6"
	],
	[
		506,
		"Variant Also Negotiates",
		"VariantAlsoNegotiates",
		"INTERNAL",
		"server",
		"no",
		null,
		"explicit",
		"keep",
		[],
		"rfc2295#section-8.1"
	],
	[
		507,
		"Insufficient Storage",
		"InsufficientStorage",
		"RESOURCE_EXHAUSTED",
		"server",
		"no",
		null,
		"explicit",
		"keep",
		[],
		"rfc4918#section-11.5"
	],
	[
		508,
		"Loop Detected",
		"LoopDetected",
		"INTERNAL",
		"server",
		"no",
		null,
		"explicit",
		"keep",
		[],
		"rfc5842#section-7.2"
	],
	[
		509,
		"Bandwidth Limit Exceeded",
		"BandwidthLimitExceeded",
		"RESOURCE_EXHAUSTED",
		"server",
		"after-delay",
		null,
		"explicit",
		"keep",
		[],
		""
	],
	[
		510,
		"Not Extended",
		"NotExtended",
		"FAILED_PRECONDITION",
		"server",
		"after-change",
		null,
		"explicit",
		"keep",
		[],
		"rfc2774#section-7"
	],
	[
		511,
		"Network Authentication Required",
		"NetworkAuthenticationRequired",
		"UNAUTHENTICATED",
		"network",
		"after-change",
		null,
		"no-store",
		"keep",
		[],
		"rfc6585#section-6"
	]
];
const aliases = {
	413: ["ContentTooLarge"],
	422: ["UnprocessableContent"]
};
const unregistered = new Set([509]);
function toFacts(row) {
	const [code, phrase, className, canonical, failureDomain, retryable, idempotentOnly, caching, connection, requiredHeaders, spec] = row;
	return Object.freeze({
		code,
		phrase,
		className,
		aliases: aliases[code] ?? [],
		errorName: className.endsWith("Error") ? className : `${className}Error`,
		category: code < 500 ? "Client Error" : "Server Error",
		registered: !unregistered.has(code),
		canonical,
		failureDomain,
		retryable,
		idempotentOnly,
		caching,
		connection,
		requiredHeaders,
		specUrl: spec === "" ? void 0 : `https://datatracker.ietf.org/doc/html/${spec}`
	});
}
const statusTable = new Map(rows.map((row) => [row[0], toFacts(row)]));
function isErrorStatus(value) {
	return typeof value === "number" && Number.isInteger(value) && value >= 400 && value <= 599;
}
function statusFacts(status) {
	return statusTable.get(status) ?? statusTable.get(status < 500 ? 400 : 500);
}
// src/error/error-options.ts
const isText = (value) => typeof value === "string";
const isFlag = (value) => typeof value === "boolean";
const isTextList = (value) => isArray(value) && value.every(isText);
const isTextOrList = (value) => isText(value) || isTextList(value);
const isRecord = (value) => isObject(value) && !isArray(value) && typeof value !== "function";
const isDelay = (value) => typeof value === "number" || Object.prototype.toString.call(value) === "[object Date]";
const isRange = (value) => {
	const length = readProperty(value, "length");
	return typeof length === "number" && Number.isSafeInteger(length) && length >= 0;
};
const isChallengeList = (value) => isArray(value) && value.every((one) => isText(one) || isText(readProperty(one, "scheme")));
const optionChecks = {
	cause: () => true,
	expose: isFlag,
	headers: isObject,
	reason: isText,
	details: () => true,
	retryAfter: isDelay,
	cacheControl: isText,
	type: isText,
	title: isText,
	instance: isText,
	extensions: isRecord,
	challenges: isChallengeList,
	allow: isTextList,
	range: isRange,
	upgrade: isTextOrList,
	accept: isTextOrList,
	acceptEncoding: isTextOrList,
	acceptPatch: isTextOrList,
	blockedBy: isText,
	transient: isFlag,
	proxy: isRecord
};
const domains$1 = [
	"client",
	"server",
	"upstream",
	"intermediary",
	"network"
];
const memberChecks = {
	message: isText,
	name: isText,
	failureDomain: (value) => domains$1.includes(value)
};
const reserved = new Set([
	"status",
	"statusCode",
	"stack",
	"toJSON",
	"toString",
	"constructor",
	"__proto__"
]);
const hidden = new Set(["cause", ...Object.keys(memberChecks)]);
function findCheck(name) {
	if (Object.hasOwn(optionChecks, name)) return optionChecks[name];
	return Object.hasOwn(memberChecks, name) ? memberChecks[name] : void 0;
}
function passes(check, value) {
	try {
		return check(value);
	} catch {
		return false;
	}
}
function applyOptions(error, options, warnings) {
	for (const key of ownKeys(options)) {
		const value = readProperty(options, key);
		if (value === void 0 || reserved.has(key)) continue;
		const check = findCheck(key);
		if (check !== void 0 && !passes(check, value)) {
			warnings.push({
				code: "option_ignored",
				message: `the error's option "${key}" was left out: wrong type or value`
			});
			continue;
		}
		Object.defineProperty(error, key, {
			value,
			enumerable: !hidden.has(key),
			configurable: true,
			writable: true
		});
	}
}
// src/error/stack-capture.ts
const settingKey = Symbol.for("failwell.stackCapture");
const shared = globalThis;
const modes = [
	"all",
	"server",
	"none"
];
function setStackCapture(mode) {
	if (!modes.includes(mode)) {
		const given = mode;
		const shown = typeof given === "string" ? `'${given.slice(0, 40)}'` : typeof given;
		const problem = new TypeError(`"mode" must be one of 'all', 'server', 'none', was ${shown}`);
		throw Object.assign(problem, { code: "FAILWELL_STACK_CAPTURE" });
	}
	shared[settingKey] = mode;
}
function capturesStack(status) {
	const mode = shared[settingKey];
	return mode === void 0 || mode === "all" || mode === "server" && status >= 500;
}
function withoutStack(make) {
	const limit = Error.stackTraceLimit;
	Reflect.set(Error, "stackTraceLimit", 0);
	try {
		return make();
	} finally {
		Reflect.set(Error, "stackTraceLimit", limit);
	}
}
// src/http/json-safe.ts
const jsonLimits = {
	depth: 12,
	members: 5e3,
	text: 65536
};
function copyText(text, walk) {
	if (text.length <= walk.text) {
		walk.text -= text.length;
		return text;
	}
	walk.reduced = true;
	const cut = text.slice(0, walk.text);
	walk.text = 0;
	return cut;
}
function leaveOut(walk) {
	walk.reduced = true;
}
function plain(value, key, walk) {
	const toJson = readProperty(value, "toJSON");
	if (typeof toJson !== "function") return value;
	try {
		return toJson.call(value, key);
	} catch {
		return leaveOut(walk);
	}
}
function copyArray(items, walk) {
	const length = readInteger(items, "length") ?? 0;
	const copied = [];
	while (copied.length < length && walk.left > 0) {
		const index = copied.length;
		copied.push(copy(readProperty(items, index), String(index), walk) ?? null);
	}
	if (copied.length < length) walk.reduced = true;
	return copied;
}
const polluting = new Set([
	"__proto__",
	"constructor",
	"prototype"
]);
function copyObject(value, walk) {
	const target = {};
	for (const key of ownKeys(value, Math.max(walk.left, 0) + 1)) {
		if (walk.left <= 0) {
			walk.reduced = true;
			break;
		}
		if (polluting.has(key) || key.length > walk.text) {
			walk.reduced = true;
			walk.left -= 1;
			continue;
		}
		const member = copy(readProperty(value, key), key, walk);
		if (member === void 0) continue;
		target[key] = member;
		walk.text = Math.max(walk.text - key.length, 0);
	}
	return target;
}
const boxed = {
	"[object String]": String,
	"[object Number]": Number,
	"[object Boolean]": Boolean
};
function unwrap(value, key, walk) {
	if (ArrayBuffer.isView(value) && (readInteger(value, "byteLength") ?? 0) > walk.left) return leaveOut(walk);
	try {
		const box = boxed[Object.prototype.toString.call(value)];
		return box === void 0 ? plain(value, key, walk) : box.prototype.valueOf.call(value);
	} catch {
		return plain(value, key, walk);
	}
}
function copy(given, key, walk) {
	walk.left -= 1;
	const value = isObject(given) ? unwrap(given, key, walk) : given;
	if (typeof value === "string") return copyText(value, walk);
	if (typeof value === "number") return Number.isFinite(value) ? value : null;
	if (typeof value === "boolean" || value === null) return value;
	if (typeof value === "bigint") return BigInt.asIntN(256, value) === value ? copyText(String(value), walk) : leaveOut(walk);
	if (typeof value !== "object") return void 0;
	if (walk.open.length >= jsonLimits.depth || walk.open.includes(value)) return leaveOut(walk);
	walk.open.push(value);
	const result = isArray(value) ? copyArray(value, walk) : copyObject(value, walk);
	walk.open.pop();
	return result;
}
function toJsonSafe(value) {
	const walk = {
		left: jsonLimits.members,
		text: jsonLimits.text,
		reduced: false,
		open: []
	};
	return {
		value: copy(value, "", walk),
		reduced: walk.reduced
	};
}
// src/error/visible.ts
const textLimits$1 = {
	message: 4096,
	reason: 256
};
function showsMessage(error) {
	return readProperty(error, "expose") === true;
}
function hidesDetails(error) {
	if (readProperty(error, "expose") !== false) return false;
	const status = readProperty(error, "status");
	try {
		return isErrorStatus(status) && status < 500 || Object.prototype.propertyIsEnumerable.call(error, "expose");
	} catch {
		return true;
	}
}
function exposedMessage(error) {
	return showsMessage(error) ? shortText(readProperty(error, "message"), textLimits$1.message) : void 0;
}
function visibleReason(error) {
	return shortText(readProperty(error, "reason"), textLimits$1.reason);
}
function shortText(value, limit) {
	return typeof value === "string" && value !== "" ? value.slice(0, limit) : void 0;
}
function toVisibleBody(error) {
	const status = readProperty(error, "status");
	const code = isErrorStatus(status) ? status : 500;
	const reason = visibleReason(error);
	const details = hidesDetails(error) ? void 0 : toJsonSafe(readProperty(error, "details")).value;
	return { error: {
		code,
		message: exposedMessage(error) ?? statusFacts(code).phrase,
		...reason === void 0 ? {} : { reason },
		...details === void 0 || details === null ? {} : { details }
	} };
}
// src/error/http-error.ts
const brand = Symbol.for("failwell.HttpError");
const warningsKey = Symbol.for("failwell.warnings");
var HttpError = class extends Error {
	constructor(status, message, options) {
		const valid = isErrorStatus(status);
		const code = valid ? status : 500;
		const text = typeof message === "string" ? message : statusFacts(code).phrase;
		if (capturesStack(code)) super(text);
		else {
			const limit = Error.stackTraceLimit;
			Reflect.set(Error, "stackTraceLimit", 0);
			super(text);
			Reflect.set(Error, "stackTraceLimit", limit);
		}
		if (this.status !== code) defineStatus(this, code);
		if (options != null || message != null && typeof message !== "string" || !valid) describe$1(this, message, options, valid);
	}
	static [Symbol.hasInstance](value) {
		return isInstance(this, value);
	}
	toJSON() {
		return toVisibleBody(this);
	}
};
function defineHidden(target, members) {
	for (const key of Reflect.ownKeys(members)) Object.defineProperty(target, key, {
		value: members[key],
		enumerable: false,
		configurable: true,
		writable: true
	});
}
const baseName = "HttpError";
function defineStatus(target, status) {
	const { failureDomain, errorName } = statusFacts(status);
	const named = readProperty(target, "name") === baseName ? { name: errorName } : {};
	defineHidden(target, {
		status,
		statusCode: status,
		failureDomain,
		...status < 500 ? { expose: true } : {},
		...named
	});
}
function describe$1(error, message, options, validStatus) {
	const warnings = [];
	for (const given of [message, options]) if (isErrorLike(given)) applyOptions(error, { cause: given }, warnings);
	else if (isObject(given)) applyOptions(error, given, warnings);
	else if (given != null && typeof given !== "string") warnings.push(notAText);
	if (!validStatus) warnings.push(statusReplaced);
	addCreationWarnings(error, warnings);
}
const notAText = {
	code: "option_ignored",
	message: "the error's message was left out: not a string"
};
const statusReplaced = {
	code: "status_replaced",
	message: "an error was created with a status outside 400 to 599; it is 500"
};
function addCreationWarnings(error, warnings) {
	if (warnings.length > 0) defineHidden(error, { [warningsKey]: [...creationWarnings(error), ...warnings] });
}
function creationWarnings(error) {
	const warnings = readProperty(error, warningsKey);
	return Array.isArray(warnings) ? warnings : [];
}
function isInstance(candidate, value) {
	if (typeof candidate !== "function") return false;
	try {
		const prototype = candidate.prototype;
		if (!Object.hasOwn(prototype, brand)) return Function.prototype[Symbol.hasInstance].call(candidate, value);
		const wanted = prototype[brand];
		const found = readProperty(value, brand);
		return typeof found === "number" && (wanted === 0 || found === wanted) && isErrorLike(value);
	} catch {
		return false;
	}
}
function isOwnError(value) {
	return typeof readProperty(value, brand) === "number" && isErrorLike(value);
}
function brandPrototype(prototype, status) {
	defineHidden(prototype, {
		name: baseName,
		expose: false,
		[brand]: status ?? 0
	});
	if (status !== void 0) defineStatus(prototype, status);
}
brandPrototype(HttpError.prototype, void 0);
// src/report/raw-error.ts
const nameShape = /^[A-Za-z_$][\w$.-]{0,63}$/;
const codeShape = /^[A-Za-z0-9_.:/-]{1,64}$/;
const emptyNames = new Set([
	"Error",
	"error",
	"Object"
]);
const umbrellas = new Set([
	"DOMException",
	"NodeError",
	"SystemError"
]);
function isName(name) {
	return name !== void 0 && nameShape.test(name) && !emptyNames.has(name);
}
function ownName(value) {
	try {
		return Object.hasOwn(value, "name") ? readString(value, "name") : void 0;
	} catch {
		return;
	}
}
function ownTypeName(error) {
	const byClass = constructorName(error);
	if (byClass !== void 0 && byClass.length > 2 && byClass !== "HttpError" && nameShape.test(byClass)) return byClass;
	return statusTable.get(error.status)?.className ?? "HttpError";
}
function typeName(value) {
	if (!isObject(value)) return value === null ? "null" : typeof value;
	if (typeof value === "function") return "function";
	if (isOwnError(value)) return ownTypeName(value);
	const byClass = constructorName(value);
	const telling = byClass !== void 0 && byClass.length > 2 && !umbrellas.has(byClass);
	return [
		ownName(value),
		telling ? byClass : void 0,
		readString(value, "name"),
		byClass
	].find(isName) ?? (isErrorLike(value) ? "Error" : isArray(value) ? "Array" : "Object");
}
function readCode(value) {
	const code = readProperty(value, "code");
	const text = typeof code === "number" && Number.isFinite(code) ? String(code) : code;
	return typeof text === "string" && codeShape.test(text) ? text : void 0;
}
function readMessage(value) {
	if (typeof value === "string") return value;
	if (typeof value === "function") return "a function was thrown";
	if (typeof value === "symbol") return value.description ?? "";
	if (!isObject(value)) return String(value);
	const message = readString(value, "message");
	if (message !== void 0) return message;
	return isErrorLike(value) ? "" : `${isArray(value) ? "an array" : "an object"} without a message was thrown`;
}
function readRawError(value) {
	const message = readMessage(value);
	const stack = readString(value, "stack");
	return {
		type: typeName(value),
		code: readCode(value),
		message,
		frames: stack === void 0 ? [] : toFrames(stack, message)
	};
}
function readErrorChain(thrown) {
	const found = new Set([thrown]);
	for (const link of causeChain(thrown)) {
		found.add(link);
		for (const member of aggregateMembers(link)) found.add(member);
	}
	return [...found].slice(0, 13).map(readRawError);
}
// src/report/level.ts
const severities = {
	error: {
		severity_text: "ERROR",
		severity_number: 17
	},
	warn: {
		severity_text: "WARN",
		severity_number: 13
	},
	info: {
		severity_text: "INFO",
		severity_number: 9
	},
	debug: {
		severity_text: "DEBUG",
		severity_number: 5
	}
};
function setLevel(fields, level) {
	if (level !== "silent") Object.assign(fields, severities[level]);
}
function isLevelSetting(value) {
	return value === "silent" || typeof value === "string" && Object.hasOwn(severities, value);
}
function judgedStatus(failure) {
	return isErrorStatus(failure.status) ? failure.status : failure.error.status;
}
function defaultLevel(failure) {
	if (failure.outcome === "client_gone") return "debug";
	const status = judgedStatus(failure);
	if (status < 500) return "info";
	return status === 503 && failure.facts.retry?.after !== void 0 ? "warn" : "error";
}
function fromTable(table, failure) {
	const status = judgedStatus(failure);
	return [
		String(status),
		typeName(failure.error),
		failure.outcome,
		`${Math.floor(status / 100)}xx`
	].map((key) => readProperty(table, key)).find(isLevelSetting);
}
function createLevelPicker(option) {
	const rule = typeof option === "function" ? option : void 0;
	return {
		before: (failure) => {
			if (rule !== void 0) return void 0;
			return (isObject(option) ? fromTable(option, failure) : void 0) ?? defaultLevel(failure);
		},
		after: (report, fallback, onFailure) => {
			try {
				const level = rule?.(report);
				if (defuse(level)) onFailure(new TypeError("the \"level\" option returned a promise"));
				return isLevelSetting(level) ? level : fallback;
			} catch (problem) {
				onFailure(problem);
				return fallback;
			}
		}
	};
}
// src/report/text.ts
const textLimits = {
	message: 1024,
	stack: 8192,
	cause: 512,
	path: 1024,
	name: 128,
	warning: 512
};
const redacted = "[redacted]";
function toWindow(text, limit) {
	if (text.length <= limit) return text;
	const end = text.slice(0, limit).search(/\s\S*$/);
	return end === -1 ? redacted : text.slice(0, end);
}
function cutText(text, limit) {
	if (text.length <= limit) return text;
	return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
const terminalEscapes = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]{0,512}(?:\u0007|\u001b\\)|\u001b[@-Z\\^_]/g;
function toPlainText(text) {
	return text.replace(terminalEscapes, "").replace(/\p{Surrogate}/gu, "�");
}
const named = {
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t"
};
function escapeCharacter(character) {
	return named[character] ?? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
}
function toLine(text) {
	return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escapeCharacter);
}
// src/report/exception-fields.ts
function toErrorType({ error }) {
	const type = typeName(error);
	return type === "HttpError" || type === "Error" ? String(error.status) : type;
}
function toCauses(chain, redactor) {
	return chain.slice(1).map(({ type, code, message }) => {
		const text = redactor.line(message, textLimits.cause);
		return code === void 0 ? {
			type,
			message: text
		} : {
			type,
			code,
			message: text
		};
	});
}
const causeFrames = 8;
const ownFrames = 30;
function toStacktrace(chain, message, causes, redactor) {
	if (chain.every(({ frames }) => frames.length === 0)) return void 0;
	const [thrown] = chain;
	if (chain.length === 1 && thrown.frames.length <= ownFrames) return redactor.stack(`${thrown.type}: ${message}`, thrown.frames, textLimits.stack);
	const lines = chain.flatMap(({ type, frames }, index) => index === 0 ? [`${type}: ${message}`, ...frames.slice(0, ownFrames)] : [`Caused by: ${type}: ${causes[index - 1]?.message ?? ""}`, ...frames.slice(0, causeFrames)]);
	return redactor.frames(lines, textLimits.stack);
}
function toStory(message, causes, fallback) {
	return [message, causes.find((cause) => cause.message !== "" && !message.includes(cause.message))?.message].filter((part) => part !== void 0 && part !== "").join(": ") || fallback;
}
const outcomeWords = {
	sent: "",
	cut: " (cut)",
	client_gone: " (client gone)",
	already_sent: " (already sent)"
};
function toSummary(failure, path, story, redactor) {
	return cutText(`${redactor.line(failure.request.method, textLimits.name)} ${path} ${`${failure.status}${outcomeWords[failure.outcome]} ${typeName(failure.error)}`}: ${story}`, textLimits.message);
}
function setExceptionFields(fields, { chain, failure }, path, redactor) {
	const thrown = chain[0];
	const message = redactor.line(thrown.message, textLimits.message);
	const causes = toCauses(chain, redactor);
	const stack = toStacktrace(chain, message, causes, redactor);
	const fallback = statusFacts(judgedStatus(failure)).phrase;
	fields.message = toSummary(failure, path, toStory(message, causes, fallback), redactor);
	fields["error.type"] = toErrorType(failure);
	fields["exception.type"] = thrown.type;
	fields["exception.message"] = message;
	if (thrown.code !== void 0) fields["failwell.code"] = thrown.code;
	if (stack !== void 0) fields["exception.stacktrace"] = stack;
	if (causes.length > 0) fields["failwell.causes"] = causes;
}
// src/http/request-id.ts
const requestIdPattern = /^[A-Za-z0-9._~:+/=@;-]{1,128}$/;
function toRequestId(value) {
	return typeof value === "string" && requestIdPattern.test(value) ? value : void 0;
}
// src/http/trace-context.ts
const traceparentPattern = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const maxLength = 256;
function parseTraceparent(value) {
	if (typeof value !== "string" || value.length < 55 || value.length > maxLength) return void 0;
	const [, version, traceId, spanId, flags, rest] = traceparentPattern.exec(value) ?? [];
	if (traceId === void 0 || spanId === void 0 || flags === void 0) return void 0;
	if (version === "00" && rest !== void 0) return void 0;
	return {
		traceId,
		spanId,
		sampled: (Number.parseInt(flags, 16) & 1) === 1
	};
}
function isTraceId(value) {
	return typeof value === "string" && /^(?!0{32})[0-9a-f]{32}$/.test(value);
}
// src/report/record-input.ts
function ask(question) {
	try {
		return question?.();
	} catch {
		return;
	}
}
// src/report/request-fields.ts
const knownMethods = new Set([
	"GET",
	"HEAD",
	"POST",
	"PUT",
	"DELETE",
	"CONNECT",
	"OPTIONS",
	"TRACE",
	"PATCH"
]);
function setRequestFields(fields, { failure, route }, path, redactor) {
	const method = failure.request.method;
	fields["url.path"] = path;
	if (knownMethods.has(method)) fields["http.request.method"] = method;
	else {
		fields["http.request.method"] = "_OTHER";
		fields["http.request.method_original"] = redactor.line(method, textLimits.name);
	}
	const template = route === void 0 ? "" : redactor.line(route, textLimits.path);
	if (template !== "") fields["http.route"] = template;
	const requestId = failure.facts.requestId ?? toRequestId(failure.request.header("x-request-id"));
	if (requestId !== void 0) fields["failwell.request_id"] = redactor.line(requestId, textLimits.name);
}
function isTrace(value) {
	return isTraceId(readProperty(value, "traceId")) && /^[0-9a-f]{16}$/.test(readString(value, "spanId") ?? "");
}
function setTraceFields(fields, { host, facts, request }) {
	const active = ask(host.trace);
	const parent = parseTraceparent(request.header("traceparent"));
	const told = isTraceId(facts.traceId) ? facts.traceId : parent?.traceId;
	const trace = isTrace(active) ? active : parent?.traceId === told ? parent : void 0;
	const traceId = trace?.traceId ?? told;
	if (traceId !== void 0) fields.trace_id = traceId;
	if (trace === void 0) return;
	fields.span_id = trace.spanId;
	fields.trace_flags = trace.sampled === true ? "01" : "00";
}
// src/report/verdict-fields.ts
const identifier = /^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$/;
function readIdentifier(value, key) {
	const text = readString(value, key);
	return text !== void 0 && identifier.test(text) ? text : void 0;
}
const domains = new Set([
	"client",
	"server",
	"upstream",
	"intermediary",
	"network"
]);
function toDomain({ error, outcome }) {
	const domain = readProperty(error, "failureDomain");
	if (outcome === "client_gone") return "client";
	return domains.has(domain) ? domain : statusFacts(error.status).failureDomain;
}
function setVerdictFields(fields, failure, redactor) {
	const { error, facts } = failure;
	const reason = readString(error, "reason");
	fields["failwell.domain"] = toDomain(failure);
	fields["failwell.exposed"] = facts.exposed;
	fields["failwell.outcome"] = failure.outcome;
	fields["failwell.cancelled"] = failure.cancelled;
	if (reason !== void 0) fields["failwell.reason"] = redactor.line(reason, textLimits.name);
	const rule = readIdentifier(failure, "rule");
	if (rule !== void 0) fields["failwell.rule"] = rule;
	if (facts.retry !== void 0) {
		fields["failwell.retry.retryable"] = facts.retry.retryable;
		if (facts.retry.after !== void 0) fields["failwell.retry.after"] = facts.retry.after;
		if (facts.retry.idempotentOnly !== void 0) fields["failwell.retry.idempotent_only"] = facts.retry.idempotentOnly;
	}
	const proxyError = readIdentifier(readProperty(error, "proxy"), "error");
	if (proxyError !== void 0) fields["failwell.proxy.error"] = proxyError;
}
function setUpstreamFields(fields, { error }, redactor) {
	const upstream = readProperty(error, "upstream");
	if (!isObject(upstream)) return;
	const name = readString(upstream, "name");
	const duration = readProperty(upstream, "durationMs");
	const status = readInteger(upstream, "status");
	if (name !== void 0) fields["failwell.upstream.name"] = redactor.line(name, textLimits.name);
	if (typeof duration === "number" && duration >= 0 && duration < Number.MAX_SAFE_INTEGER) fields["failwell.upstream.duration_ms"] = Math.round(duration);
	if (status !== void 0 && status >= 100 && status <= 599) fields["failwell.upstream.status"] = status;
}
const maxWarnings = 20;
function warningList({ failure, warnings }, redactor) {
	const all = [
		...failure.warnings,
		...failure.facts.warnings,
		...creationWarnings(failure.error),
		...warnings
	];
	if (all.length === 0) return all;
	return [...new Map(all.slice(0, 200).map((warning) => [`${warning.code}\n${warning.message}`, warning])).values()].slice(0, maxWarnings).map((warning) => ({
		code: warning.code,
		message: redactor.line(String(warning.message), textLimits.warning)
	}));
}
// src/report/record.ts
function createRecord(input, redactor) {
	const { failure, fingerprint, level, dropped, now } = input;
	const path = redactor.line(failure.request.path, textLimits.path) || "/";
	const fields = { timestamp: new Date(now).toISOString() };
	setLevel(fields, level);
	setExceptionFields(fields, input, path, redactor);
	setRequestFields(fields, input, path, redactor);
	fields["http.response.status_code"] = failure.status;
	setTraceFields(fields, failure);
	setVerdictFields(fields, failure, redactor);
	fields["failwell.fingerprint"] = fingerprint;
	setUpstreamFields(fields, failure, redactor);
	const warnings = warningList(input, redactor);
	if (warnings.length > 0) fields["failwell.warnings"] = warnings;
	fields["failwell.count"] = 1;
	if (dropped > 0) fields["failwell.dropped"] = dropped;
	return fields;
}
// src/report/sql-text.ts
const statementStart = new RegExp([
	String.raw`\bselect\s(?!\s*(?:an?|the|one|your|another|at|which|some|any|only|up|both|this|that|it|between)\s+(?!from\b|as\b|where\b)\w)(?=[\s\S]{0,2000}?(?:\bfrom\b|[$:@]\w|[?=*('"\x60]))`,
	String.raw`\binsert\s+(?:ignore\s+|or\s+\w+\s+)?into\s`,
	String.raw`\bupdate\s+(?:only\s+)?[\w."\x60[\]]{1,128}\s+(?:as\s+\w+\s+)?set\s`,
	String.raw`\bdelete\s+from\s`,
	String.raw`\b(?:merge|replace)\s+into\s`,
	String.raw`\bwith\s+(?:recursive\s+)?[\w"\x60]{1,128}\s+as\s*\(`,
	String.raw`\b(?:create|alter|drop|truncate)\s+(?:table|index|view|user|role|schema|database|type|function)\s+["\w\x60[]`,
	String.raw`\b(?:call|exec(?:ute)?)\s+[\w.]{1,128}\s*[('@]`
].join("|"), "i");
const quotes = new Set([
	"'",
	"\"",
	"`"
]);
function skipLiteral(text, start) {
	const quote = text[start];
	for (let index = start + 1; index < text.length; index += 1) if (text[index] === "\\") index += 1;
	else if (text[index] === quote) {
		if (text[index + 1] !== quote) return index + 1;
		index += 1;
	}
	return text.length;
}
function tailStart(text, from) {
	let found;
	for (let index = from; index < text.length;) {
		if (quotes.has(text[index])) {
			index = skipLiteral(text, index);
			continue;
		}
		if (text.startsWith(" - ", index)) found = index + 3;
		index += 1;
	}
	return found;
}
const looksLikeSql = /\b(?:from|where|values|join|having)\b|=\s*['"$?]/i;
function redactSql(text) {
	const start = statementStart.exec(text)?.index;
	if (start === void 0) return text;
	const tail = tailStart(text, start);
	const kept = tail === void 0 ? "" : text.slice(tail);
	return `${text.slice(0, start)}${redacted}${kept === "" || looksLikeSql.test(kept) ? "" : ` - ${kept}`}`;
}
// src/report/redact-rules.ts
const quoted = String.raw`\\*(?<quote>["'\x60])(?:[\s\S]*\k<quote>|[\s\S]*)`;
function rule(source, flags, replacement) {
	return [new RegExp(source, flags), replacement];
}
function valueBefore(words) {
	return (text) => {
		const end = words.exec(text)?.index;
		const start = end === void 0 ? -1 : text.indexOf(text[end]);
		return end === void 0 || start === end ? text : text.slice(0, start) + redacted + text.slice(end + 1);
	};
}
const dumps = [
	[
		/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*/g,
		redacted,
		"-----BEGIN "
	],
	[
		/\bInvalid `[^`]{0,200}` invocation[\s\S]*\n\s*\n(?=[^\n]*$)/,
		`Invalid invocation ${redacted}: `,
		"Invalid `"
	],
	rule(String.raw`\b((?:failed|failing|executing|running) (?:query|statement|sql)\s*:)[\s\S]*`, "i", `$1 ${redacted}`),
	rule(String.raw`((?:^|[\n;]|--)\s*(?:params|parameters|bindings|binds)\s*[:=])[\s\S]*`, "i", `$1 ${redacted}`),
	redactSql,
	[
		/\b(Command failed:)[\s\S]*/,
		`$1 ${redacted}`,
		"Command failed:"
	],
	[/\b(args beginning with:)[\s\S]*/i, `$1 ${redacted}`],
	[/\b(dup key:)[\s\S]*/i, `$1 ${redacted}`],
	[/\b(Failing row contains)[\s\S]*/i, `$1 ${redacted}`],
	[/\b(Failed to parse URL from|Invalid URL:) [\s\S]*/i, `$1 ${redacted}`],
	[/\b(but (?:received|got|was):)[\s\S]*/i, `$1 ${redacted}`],
	[/\b(Received type \w{1,20}) \([\s\S]*/, `$1 ${redacted}`],
	[/(\. Received) (?!undefined|null|an instance of|function|type )[\s\S]*/, `$1 ${redacted}`],
	[/\b(Expected (?:values?|inputs?|"actual") to [^\n]{0,80})\n[\s\S]*/, `$1 ${redacted}`],
	[/(falsy value:|\+ actual - expected)[\s\S]*/, `$1 ${redacted}`],
	valueBefore(/["'`](?:\.{3})? is (?:not valid|not a valid|invalid|an invalid)\b/),
	[/<(?:!doctype|html|head|body|h1|\?xml|soap|error\b)[\s\S]*/i, redacted],
	[
		/\{\s*(?:\\*["']|[\w$@.-]{1,128}\s*:)[\s\S]*/,
		redacted,
		"{"
	],
	[
		/\[\s*(?:\\*["'{[])[\s\S]*/,
		redacted,
		"["
	],
	[
		/<Buffer [^>]*>?/g,
		redacted,
		"<Buffer "
	]
];
const echoes = [
	[/\bKey (\([^)]{1,256}\))=\([\s\S]*\)/, `Key $1=(${redacted})`],
	[/\(was [^\n]*\)/gi, `(was ${redacted})`],
	rule(String.raw`\b((?:received|got|was|with value|for value|from (?:the )?value|value was|invalid (?:\w+ )?value|incorrect \w+ value|truncated incorrect \w+ value|invalid input (?:syntax|value)[^:"'\n]{0,60}|duplicate entry|malformed \w+ literal|out of range|unexpected value|bad value|invalid (?:date|email|uuid|number|string|identifier|objectid)|near)[\s:(=]{0,4})${quoted}`, "gi", `$1${redacted}`)
];
const urlRules = [
	[
		/(\/\/)[^\s/@:]{1,256}:(?!\d{1,5}(?:[/?#\s"')\]]|$))\S{0,1024}@/g,
		`$1${redacted}@`,
		"@"
	],
	[
		/(\/\/)[^\s/?#]{0,1024}@/g,
		`$1${redacted}@`,
		"@"
	],
	[
		/(?<![\w.+%/-])[\w.+%-]{1,64}:(?!\\)[^\s:@"'/]{1,256}@(?=[\w([])/g,
		`${redacted}@`,
		"@"
	],
	[
		/(:\/\/[^\s?#]{0,1024}[?#])\S+/g,
		`$1${redacted}`,
		"://"
	],
	[
		/(?<=[\w/)\].%~*-])\?(?!\.[A-Za-z_$])(?![.?)\]}"',;:!]*(?:\s|$))\S+/g,
		`?${redacted}`,
		"?"
	],
	[/(hooks\.slack\.com\/services\/|discord(?:app)?\.com\/api\/webhooks\/)\S+/gi, `$1${redacted}`]
];
const tokenRules = [
	[
		/\beyJ[\w-]{4,}\.[\w-]{4,}(?:\.[\w-]*)*/g,
		redacted,
		"eyJ"
	],
	[/\b(?:sk|pk|rk)[-_][A-Za-z0-9_*-]{8,}/g, redacted],
	[/\b(?:gh[pousr]_|github_pat_|glpat-|npm_|xox[abeoprs]-|hf_|shp(?:at|ss)_)[A-Za-z0-9_-]{8,}/g, redacted],
	[/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, redacted],
	[
		/\bAIza[\w-]{30,}/g,
		redacted,
		"AIza"
	],
	[
		/\bbot\d{6,}:[\w-]{20,}/g,
		redacted,
		"bot"
	],
	[/\b(password|passwd|passphrase|secret|token|dsn)(\s{1,3})(?=\S{0,256}\d)[^\s:=]{4,256}/gi, `$1$2${redacted}`]
];
const longNames = "password|passwd|passphrase|passcode|secret|token|api[-_]?key|(?:access|private|account|client|shared|signing|encryption)[-_]?key|credentials?|session[-_]?id|connection[-_]?string";
const shortNames = "pass|pwd|auth|authorization|session|sid|jwt|signature|sig|otp|pin|ssn|cvv|cvc|csrf|xsrf|dsn";
const gap = String.raw`["'\\\]]{0,4}\s{0,3}(?:=>|[:=]=?)\s{0,3}`;
const quotedValue = (quote) => String.raw`\\*${quote}(?:[\s\S]*?${quote}(?=[\s,;&)}\]]|$)|[\s\S]*)`;
const value = `(?:${quotedValue("\"")}|${quotedValue("'")}|[^\\s;]+)`;
function keepName(names) {
	return rule(`((?:${names})${gap})${value}`, "gi", `$1${redacted}`);
}
const pairs = [
	rule(String.raw`\b((?:proxy-)?authorization|x-api-key|x-auth-token|(?:set-)?cookie)(["'\\\]]{0,4}\s{0,3}[:=,]\s{0,3})[^\r\n]*`, "gi", `$1$2${redacted}`),
	keepName(`(?:${longNames})[\\w-]{0,24}`),
	keepName(`(?<![A-Za-z])(?:${shortNames})(?![A-Za-z])`),
	[/\b(Bearer|Basic|Digest|Negotiate|NTLM|ApiKey|AWS4-HMAC-SHA256)\s+(?![a-z]{1,15}(?:[.,;:!?)'"]*(?:\s|$)))[^\s"',;]{4,}/gi, `$1 ${redacted}`]
];
const messageRules = [
	...echoes,
	...dumps,
	...urlRules,
	...pairs,
	...tokenRules
];
const frameRules = [...urlRules, ...tokenRules];
function keyRule(key) {
	return keepName(`(?<![A-Za-z0-9])${key.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")}(?![A-Za-z0-9])`);
}
function applyRules(text, rules) {
	return rules.reduce((result, one) => {
		if (typeof one === "function") return one(result);
		const [pattern, replacement, needs] = one;
		return needs === void 0 || result.includes(needs) ? result.replace(pattern, replacement) : result;
	}, text);
}
// src/report/redact.ts
const windowSize = 4096;
const maxOwnRules = 100;
const lineBounds = {
	entries: 512,
	length: 2048
};
const stackBounds = {
	entries: 128,
	length: 16384
};
function toRedactOptions(option) {
	const listed = isArray(option) ? arrayItems(option, maxOwnRules) : void 0;
	const keys = listed ?? arrayItems(readProperty(option, "keys"), maxOwnRules);
	const patterns = listed ?? arrayItems(readProperty(option, "patterns"), maxOwnRules);
	return {
		keys: keys.filter((key) => typeof key === "string" && key !== ""),
		patterns: patterns.filter((pattern) => pattern instanceof RegExp),
		absolutePaths: readProperty(option, "absolutePaths") === true
	};
}
function patternRule(pattern) {
	return [new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, "")}g`), redacted];
}
const absolutePath = /(^|[\s('"`=[])(?:file:\/{2,3})?((?:[A-Za-z]:)?(?:[\\/][^\\/\s:'"`()]{1,255}){2,64})/g;
function shortenPaths(text) {
	return text.replace(absolutePath, (_, before, path) => {
		const parts = path.split(/[\\/]/);
		const modules = parts.lastIndexOf("node_modules");
		return `${before}…/${parts.slice(modules === -1 ? -1 : modules).join("/")}`;
	});
}
function createRedactor(option) {
	const { keys, patterns, absolutePaths } = toRedactOptions(option);
	const own = [...patterns.map(patternRule), ...absolutePaths ? [shortenPaths] : []];
	const forMessages = [
		...messageRules,
		...keys.map(keyRule),
		...own
	];
	const forFrames = [...frameRules, ...own];
	const toCleanLine = memoize((text) => toLine(applyRules(toPlainText(toWindow(text, windowSize)), forMessages)), lineBounds);
	const toCleanLines = memoize((text) => applyRules(toPlainText(text), forFrames).split("\n").map(toLine), stackBounds);
	const clean = (frames, limit) => joinWithin(toCleanLines(frames.join("\n")), limit);
	const stacks = new WeakMap();
	return {
		line: (text, limit) => cutText(toCleanLine(text), limit),
		frames: clean,
		stack: (head, frames, limit) => {
			const known = stacks.get(frames);
			if (known?.head === head && known.limit === limit) return known.text;
			const text = clean([head, ...frames], limit);
			stacks.set(frames, {
				head,
				limit,
				text
			});
			return text;
		}
	};
}
function joinWithin(lines, limit) {
	let length = -1;
	const end = lines.findIndex((line) => {
		length += line.length + 1;
		return length > limit;
	});
	return (end === -1 ? lines : lines.slice(0, end)).join("\n");
}
// src/report/report-context.ts
var ReportContext = class {
	#failure;
	constructor(failure) {
		this.#failure = failure;
	}
	get thrown() {
		return this.#failure?.thrown;
	}
	get error() {
		return this.#failure?.error;
	}
	get request() {
		return this.#failure?.host.request;
	}
	get response() {
		return this.#failure?.host.response;
	}
};
// src/report/safe-error.ts
const maxFrames = 30;
function toSafeError(thrown, redactor) {
	const [raw] = readErrorChain(thrown);
	const type = raw?.type ?? "Error";
	const message = redactor.line(raw?.message ?? "", textLimits.message);
	const safe = withoutStack(() => new Error(message));
	const frames = (raw?.frames ?? []).slice(0, maxFrames);
	const hidden = {
		name: type,
		stack: redactor.frames([`${type}: ${message}`, ...frames], textLimits.stack),
		constructor: void 0
	};
	for (const [key, value] of Object.entries(hidden)) Object.defineProperty(safe, key, {
		value,
		enumerable: false,
		configurable: true,
		writable: true
	});
	return raw?.code === void 0 ? safe : Object.assign(safe, { code: raw.code });
}
// src/report/console-block.ts
const facts = [
	["route", (report) => report["http.route"]],
	["domain", (report) => report["failwell.domain"]],
	["rule", (report) => report["failwell.rule"]],
	["upstream", (report) => report["failwell.upstream.name"]],
	["upstream status", (report) => report["failwell.upstream.status"]],
	["upstream ms", (report) => report["failwell.upstream.duration_ms"]],
	["retry after", (report) => report["failwell.retry.after"]],
	["reason", (report) => report["failwell.reason"]],
	["request", (report) => report["failwell.request_id"]],
	["trace", (report) => report.trace_id],
	["fingerprint", (report) => report["failwell.fingerprint"]],
	["count", (report) => report["failwell.count"] === 1 ? void 0 : report["failwell.count"]],
	["dropped", (report) => report["failwell.dropped"]]
];
function factLine(report) {
	return facts.map(([label, read]) => [label, read(report)]).filter(([, value]) => value !== void 0).map(([label, value]) => `${label}=${value}`).join("  ");
}
function toConsoleBlock(report) {
	const stack = report["exception.stacktrace"];
	const warnings = (report["failwell.warnings"] ?? []).map(({ code, message }) => `  warning ${code}: ${message}`);
	return [
		`${report.timestamp} ${report.severity_text} ${report.message}`,
		...stack === void 0 ? [] : [stack.replace(/^/gm, "  ")],
		`  ${factLine(report)}`,
		...warnings
	].join("\n");
}
// src/report/log-error.ts
var LoggedError = class {
	type;
	message;
	constructor(report) {
		const stack = report["exception.stacktrace"];
		const code = report["failwell.code"];
		this.type = report["exception.type"];
		this.message = report["exception.message"];
		if (stack !== void 0) this.stack = stack;
		if (code !== void 0) this.code = code;
	}
	get name() {
		return this.type;
	}
};
Object.defineProperty(LoggedError.prototype, "constructor", { value: void 0 });
Object.setPrototypeOf(LoggedError.prototype, null);
// src/report/logger.ts
const methodNames = {
	error: [
		"error",
		"fatal",
		"err",
		"warn",
		"warning",
		"log",
		"info",
		"notice",
		"debug"
	],
	warn: [
		"warn",
		"warning",
		"error",
		"log",
		"info",
		"notice",
		"debug"
	],
	info: [
		"info",
		"notice",
		"log",
		"verbose",
		"debug",
		"trace"
	],
	debug: [
		"debug",
		"verbose",
		"trace",
		"silly"
	]
};
function hasMethods(logger, ...names) {
	return names.every((name) => typeof readProperty(logger, name) === "function");
}
function call(logger, level, ...values) {
	for (const name of methodNames[level]) {
		const method = readProperty(logger, name);
		if (typeof method === "function") return Reflect.apply(method, logger, values);
	}
}
function toFields(report, left) {
	const fields = {};
	for (const name of Object.keys(report)) if (!left.has(name)) fields[name] = report[name];
	return fields;
}
const besideMessage = new Set(["message"]);
const besideError = new Set(["message", "exception.stacktrace"]);
function writeObjectFirst(logger, level, report) {
	const fields = toFields(report, besideError);
	fields["err"] = new LoggedError(report);
	return call(logger, level, fields, report.message);
}
function winstonLevel(logger, level) {
	const levels = readObject(logger, "levels");
	return levels === void 0 ? level : methodNames[level].find((name) => typeof readProperty(levels, name) === "number");
}
function writeWinston(logger, level, report) {
	const name = winstonLevel(logger, level);
	if (name === void 0) return void 0;
	return readProperty(logger, "log").call(logger, {
		...toFields(report, besideMessage),
		level: name,
		message: report.message
	});
}
const shapes = [
	{
		name: "pino",
		recognises: (logger) => isObject(readProperty(logger, Symbol.for("pino.serializers"))) || hasMethods(logger, "child", "bindings"),
		write: writeObjectFirst
	},
	{
		name: "bunyan",
		recognises: (logger) => hasMethods(logger, "child", "addStream") && isArray(readProperty(logger, "streams")),
		write: writeObjectFirst
	},
	{
		name: "winston",
		recognises: (logger) => readObject(logger, "transports") !== void 0 && hasMethods(logger, "log") && (hasMethods(logger, "write") || hasMethods(logger, "createLogger")),
		write: writeWinston
	},
	{
		name: "console",
		recognises: (logger) => logger === globalThis.console || hasMethods(logger, "log", "table", "groupEnd"),
		write: (logger, level, report) => call(logger, level, toConsoleBlock(report))
	}
];
const otherShape = {
	name: "other",
	recognises: () => true,
	write: (logger, level, report) => call(logger, level, report.message, toFields(report, besideMessage))
};
function isEnabled(logger, level) {
	const ask = readProperty(logger, "isLevelEnabled");
	if (typeof ask !== "function") return true;
	try {
		return ask.call(logger, level) !== false;
	} catch {
		return true;
	}
}
function toSink(logger, { name, write }) {
	return {
		enabled: (level) => name !== "pino" || isEnabled(logger, level),
		write: (level, report) => write(logger, level, report)
	};
}
function createLogSink(logger) {
	return toSink(logger, shapes.find((shape) => shape.recognises(logger)) ?? otherShape);
}
function createRequestLogSink(logger) {
	if (!isObject(logger)) return void 0;
	const shape = shapes.find(({ name, recognises }) => name !== "console" && recognises(logger));
	return shape === void 0 ? void 0 : toSink(logger, shape);
}
function isChildLogger(child, logger) {
	try {
		return isObject(child) && child !== logger && Object.prototype.isPrototypeOf.call(logger, child);
	} catch {
		return false;
	}
}
// src/report/sinks.ts
function requestLogger({ host }) {
	return host.requestLogger === void 0 ? void 0 : ask(host.requestLogger);
}
function chooseExplicit(logger) {
	const sink = createLogSink(logger);
	return {
		of: (failure) => {
			const child = requestLogger(failure);
			return isChildLogger(child, logger) ? createRequestLogSink(child) : sink;
		},
		ofSummary: () => sink
	};
}
function chooseDefault({ console, environment }) {
	const fallback = console === void 0 || environment === "test" ? void 0 : createLogSink(console);
	return {
		of: (failure) => {
			const own = createRequestLogSink(requestLogger(failure));
			if (own !== void 0) return own;
			return judgedStatus(failure) >= 500 && defaultLevel(failure) !== "debug" ? fallback : void 0;
		},
		ofSummary: (first) => first
	};
}
function createSinkChoice(logger, surroundings) {
	if (logger === false) return {
		of: () => void 0,
		ofSummary: (first) => first
	};
	return isObject(logger) ? chooseExplicit(logger) : chooseDefault(surroundings);
}
// src/report/summary-record.ts
function toSummaryRecord(first, count, windowMs, now) {
	const { trace_id: _trace, span_id: _span, trace_flags: _flags, "failwell.request_id": _request, "failwell.dropped": _dropped, ...shared } = first;
	const suffix = ` (${count} more within ${windowMs} ms)`;
	return Object.freeze({
		...shared,
		timestamp: new Date(now).toISOString(),
		message: cutText(first.message, textLimits.message - suffix.length) + suffix,
		"failwell.count": count
	});
}
// src/report/surroundings.ts
function readRoot(process) {
	const cwd = readProperty(process, "cwd");
	try {
		const root = typeof cwd === "function" ? cwd.call(process) : void 0;
		return typeof root === "string" ? root : "";
	} catch {
		return "";
	}
}
function toWarn(console, environment) {
	return (text) => {
		const warn = environment === "test" ? void 0 : readProperty(console, "warn");
		if (typeof warn === "function") warn.call(console, text);
	};
}
function readSurroundings() {
	const process = readProperty(globalThis, "process");
	const environment = readString(readObject(process, "env"), "NODE_ENV");
	const console = readObject(globalThis, "console");
	return {
		environment,
		root: readRoot(process),
		console,
		warn: toWarn(console, environment),
		now: Date.now,
		elapsed: () => performance.now(),
		startTimer: startUnrefTimer
	};
}
// src/report/trouble.ts
const quietMs = 6e4;
const words = {
	logger: "the logger failed",
	onError: "the hook \"onError\" failed",
	level: "the hook \"level\" failed",
	channel: "a diagnostics channel failed",
	record: "a failure could not be recorded"
};
const noTrouble = {
	warnings: [],
	dropped: 0
};
function describe(spot, { times, type }) {
	return `${words[spot]} ${times === 1 ? "once" : `${times} times`} since the last record (${type})`;
}
function createTrouble({ now, warn }) {
	const tallies = new Map();
	let dropped = 0;
	let quietUntil = Number.NEGATIVE_INFINITY;
	function say(text) {
		const time = now();
		if (time < quietUntil) return;
		quietUntil = time + quietMs;
		ask(() => warn(`[failwell] ${text}; further notes of this kind wait a minute`));
	}
	return {
		note: (spot, problem) => {
			const tally = tallies.get(spot) ?? {
				times: 0,
				type: ""
			};
			tally.times += 1;
			tally.type = typeName(problem);
			tallies.set(spot, tally);
			say(`${words[spot]} (${tally.type})`);
		},
		drop: () => {
			dropped += 1;
			say("too many pending calls of a hook or logger; records are dropped");
		},
		take: () => {
			if (tallies.size === 0 && dropped === 0) return noTrouble;
			const result = {
				warnings: [...tallies].map(([spot, tally]) => ({
					code: "hook_failed",
					message: describe(spot, tally)
				})),
				dropped
			};
			tallies.clear();
			dropped = 0;
			return result;
		}
	};
}
function isThenable(value) {
	return isObject(value) && typeof readProperty(value, "then") === "function";
}
function createCalls(spot, trouble) {
	let pending = 0;
	function settle(result) {
		if (!isThenable(result)) return;
		pending += 1;
		Promise.resolve(result).then(() => {
			pending -= 1;
		}, (problem) => {
			pending -= 1;
			trouble.note(spot, problem);
		});
	}
	return { run: (call) => {
		if (pending >= 1e3) {
			trouble.drop();
			return;
		}
		try {
			settle(call());
		} catch (problem) {
			trouble.note(spot, problem);
		}
	} };
}
// src/report/ways-out.ts
function createWaysOut(onError, channel, trouble) {
	const logging = createCalls("logger", trouble);
	const hooking = createCalls("onError", trouble);
	const publishing = createCalls("channel", trouble);
	const hook = typeof onError === "function" ? onError : void 0;
	const subscribed = () => readProperty(channel, "hasSubscribers") === true;
	return {
		listened: () => hook !== void 0 || subscribed(),
		deliver: ({ report, context, sink, level }) => {
			if (sink !== void 0 && level !== "silent" && sink.enabled(level)) logging.run(() => sink.write(level, report));
			if (subscribed()) publishing.run(() => channel?.publish(report, context));
			if (hook !== void 0) hooking.run(() => hook(report, context));
		}
	};
}
// src/report/reporter.ts
function readRoute({ host }) {
	const route = ask(host.route);
	return typeof route === "string" && route !== "" ? route : void 0;
}
function createReporter(options = {}, channel, surroundings = readSurroundings()) {
	const { now, elapsed, startTimer, root } = surroundings;
	const trouble = createTrouble({
		now: elapsed,
		warn: surroundings.warn
	});
	const redactor = createRedactor(options.redact);
	const levels = createLevelPicker(options.level);
	const toFingerprint = createFingerprinter(root);
	const sinks = createSinkChoice(options.logger, surroundings);
	const ways = createWaysOut(options.onError, channel, trouble);
	const windowMs = toWindowMs(options.dedupe);
	const gate = windowMs === void 0 ? void 0 : createDedupeGate({
		windowMs,
		now: elapsed,
		startTimer,
		flush
	});
	function flush(sample, count) {
		guarded(() => {
			const report = toSummaryRecord(sample.report, count, windowMs ?? 0, now());
			const sink = sample.sink && sinks.ofSummary(sample.sink);
			ways.deliver({
				report,
				sink,
				level: sample.level,
				context: new ReportContext()
			});
		});
	}
	function listeningSink(failure, level) {
		const sink = sinks.of(failure);
		if (sink === void 0 || level === void 0) return sink;
		return level !== "silent" && sink.enabled(level) ? sink : void 0;
	}
	function record(failure) {
		const early = levels.before(failure);
		const sink = listeningSink(failure, early);
		if (sink === void 0 && !ways.listened()) return;
		const route = readRoute(failure);
		const chain = readErrorChain(failure.thrown);
		const fingerprint = toFingerprint(chain, route);
		const key = `${fingerprint} ${failure.status} ${route ?? ""}`;
		if (gate?.admit(key) === false) return;
		const fallback = defaultLevel(failure);
		const noted = trouble.take();
		const made = createRecord({
			failure,
			chain,
			fingerprint,
			route,
			level: fallback,
			now: now(),
			...noted
		}, redactor);
		const level = early ?? levels.after(made, fallback, (problem) => trouble.note("level", problem));
		setLevel(made, level);
		const sample = {
			report: Object.freeze(made),
			sink,
			level
		};
		gate?.keep(key, sample);
		ways.deliver({
			...sample,
			context: new ReportContext(failure)
		});
	}
	function guarded(run) {
		try {
			run();
		} catch (problem) {
			trouble.note("record", problem);
		}
	}
	return {
		isHeard: () => options.logger !== false || ways.listened(),
		report: (failure) => guarded(() => record(failure)),
		toSafeError: (thrown) => toSafeError(thrown, redactor)
	};
}
export { isErrorLike as A, aggregateMembers as C, constructorName as D, causeChain as E, readProperty as F, readString as I, ownKeys as M, readInteger as N, defuse as O, readObject as P, statusTable as S, bareObject as T, capturesStack as _, HttpError as a, isErrorStatus as b, brandPrototype as c, statusReplaced as d, exposedMessage as f, toJsonSafe as g, visibleReason as h, toRequestId as i, isObject as j, isArray as k, creationWarnings as l, textLimits$1 as m, isTraceId as n, addCreationWarnings as o, hidesDetails as p, parseTraceparent as r, brand as s, createReporter as t, isOwnError as u, setStackCapture as v, arrayItems as w, statusFacts as x, withoutStack as y };
