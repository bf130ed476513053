// What is wrong with one request, its two records and its spans; nothing, when all is well.

/**
 * @typedef {Record<string, any>} LogLine
 * @typedef {import('./collector.js').Span} Span
 * @typedef {{ scenario: import('./scenarios.js').Scenario, sent?: { traceId: string, spanId: string },
 *   status: number, body: string, traceId: string }} Exchange
 */

const server = 2;
const client = 3;

/** @param {Exchange} exchange */
function* findWrongAnswers({ scenario, sent, status, body, traceId }) {
  if (status !== scenario.gateway.status) yield `the client got ${status}, not ${scenario.gateway.status}`;
  if (!/^[0-9a-f]{32}$/.test(traceId)) yield `the body has no trace id: ${body}`;
  if (sent !== undefined && traceId !== sent.traceId) yield "the body's trace id is not the client's";
}

/** @param {Exchange} exchange @param {LogLine[]} log */
function* findWrongRecords({ scenario, traceId }, log) {
  for (const [service, expected] of Object.entries({ gateway: scenario.gateway, orders: scenario.service })) {
    const records = log.filter((line) => line.service === service && line.trace_id === traceId);
    if (records.length !== 1) yield `${records.length} records of ${service} have the trace id ${traceId}, not one`;
    const [record = {}] = records;
    if (record['error.type'] !== expected.type)
      yield `${service} recorded ${record['error.type']}, not ${expected.type}`;
    if (service !== 'gateway') continue;
    const { cause, code } = scenario.gateway;
    const causes = /** @type {{ message: string, code?: string }[]} */ (record['failwell.causes'] ?? []);
    const kept = causes.find(({ message }) => cause.test(message));
    if (kept === undefined) yield `the service's envelope is not among the gateway's causes: ${JSON.stringify(causes)}`;
    else if (kept.code !== code) yield `the cause has the code ${kept.code}, not ${code}`;
    if (record['failwell.upstream.name'] !== 'orders') yield 'the gateway did not name its upstream';
  }
}

/** Client → gateway → its fetch → service: each span is the child of the one before. @param {Exchange} exchange @param {readonly Span[]} spans */
function* findWrongSpans({ scenario, sent, traceId }, spans) {
  const find = (/** @type {string} */ service, /** @type {number} */ kind) =>
    spans.find((span) => span.traceId === traceId && span.service === service && span.kind === kind);
  const [gateway, call, orders] = [find('gateway', server), find('gateway', client), find('orders', server)];
  if (gateway === undefined || call === undefined || orders === undefined) {
    yield `spans are missing: gateway ${!!gateway}, its call ${!!call}, orders ${!!orders}`;
    return;
  }
  if (sent !== undefined && gateway.parentSpanId !== sent.spanId) yield "the gateway's span is not the client's child";
  if (call.parentSpanId !== gateway.spanId) yield "the call is not the child of the gateway's span";
  if (orders.parentSpanId !== call.spanId) yield "the service's span is not the child of the call";
  if (gateway.status !== 2) yield "the gateway's span is no error";
  if (orders.status !== scenario.service.span) yield `the service's span has the status ${orders.status}`;
  for (const span of [gateway, orders]) {
    if (span.events.filter(({ name }) => name === 'exception').length !== 1)
      yield `${span.service}: not one exception event`;
  }
}

/**
 * @param {Exchange} exchange
 * @param {LogLine[]} log
 * @param {readonly Span[]} spans
 * @returns {string[]} a sentence for each fault
 */
export function findFaults(exchange, log, spans) {
  return [...findWrongAnswers(exchange), ...findWrongRecords(exchange, log), ...findWrongSpans(exchange, spans)];
}
