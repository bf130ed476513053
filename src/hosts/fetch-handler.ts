import { type ErrorHandlerOptions, resolveOptions } from '../core/options.ts';
import { createResponder } from '../core/responder.ts';
import type { FieldLine, ResponsePlan } from '../http/response-plan.ts';
import { readProperty } from '../http/safe-read.ts';
import type { Warning } from '../http/warning.ts';
import type { HostContext } from '../report/failure.ts';

/** Lines of Web Headers; Set-Cookie lines stay apart. */
export function toLines(headers: Headers | undefined): readonly FieldLine[] {
  return headers === undefined ? [] : [...headers].map(([name, value]): FieldLine => [name, value]);
}

/** Upgrade is an option of the connection (RFC 9110 section 7.8), and so is its end (CO-4). A server of HTTP/2 leaves it out. */
export function toConnection(plan: ResponsePlan): string | undefined {
  const upgrades = plan.headers.some(([name]) => name.toLowerCase() === 'upgrade');
  const options = [upgrades ? 'Upgrade' : '', plan.close ? 'close' : ''].filter((option) => option !== '');
  return options.length === 0 ? undefined : options.join(', ');
}

function toResponse(plan: ResponsePlan, method: string): Response {
  const headers = new Headers(plan.headers);
  const connection = toConnection(plan);
  if (connection !== undefined) headers.set('Connection', connection);
  const { status, statusText } = plan;
  return new Response(method === 'HEAD' ? null : plan.body, { status, statusText, headers });
}

/** The last resort of sending: a runtime whose Headers refuse what HTTP allows. */
function toMinimalResponse(method: string): Response {
  const body = '{"error":{"code":500,"message":"Internal Server Error"}}';
  const headers = {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  };
  return new Response(method === 'HEAD' ? null : body, { status: 500, headers });
}

const sendFailed: readonly Warning[] = [{ code: 'send_failed', message: 'the response could not be made as planned' }];

function send(
  plan: ResponsePlan,
  method: string,
): { readonly response: Response; readonly warnings: readonly Warning[] } {
  try {
    return { response: toResponse(plan, method), warnings: [] };
  } catch {
    return { response: toMinimalResponse(method), warnings: sendFailed };
  }
}

/** The client of a Web request has left when the signal of the request says so. */
function isGone(request: unknown): boolean {
  return readProperty(readProperty(request, 'signal'), 'aborted') === true;
}

export type FetchErrorHandler = (
  thrown: unknown,
  request: unknown,
  prior: readonly FieldLine[],
  host?: HostContext,
) => Response;

/**
 * Creates the function that hosts on Web `Request` and `Response` call with a failure. It always gives a response: these
 * hosts have no other way to end a request.
 */
export function createFetchHandler(options?: ErrorHandlerOptions): FetchErrorHandler {
  const responder = createResponder(resolveOptions(options));
  return (thrown, request, prior, host = { request }) => {
    const incident = responder.examine(thrown, request);
    const plan = responder.plan(incident, prior);
    const { response, warnings } = send(plan, incident.request.method);
    responder.report(incident, { outcome: isGone(request) ? 'client_gone' : 'sent', plan, host, warnings });
    return response;
  };
}
