import { type ErrorHandlerOptions, resolveOptions, type Settings } from '../core/options.ts';
import { createResponder, type Incident, type Responder } from '../core/responder.ts';
import { readString } from '../http/safe-read.ts';
import { createDiagnosticsChannel } from '../report/channel.ts';
import type { HostContext } from '../report/failure.ts';
import { cutResponse } from '../send/cut.ts';
import { type Exchange, toExchange } from '../send/exchange.ts';
import { readPriorFields, sendPlan } from '../send/node.ts';
import type { NodeRequest, NodeResponse } from '../send/node-types.ts';
import { type ResponseState, readResponseState } from '../send/response-state.ts';
import { hasMetAnother, isFirstMeeting, type Readers } from './response-marks.ts';
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

function isAnswered(response: NodeResponse, state: ResponseState): boolean {
  return state === 'ended' || hasMetAnother(response);
}

function sendFresh(
  responder: Responder,
  incident: Incident,
  exchange: Exchange,
  host: HostContext,
  bounds: Parameters<typeof sendPlan>[2],
): void {
  const plan = responder.plan(incident, readPriorFields(exchange.response));
  sendPlan(exchange, plan, bounds, (outcome, warnings) => {
    const report = (): void => responder.report(incident, { outcome, plan, host, warnings });
    // HTTP/1 has handed its bytes to the system by now. HTTP/2 does so at the end of this turn, which a logger may hold up.
    if (exchange.stream === undefined) report();
    else setImmediate(report);
  });
}

/** Nothing is left to write; what is left is the record, and a cut where the message is under way. */
function settle(
  responder: Responder,
  incident: Incident,
  exchange: Exchange,
  host: HostContext,
  state: ResponseState,
): void {
  const { response } = exchange;
  const status = response.headersSent ? { status: response.statusCode } : {};
  if (isAnswered(response, state)) {
    responder.report(incident, { outcome: 'already_sent', host, ...status });
    return;
  }
  if (state === 'started') cutResponse(exchange);
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

/** Whoever reads `res.err` does so when the response has finished, as pino-http. HTTP/2's responses have none of Node's own. */
function hasFinishListener(response: NodeResponse, ownListeners: number): boolean {
  if (typeof response.listenerCount !== 'function') return true;
  return response.listenerCount('finish') > (response.stream === undefined ? ownListeners : 0);
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
 * @param ownListeners listeners of a response's `finish` that are Node's and the host's own.
 * @throws OptionError where the options are wrong; never while a request is answered.
 */
export function createNodePipeline(options?: ErrorHandlerOptions, ownListeners = 1): NodePipeline {
  const settings: Settings = { ...resolveOptions(options), readSource: readSourceFile };
  const responder = createResponder(settings, createDiagnosticsChannel());
  const readers: Readers = {
    describe: responder.toSafeError,
    isAwaited: (response) => responder.isHeard() || hasFinishListener(response, ownListeners),
  };
  const handle: NodeErrorHandler = (thrown, request, response, host = {}) => {
    try {
      if (!isFirstMeeting(response, thrown, readers)) return false;
      const exchange = toExchange(request, response);
      const state = readResponseState(exchange);
      const incident = responder.examine(thrown, request);
      if (state === 'fresh' && !isAnswered(response, state)) {
        sendFresh(responder, incident, exchange, host, settings.linger);
      } else settle(responder, incident, exchange, host, state);
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
