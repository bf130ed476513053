import type { ErrorHandlerOptions } from '../core/options.ts';
import type { FieldLine, ResponsePlan } from '../http/response-plan.ts';
import { isErrorLike, readProperty, readString } from '../http/safe-read.ts';
import type { HostContext } from '../report/failure.ts';
import { type Exchange, toExchange } from '../send/exchange.ts';
import { readBodyState } from '../send/linger.ts';
import { connectionOptions, sendPlan, toFields, toSendableLines } from '../send/node.ts';
import type { NodeRequest, NodeResponse } from '../send/node-types.ts';
import { readResponseState } from '../send/response-state.ts';
import { createNodePipeline, type NodePipeline } from './node-handler.ts';

/** The members of Fastify's request and reply that are touched. */
export interface FastifyRequestLike {
  readonly raw: NodeRequest;
}

export interface FastifyReplyLike {
  readonly raw: NodeResponse;
  readonly sent: boolean;
  getHeaders(): Record<string, unknown>;
  removeHeader(name: string): unknown;
  header(name: string, value: string | string[]): unknown;
  code(status: number): unknown;
  serializer(serialize: (payload: unknown) => unknown): unknown;
  hijack(): unknown;
  send: (this: FastifyReplyLike, payload: unknown) => unknown;
}

function toLines(headers: Record<string, unknown>): readonly FieldLine[] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((line) => line !== undefined)
      .map((line): FieldLine => [name, String(line)]),
  );
}

function removeAll(reply: FastifyReplyLike): void {
  for (const name of Object.keys(reply.getHeaders())) {
    reply.removeHeader(name);
    if (reply.raw.getHeader(name) !== undefined) reply.raw.removeHeader(name);
  }
}

/**
 * What is sent while our answer is on its way through the `onSend` hooks comes here. Where a hook failed, Fastify gives the
 * answer up and has its own default handler send the message of that failure to the client, whatever it holds; it takes
 * the Content-Type off first, by which that is told from a second failure of the handler, which writes nothing (SL-5).
 */
function guardSend(
  reply: FastifyReplyLike,
  abandoned: (failure: unknown) => void,
  late: (failure: unknown) => void,
): void {
  const send = reply.send;
  reply.send = (payload: unknown) => {
    if (reply.sent) return send.call(reply, payload);
    if (reply.getHeaders()['content-type'] === undefined) {
      reply.send = send;
      abandoned(payload);
    } else if (isErrorLike(payload)) late(payload);
    return reply;
  };
}

/** With a serializer, even this one, Fastify leaves the Content-Type of a string as it is; without, it adds a charset. */
const asItIs = (payload: unknown): unknown => payload;

/**
 * By Fastify's own way, so that `onSend` hooks (cookies, sessions) still run. As a string and not as bytes: Node sends it
 * with the header section in one piece.
 */
function sendThroughReply(
  reply: FastifyReplyLike,
  plan: ResponsePlan,
  isHttp2: boolean,
  abandoned: (failure: unknown) => void,
  late: (failure: unknown) => void,
): void {
  const { send } = reply;
  removeAll(reply);
  reply.code(plan.status);
  if (!isHttp2) reply.raw.statusMessage = plan.statusText; // SL-8
  for (const [name, values] of toFields(toSendableLines(plan.headers, isHttp2))) reply.header(name, values);
  const connection = isHttp2 ? '' : connectionOptions(plan, plan.close, reply.raw);
  if (connection !== '') reply.header('Connection', connection);
  guardSend(reply, abandoned, late);
  reply.serializer(asItIs);
  send.call(reply, plan.body);
}

/** Around Fastify: what is under way has to be cut, and an unread body needs its lingering close. */
function sendAround(
  pipeline: NodePipeline,
  error: unknown,
  request: NodeRequest,
  reply: FastifyReplyLike,
  host: HostContext,
): void {
  if (!reply.raw.headersSent) {
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, Array.isArray(value) ? value.map(String) : String(value));
    }
  }
  reply.hijack();
  pipeline.handle(error, request, reply.raw, host);
}

type Answer = (
  pipeline: NodePipeline,
  error: unknown,
  request: NodeRequest,
  reply: FastifyReplyLike,
  host: HostContext,
) => void;

const answer: Answer = (pipeline, error, request, reply, host) => {
  const { responder, settings } = pipeline;
  const exchange: Exchange = toExchange(request, reply.raw);
  const isPlain = readResponseState(exchange) === 'fresh' && readBodyState(request) === 'read';
  if (!isPlain || reply.sent) {
    sendAround(pipeline, error, request, reply, host);
    return;
  }
  const incident = responder.examine(error, request);
  const plan = responder.plan(incident, toLines(reply.getHeaders()));
  const reportLate = (failure: unknown): void => {
    responder.report(responder.examine(failure, request), { outcome: 'already_sent', host, status: plan.status });
  };
  const sendAbandoned = (failure: unknown): void => {
    reply.hijack();
    sendPlan(exchange, plan, settings.linger, () => reportLate(failure));
  };
  sendThroughReply(reply, plan, exchange.stream !== undefined, sendAbandoned, reportLate);
  responder.report(incident, { outcome: 'sent', plan, host });
};

const answerAround: Answer = (pipeline, error, request, reply, host) => {
  try {
    sendAround(pipeline, error, request, reply, host);
  } catch {
    reply.raw.destroy();
  }
};

/** The function that Fastify's error handler calls. */
export function createFastifyHandler(
  options?: ErrorHandlerOptions,
): (error: unknown, request: FastifyRequestLike, reply: FastifyReplyLike) => void {
  const pipeline = createNodePipeline(options);
  return (error, request, reply) => {
    const host: HostContext = {
      route: () => readString(readProperty(request, 'routeOptions'), 'url'),
      requestLogger: () => readProperty(request, 'log'),
      request,
      response: reply,
    };
    try {
      answer(pipeline, error, request.raw, reply, host);
    } catch {
      // A reply that somebody decorated refused a field: Fastify would show the client what it said.
      answerAround(pipeline, error, request.raw, reply, host);
    }
  };
}
