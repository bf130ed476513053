// npm run build, then
//   node examples/distributed/run.js
//
// client → gateway (Express, two workers) → orders service (Koa, two workers) → a database that is away; everything exports
// OTLP to a collector stand-in. One trace id must be in the client's answer, in both records and in all spans.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { findFaults } from './check.js';
import { startCollector } from './collector.js';
import { start } from './processes.js';
import { scenarios } from './scenarios.js';

/** Requests of each scenario: each comes on a connection of its own, so both workers get some. */
const rounds = 4;
const services = ['gateway', 'orders'];

/** @param {string} gatewayUrl @param {import('./scenarios.js').Scenario} scenario */
async function ask(gatewayUrl, scenario) {
  const sent = scenario.traced
    ? { traceId: randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex') }
    : undefined;
  const headers = sent === undefined ? {} : { traceparent: `00-${sent.traceId}-${sent.spanId}-01` };
  const outgoing = request(`${gatewayUrl}/orders/7`, { method: scenario.method, headers, agent: false }).end();
  const [response] = await once(outgoing, 'response');
  const body = await text(response);
  const traceId = /"traceId":"(\w*)"/.exec(body)?.[1] ?? '';
  return { scenario, ...(sent && { sent }), status: response.statusCode, body, traceId };
}

/**
 * A port that refuses: it belongs to the client's end of a connection, so nothing listens there and nobody else gets it.
 * @param {string} url of something that listens
 */
async function reserveRefusingPort(url) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  return { port: String(socket.localPort), release: () => socket.destroy() };
}

/** @param {import('./check.js').Exchange} exchange @param {import('./check.js').LogLine[]} log @param {string[]} faults */
function print({ scenario, status, body, traceId }, log, faults) {
  console.log(`\n# ${scenario.title}\n  ${scenario.method} /orders/7 → ${status} ${body}`);
  for (const service of services) {
    const line = log.find((one) => one.trace_id === traceId && one.service === service);
    if (line !== undefined) console.log(`  ${service}[${line.pid}] ${line.msg}`);
  }
  for (const fault of faults) console.log(`  ! ${fault}`);
}

/** @param {import('./check.js').LogLine[]} log @param {import('./collector.js').Collector} collector */
function* findClusterFaults(log, collector) {
  for (const service of services) {
    const pids = new Set(log.filter((line) => line.service === service).map(({ pid }) => pid));
    if (pids.size < 2) yield `only ${pids.size} worker of ${service} recorded anything`;
    const isCounted = collector.points.some((point) => point.service === service && point.name === 'http.server.error');
    if (!isCounted) yield `${service} exported no http.server.error`;
  }
}

async function main() {
  const collector = await startCollector();
  const database = await reserveRefusingPort(collector.url);
  /** @type {import('./check.js').LogLine[]} */
  const log = [];
  const common = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, NODE_ENV: 'production' };
  const keep = (/** @type {Record<string, unknown>} */ line) => void log.push(line);
  const service = await start(
    'service.js',
    { ...common, DATABASE_PORT: database.port, OTEL_SERVICE_NAME: 'orders' },
    keep,
  );
  const gateway = await start(
    'gateway.js',
    { ...common, SERVICE_URL: service.url, OTEL_SERVICE_NAME: 'gateway' },
    keep,
  );

  const exchanges = [];
  for (const scenario of scenarios)
    for (let round = 0; round < rounds; round += 1) exchanges.push(await ask(gateway.url, scenario));
  // They export what is left before they end.
  await Promise.all([gateway.stop(), service.stop()]);

  const results = exchanges.map((exchange) => ({ exchange, faults: findFaults(exchange, log, collector.spans) }));
  results.forEach(({ exchange, faults }, index) => {
    if (index % rounds === 0 || faults.length > 0) print(exchange, log, faults);
  });
  const clusterFaults = [...findClusterFaults(log, collector)];
  for (const fault of clusterFaults) console.log(`! ${fault}`);
  database.release();
  collector.close();

  const wrong = results.filter(({ faults }) => faults.length > 0).length + clusterFaults.length;
  const pids = new Set(log.map(({ pid }) => pid)).size;
  console.log(
    wrong === 0
      ? `\n${exchanges.length} requests through ${pids} workers: one trace id each in the answer, both records and three spans`
      : `\n${wrong} things NOT as expected`,
  );
  return wrong === 0 ? 0 : 1;
}

// Bounded whatever happens. The processes end with this one.
setTimeout(() => {
  console.error('distributed: not done within a minute');
  process.exit(1);
}, 60_000).unref();
process.exitCode = await main();
