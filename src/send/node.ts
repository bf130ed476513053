import type { FieldLine, ResponsePlan } from '../http/response-plan.ts';
import type { Warning } from '../http/warning.ts';
import type { Exchange } from './exchange.ts';
import { discardBody, type LingerBounds, readBodyState, sendAndLinger } from './linger.ts';
import type { NodeResponse } from './node-types.ts';
import { http2Codes, readResponseState } from './response-state.ts';

/** Lines that the abandoned response had set, in their own spelling where the host keeps it. */
export function readPriorFields(response: NodeResponse): readonly FieldLine[] {
  const names = response.getRawHeaderNames?.() ?? response.getHeaderNames();
  return names.flatMap((name): FieldLine[] => {
    const value = response.getHeader(name);
    return (Array.isArray(value) ? value : [value]).map((line: unknown): FieldLine => [name, String(line)]);
  });
}

/** H2-1: Node throws on these only at flush, and the stream then hangs. */
const forbiddenInHttp2: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

/** The lines of a plan that its protocol lets through. */
export function toSendableLines(lines: readonly FieldLine[], isHttp2: boolean): readonly FieldLine[] {
  return isHttp2 ? lines.filter(([name]) => !forbiddenInHttp2.has(name.toLowerCase())) : lines;
}

/** Removes what the plan does not have. FR-8: only what is there, because Node remembers removals of framing fields. */
function removeOthers(response: NodeResponse, lines: readonly FieldLine[]): void {
  const present = response.getHeaderNames();
  if (present.length === 0) return;
  const planned = new Set(lines.map(([name]) => name.toLowerCase()));
  for (const name of present) {
    if (!planned.has(name)) response.removeHeader(name);
  }
}

/** A field with its lines: what stands several times in a plan stands there in a row. */
type Field = readonly [name: string, value: string | string[]];

export function toFields(lines: readonly FieldLine[]): readonly Field[] {
  const fields: Field[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as FieldLine;
    const [name] = line;
    const from = index;
    while (lines[index + 1]?.[0] === name) index += 1;
    fields.push(index === from ? line : [name, lines.slice(from, index + 1).map(([, value]) => value)]);
  }
  return fields;
}

/**
 * RFC 9110 section 7.6.1: an Upgrade is an option of the connection, and so is the wish to close it. Where a Connection is
 * set, Node no longer looks at the client's, and would leave open what that asked to be closed (RFC 9112 section 9.6).
 */
export function connectionOptions(plan: ResponsePlan, close: boolean, response: NodeResponse): string {
  const upgrade = plan.headers.some(([name]) => name === 'Upgrade');
  const closes = close || (upgrade && response.shouldKeepAlive === false);
  return [upgrade ? 'Upgrade' : '', closes ? 'close' : ''].filter((option) => option !== '').join(', ');
}

function writeHead({ response, stream }: Exchange, plan: ResponsePlan, close: boolean): void {
  const isHttp2 = stream !== undefined;
  const lines = toSendableLines(plan.headers, isHttp2);
  removeOthers(response, lines);
  response.statusCode = plan.status;
  for (const [name, value] of toFields(lines)) response.setHeader(name, value);
  if (isHttp2) return; // SL-8: no reason phrase
  response.statusMessage = plan.statusText;
  const options = connectionOptions(plan, close, response);
  if (options !== '') response.setHeader('Connection', options);
}

function end(response: NodeResponse, body: string): void {
  if (body === '') response.end();
  else response.end(body);
}

/** H2-4: a complete early response may be followed by NO_ERROR, which stops the upload. */
function stopUpload({ request, response, stream }: Exchange): void {
  if (stream === undefined || request.complete !== false) return;
  discardBody(request);
  response.on?.('finish', () => {
    if (request.complete === false) stream.close(http2Codes.noError);
  });
}

/** The last resort of sending: something that patched the response refused a field. */
function sendMinimal(response: NodeResponse): void {
  try {
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    response.statusCode = 500;
    response.setHeader('Content-Type', 'application/json');
    response.end('{"error":{"code":500,"message":"Internal Server Error"}}');
  } catch {
    response.destroy();
  }
}

const nothingToSay: readonly Warning[] = [];
const sendFailed: readonly Warning[] = [
  { code: 'send_failed', message: 'the response could not be written as planned' },
];

function sendNow(exchange: Exchange, plan: ResponsePlan, bounds: LingerBounds, unread: boolean): readonly Warning[] {
  try {
    const body = exchange.request.method === 'HEAD' ? '' : plan.body; // FR-5
    const lingers = unread && exchange.stream === undefined;
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

/**
 * Writes the response, once. `sent` is called when it is written: at once, or one `setImmediate` later where a small
 * request body was still on its way; with `gone` where the client left in between.
 */
export function sendPlan(
  exchange: Exchange,
  plan: ResponsePlan,
  bounds: LingerBounds,
  sent: (outcome: 'sent' | 'client_gone', warnings: readonly Warning[]) => void,
): void {
  const { request } = exchange;
  const body = readBodyState(request);
  if (body !== 'small' || exchange.stream !== undefined) {
    sent('sent', sendNow(exchange, plan, bounds, body === 'unread'));
    return;
  }
  discardBody(request);
  setImmediate(() => {
    if (readResponseState(exchange) === 'fresh') {
      sent('sent', sendNow(exchange, plan, bounds, request.complete === false));
    } else {
      sent('client_gone', nothingToSay);
    }
  });
}
