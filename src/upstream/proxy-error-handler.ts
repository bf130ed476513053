import type { ErrorHandlerOptions } from '../core/options.ts';
import { createNodePipeline, type NodePipeline } from '../hosts/node-handler.ts';
import { readProperty } from '../http/safe-read.ts';
import type { NodeRequest, NodeResponse } from '../send/node-types.ts';
import { type RawSocket, sendRaw } from '../send/raw.ts';
import { toUpstreamFault } from './fault.ts';

/** The `error` listener of http-proxy, http-proxy-3 and http-proxy-middleware. */
export interface ProxyErrorHandler {
  (error: unknown, request: NodeRequest, target: object, to?: unknown): void;
  /**
   * The `proxyRes` listener beside it. These libraries take no notice of a target that dies in the middle of its body: the
   * client would wait for ever. With it the response is cut, so that the client sees that it is not whole.
   */
  readonly proxyRes: (reply: object, request: NodeRequest, response: NodeResponse) => void;
}

function isResponse(target: object): target is NodeResponse {
  return typeof readProperty(target, 'setHeader') === 'function';
}

/** A WebSocket upgrade that failed: until bytes went through, the client still waits for an HTTP response. */
function answerSocket(pipeline: NodePipeline, error: unknown, request: NodeRequest, socket: RawSocket): void {
  const { responder, settings } = pipeline;
  const incident = responder.examine(error, request);
  const isOpen = socket.writable === true && socket.destroyed !== true;
  if (!isOpen || Number(readProperty(socket, 'bytesWritten')) > 0) {
    socket.destroy();
    responder.report(incident, { outcome: isOpen ? 'cut' : 'client_gone' });
    return;
  }
  const plan = responder.plan(incident, []);
  sendRaw(socket, plan, settings.linger.idleMs);
  responder.report(incident, { outcome: 'sent', plan });
}

/** Without a listener Node does not emit the error of a message that was cut. */
function watchReply(
  handle: (error: unknown, request: NodeRequest, target: object) => void,
): ProxyErrorHandler['proxyRes'] {
  return function failwellProxyReply(reply, request, response) {
    const once = readProperty(reply, 'once');
    if (typeof once === 'function') once.call(reply, 'error', (error: unknown) => handle(error, request, response));
  };
}

/** The target's host for the record; a URL can hold credentials. */
function toName(to: unknown): string {
  const host = typeof to === 'string' ? URL.canParse(to) && new URL(to).host : readProperty(to, 'host');
  return typeof host === 'string' && host !== '' ? host.slice(0, 256) : 'proxy target';
}

/**
 * Creates the `error` listener of a proxy: whatever fails between it and its target is 502, 503 or 504, in the same
 * envelope and with the same record as everywhere else. WebSocket upgrades, for which a socket comes instead of a
 * response, are answered too.
 *
 * @param options the same as for `errorHandler`.
 * @throws OptionError where the options are wrong.
 * @example
 * const handler = proxyErrorHandler();
 * createProxyMiddleware({ target, on: { error: handler, proxyRes: handler.proxyRes } });
 */
export function proxyErrorHandler(options?: ErrorHandlerOptions): ProxyErrorHandler {
  const pipeline = createNodePipeline(options);
  function failwellProxyError(error: unknown, request: NodeRequest, target: object, to?: unknown): void {
    try {
      const fault = toUpstreamFault({ thrown: error, facts: { name: toName(to) }, ended: undefined });
      if (isResponse(target)) pipeline.handle(fault, request, target);
      else answerSocket(pipeline, fault, request, target as RawSocket);
    } catch {
      const destroy = readProperty(target, 'destroy');
      if (typeof destroy === 'function') destroy.call(target);
    }
  }
  return Object.assign(failwellProxyError, { proxyRes: watchReply(failwellProxyError) });
}
