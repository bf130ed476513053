import { type ErrorHandlerOptions, resolveOptions, type Settings } from '../core/options.ts';
import { createResponder, type Incident, type Responder } from '../core/responder.ts';
import { readString } from '../http/safe-read.ts';
import { createDiagnosticsChannel } from '../report/channel.ts';
import type { HostContext } from '../report/failure.ts';
import { cutResponse } from '../send/cut.ts';
import { readPriorFields, sendPlan } from '../send/node.ts';
import type { NodeRequest, NodeResponse } from '../send/node-types.ts';
import { http2Stream, type ResponseState, readResponseState } from '../send/response-state.ts';
import { readSourceFile } from './source-reader.ts';

/**
 * What a Node host hands over: the failure, the exchange, and what only the host knows of it. The answer is false where
 * this failure was handled for this response before.
 */
export type NodeErrorHandler = (
  thrown: unknown,
  request: NodeRequest,
  response: NodeResponse,
  host?: HostContext,
) => boolean;

/** The failures that a response has met already: a second handler, or a second throw, writes nothing more (SL-5). */
const met: WeakMap<object, Set<unknown>> = new WeakMap();

/** False where this very failure was handled for this response before, as Koa does with the errors of a stream. */
function isFirstMeeting(response: NodeResponse, thrown: unknown): boolean {
  const failures = met.get(response);
  if (failures === undefined) {
    met.set(response, new Set([thrown]));
    return true;
  }
  if (failures.has(thrown) || failures.size >= 8) return false;
  failures.add(thrown);
  return true;
}

function isAnswered(response: NodeResponse, state: ResponseState): boolean {
  return state === 'ended' || (met.get(response)?.size ?? 0) > 1;
}

interface Exchange {
  readonly request: NodeRequest;
  readonly response: NodeResponse;
  readonly host: HostContext;
}

function sendFresh(
  responder: Responder,
  incident: Incident,
  { request, response, host }: Exchange,
  bounds: Parameters<typeof sendPlan>[3],
): void {
  const plan = responder.plan(incident, readPriorFields(response));
  sendPlan(request, response, plan, bounds, (outcome, warnings) => {
    const report = (): void => responder.report(incident, { outcome, plan, host, warnings });
    // HTTP/1 has handed its bytes to the system by now. HTTP/2 does so at the end of this turn, which a logger may hold up.
    if (http2Stream(response) === undefined) report();
    else setImmediate(report);
  });
}

/** Nothing is left to write; what is left is the record, and a cut where the message is under way. */
function settle(
  responder: Responder,
  incident: Incident,
  { request, response, host }: Exchange,
  state: ResponseState,
): void {
  const status = response.headersSent ? { status: response.statusCode } : {};
  if (isAnswered(response, state)) {
    responder.report(incident, { outcome: 'already_sent', host, ...status });
    return;
  }
  if (state === 'started') cutResponse(request, response);
  responder.report(incident, { outcome: state === 'gone' ? 'client_gone' : 'cut', host, ...status });
}

let warned = false;

/** A bug of this library must not be silent; one line for the process is enough for whoever is on call. */
function warnOfBug(bug: unknown): void {
  if (warned) return;
  warned = true;
  const name = readString(bug, 'name') ?? 'an unknown error';
  process.emitWarning(`failwell: ${name} while a failure was answered; its connection was closed`, {
    code: 'FAILWELL_BUG',
    detail: readString(bug, 'stack') ?? '',
  });
}

/** The parts of a Node host that its adapter may need one by one. */
export interface NodePipeline {
  readonly settings: Settings;
  readonly responder: Responder;
  readonly handle: NodeErrorHandler;
}

/**
 * Creates the pipeline of a Node host. `handle` never throws: a bug on the way closes the connection, so that the client
 * is not left waiting.
 *
 * @throws OptionError where the options are wrong; never while a request is answered.
 */
export function createNodePipeline(options?: ErrorHandlerOptions): NodePipeline {
  const settings: Settings = { ...resolveOptions(options), readSource: readSourceFile };
  const responder = createResponder(settings, createDiagnosticsChannel());
  const handle: NodeErrorHandler = (thrown, request, response, host = {}) => {
    try {
      if (!isFirstMeeting(response, thrown)) return false;
      const state = readResponseState(request, response);
      const incident = responder.examine(thrown, request);
      const exchange: Exchange = { request, response, host };
      if (state === 'fresh' && !isAnswered(response, state)) sendFresh(responder, incident, exchange, settings.linger);
      else settle(responder, incident, exchange, state);
    } catch (bug) {
      response.destroy();
      warnOfBug(bug);
    }
    return true;
  };
  return { settings, responder, handle };
}

/** The function that most Node hosts need of it. */
export function createNodeHandler(options?: ErrorHandlerOptions): NodeErrorHandler {
  return createNodePipeline(options).handle;
}
