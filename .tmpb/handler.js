import { q as resolveOptions, t as createResponder } from "./responder-C5v3DxmK.js";
import { F as readProperty, I as readString, P as readObject, k as isArray } from "./reporter-CdlyNpYq.js";
import { channel } from "node:diagnostics_channel";
import { readFileSync, statSync } from "node:fs";
// src/report/channel.ts
function createDiagnosticsChannel() {
	const errors = channel("failwell:error");
	return {
		get hasSubscribers() {
			return errors.hasSubscribers;
		},
		publish: (report, context) => {
			errors.publish({
				report,
				context
			});
		}
	};
}
// src/send/exchange.ts
function readStream(response) {
	const stream = readObject(response, "stream");
	return typeof readProperty(stream, "close") === "function" ? stream : void 0;
}
function toExchange(request, response) {
	return {
		request,
		response,
		stream: readProperty(request, "httpVersionMajor") === 1 ? void 0 : readStream(response)
	};
}
function http1Socket({ request, response }) {
	return readObject(response, "socket") ?? readObject(request, "socket");
}
// src/send/response-state.ts
const http2Codes = {
	noError: 0,
	internalError: 2
};
function isGone(exchange) {
	const { request, response, stream } = exchange;
	if (stream !== void 0) return readProperty(stream, "destroyed") === true || readProperty(stream, "closed") === true;
	if (readProperty(response, "destroyed") === true) return true;
	const socket = http1Socket(exchange);
	return socket === void 0 ? readProperty(request, "aborted") === true : readProperty(socket, "destroyed") === true;
}
function isBroken(response) {
	const errored = readProperty(response, "errored");
	return errored !== void 0 && errored !== null;
}
function readResponseState(exchange) {
	const { response } = exchange;
	const isStarted = response.headersSent;
	if (isStarted && response.writableEnded) return "ended";
	if (isGone(exchange)) return isBroken(response) ? "broken" : "gone";
	return isStarted ? "started" : "fresh";
}
// src/send/cut.ts
function isFramed(response) {
	if (response.chunkedEncoding === true || response.getHeader("content-length") !== void 0) return true;
	const head = readProperty(response, "_header");
	return typeof head === "string" && /^(content-length|transfer-encoding):/im.test(head);
}
function reset(socket, response) {
	try {
		if (typeof socket.resetAndDestroy === "function") socket.resetAndDestroy();
		else response.destroy();
	} catch {
		response.destroy();
	}
}
function cutResponse(exchange) {
	const { response, stream } = exchange;
	if (stream !== void 0) {
		stream.close(http2Codes.internalError);
		return;
	}
	const socket = http1Socket(exchange);
	if (socket === void 0 || isFramed(response)) response.destroy();
	else reset(socket, response);
}
function readRawFraming(raw) {
	let coded = false;
	let length = 0;
	for (let index = 0; index < raw.length; index += 2) {
		const name = raw[index];
		if (name.length === 14 && name.toLowerCase() === "content-length") length = Number(raw[index + 1]);
		else if (name.length === 17 && name.toLowerCase() === "transfer-encoding") coded = true;
	}
	return {
		coded,
		length
	};
}
function readFraming({ rawHeaders, headers }) {
	if (isArray(rawHeaders)) return readRawFraming(rawHeaders);
	return {
		coded: headers["transfer-encoding"] !== void 0,
		length: Number(headers["content-length"] ?? 0)
	};
}
function readBodyState(request) {
	if (request.complete !== false) return "read";
	const { coded, length } = readFraming(request);
	if (!coded && length === 0) return "read";
	return !coded && length <= 65536 ? "small" : "unread";
}
function discardBody(request) {
	request.unpipe?.();
	request.resume?.();
}
function flush(socket) {
	socket?.uncork?.();
}
function sendAndLinger(exchange, body, bounds) {
	const { request, response } = exchange;
	let left = bounds.bytes;
	let finished = false;
	const finish = () => {
		if (finished) return;
		finished = true;
		clearTimeout(total);
		clearTimeout(idle);
		request.removeListener?.("data", count);
		response.end();
	};
	const count = (chunk) => {
		idle.refresh();
		left -= chunk.length;
		if (left < 0) finish();
	};
	const total = setTimeout(finish, bounds.totalMs).unref();
	const idle = setTimeout(finish, bounds.idleMs).unref();
	if (body === "") response.flushHeaders?.();
	else response.write(body);
	flush(http1Socket(exchange));
	for (const event of [
		"end",
		"close",
		"error",
		"aborted"
	]) request.on?.(event, finish);
	request.unpipe?.();
	request.on?.("data", count);
	request.resume?.();
	if (request.destroyed === true) finish();
}
// src/send/node.ts
function readPriorFields(response) {
	return (response.getRawHeaderNames?.() ?? response.getHeaderNames()).flatMap((name) => {
		const value = response.getHeader(name);
		return (Array.isArray(value) ? value : [value]).map((line) => [name, String(line)]);
	});
}
const forbiddenInHttp2 = new Set([
	"connection",
	"keep-alive",
	"proxy-connection",
	"transfer-encoding",
	"upgrade"
]);
function toSendableLines(lines, isHttp2) {
	return isHttp2 ? lines.filter(([name]) => !forbiddenInHttp2.has(name.toLowerCase())) : lines;
}
function removeOthers(response, lines) {
	const present = response.getHeaderNames();
	if (present.length === 0) return;
	const planned = new Set(lines.map(([name]) => name.toLowerCase()));
	for (const name of present) if (!planned.has(name)) response.removeHeader(name);
}
function setLines(response, lines) {
	for (let index = 0; index < lines.length; index += 1) {
		const [name, value] = lines[index];
		const values = [value];
		while (lines[index + 1]?.[0] === name) {
			index += 1;
			values.push(lines[index][1]);
		}
		response.setHeader(name, values.length === 1 ? value : values);
	}
}
function connectionOptions(plan, close) {
	return [plan.headers.some(([name]) => name === "Upgrade") ? "Upgrade" : "", close ? "close" : ""].filter((option) => option !== "").join(", ");
}
function writeHead({ response, stream }, plan, close) {
	const isHttp2 = stream !== void 0;
	const lines = toSendableLines(plan.headers, isHttp2);
	removeOthers(response, lines);
	response.statusCode = plan.status;
	setLines(response, lines);
	if (isHttp2) return;
	response.statusMessage = plan.statusText;
	const options = connectionOptions(plan, close);
	if (options !== "") response.setHeader("Connection", options);
}
function end(response, body) {
	if (body === "") response.end();
	else response.end(body);
}
function stopUpload({ request, response, stream }) {
	if (stream === void 0 || request.complete !== false) return;
	discardBody(request);
	response.on?.("finish", () => {
		if (request.complete === false) stream.close(http2Codes.noError);
	});
}
function sendMinimal(response) {
	try {
		for (const name of response.getHeaderNames()) response.removeHeader(name);
		response.statusCode = 500;
		response.setHeader("Content-Type", "application/json");
		response.end("{\"error\":{\"code\":500,\"message\":\"Internal Server Error\"}}");
	} catch {
		response.destroy();
	}
}
const nothingToSay = [];
const sendFailed = [{
	code: "send_failed",
	message: "the response could not be written as planned"
}];
function sendNow(exchange, plan, bounds, unread) {
	try {
		const body = exchange.request.method === "HEAD" ? "" : plan.body;
		const lingers = unread && exchange.stream === void 0;
		writeHead(exchange, plan, plan.close || lingers);
		stopUpload(exchange);
		if (lingers) sendAndLinger(exchange, body, bounds);
		else end(exchange.response, body);
		return nothingToSay;
	} catch {
		sendMinimal(exchange.response);
		return sendFailed;
	}
}
function sendPlan(exchange, plan, bounds, sent) {
	const { request } = exchange;
	const body = readBodyState(request);
	if (body !== "small" || exchange.stream !== void 0) {
		sent("sent", sendNow(exchange, plan, bounds, body === "unread"));
		return;
	}
	discardBody(request);
	setImmediate(() => {
		if (readResponseState(exchange) === "fresh") sent("sent", sendNow(exchange, plan, bounds, request.complete === false));
		else sent("client_gone", nothingToSay);
	});
}
// src/hosts/response-marks.ts
const key = Symbol("failwell.marks");
const refused = new WeakMap();
const maxFailures = 8;
function readMarks(response) {
	return readProperty(response, key) ?? refused.get(response);
}
function makeMarks(response) {
	const marks = {
		met: [],
		describe: void 0,
		described: void 0
	};
	try {
		response[key] = marks;
	} catch {
		refused.set(response, marks);
	}
	return marks;
}
function isFirstMeeting(response, thrown) {
	const { met } = readMarks(response) ?? makeMarks(response);
	if (met.includes(thrown) || met.length >= maxFailures) return false;
	met.push(thrown);
	return true;
}
function hasMetAnother(response) {
	return (readMarks(response)?.met.length ?? 0) > 1;
}
// src/hosts/source-reader.ts
const maxBytes = 1048576;
function readSourceFile(path) {
	try {
		const facts = statSync(path);
		return facts.isFile() && facts.size <= maxBytes ? readFileSync(path, "utf8") : void 0;
	} catch {
		return;
	}
}
// src/hosts/node-handler.ts
function isAnswered(response, state) {
	return state === "ended" || hasMetAnother(response);
}
function sendFresh(responder, incident, exchange, host, bounds) {
	const plan = responder.plan(incident, readPriorFields(exchange.response));
	sendPlan(exchange, plan, bounds, (outcome, warnings) => {
		const report = () => responder.report(incident, {
			outcome,
			plan,
			host,
			warnings
		});
		if (exchange.stream === void 0) report();
		else setImmediate(report);
	});
}
function settle(responder, incident, exchange, host, state) {
	if (isAnswered(exchange.response, state)) {
		responder.report(incident, {
			outcome: "already_sent",
			host
		});
		return;
	}
	if (state === "started") cutResponse(exchange);
	responder.report(incident, {
		outcome: state === "gone" ? "client_gone" : "cut",
		host
	});
}
let warned = false;
function warnOfBug(bug) {
	if (warned) return;
	warned = true;
	const name = readString(bug, "name") ?? "an unknown error";
	process.emitWarning(`failwell: ${name} while a failure was answered; its connection was closed`, {
		code: "FAILWELL_BUG",
		detail: readString(bug, "stack") ?? ""
	});
}
function createNodePipeline(options) {
	const settings = {
		...resolveOptions(options),
		readSource: readSourceFile
	};
	const responder = createResponder(settings, createDiagnosticsChannel());
	const handle = (thrown, request, response, host = {}) => {
		try {
			if (!isFirstMeeting(response, thrown)) return false;
			const exchange = toExchange(request, response);
			const state = readResponseState(exchange);
			const incident = responder.examine(thrown, request);
			if (state === "fresh" && !isAnswered(response, state)) sendFresh(responder, incident, exchange, host, settings.linger);
			else settle(responder, incident, exchange, host, state);
		} catch (bug) {
			response.destroy();
			warnOfBug(bug);
		}
		return true;
	};
	return {
		settings,
		responder,
		handle
	};
}
function createNodeHandler(options) {
	return createNodePipeline(options).handle;
}
export { createNodeHandler, createNodePipeline };
