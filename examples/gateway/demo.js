// npm run demo                          shows every failure on Express and Koa, checks the answers, and exits
// npm run demo -- --serve [--port N]    keeps both gateways listening for your own requests, and serves the playground
import { once } from 'node:events';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { findFaults } from './check.js';
import { createExpressGateway } from './express-gateway.js';
import { createKoaGateway } from './koa-gateway.js';
import { createLog } from './log.js';
import { print, printExchange, printHeading } from './print.js';
import { exchange } from './raw-client.js';
import { scenarios } from './scenarios.js';
import { serve } from './serve.js';
import { startUpstreams } from './upstreams.js';

/**
 * @param {string} host
 * @param {import('node:http').RequestListener} gateway
 * @param {ReturnType<typeof createLog>} log
 * @returns {Promise<number>} how many answers were not as expected
 */
async function show(host, gateway, log) {
  const server = createServer(gateway).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  let wrong = 0;
  printHeading(host);
  for (const scenario of scenarios) {
    const bytes = await exchange(port, scenario.request);
    const record = scenario.status < 400 ? undefined : await log.take();
    const faults = [...findFaults(scenario, bytes.received, JSON.stringify(record ?? {}))];
    if (log.left() > 0) faults.push('expected one log record, not more');
    printExchange(`${host}: ${scenario.title}`, bytes, record, faults);
    if (faults.length > 0) wrong += 1;
  }
  server.close();
  return wrong;
}

async function run() {
  const upstreams = await startUpstreams();
  const log = createLog();
  const settings = { upstreams: upstreams.urls, logger: log.logger };
  print(`A gateway whose handlers neither catch nor classify anything stands in front of real upstreams on loopback that
refuse, talk nonsense, cut their answer, hang, or say 401, 404, 429 and 503. Below: ${scenarios.length} requests to it on Express,
then the same on Koa; each with the answer byte for byte (<) and what the operator finds in the log.`);
  const wrong =
    (await show('Express', createExpressGateway(settings), log)) +
    (await show('Koa', createKoaGateway(settings).callback(), log));
  upstreams.close();
  printHeading(wrong === 0 ? `all ${scenarios.length * 2} answers as expected` : `${wrong} answers NOT as expected`);
  print(`
The two gateways   examples/gateway/express-gateway.js, examples/gateway/koa-gateway.js
One file a host    examples/README.md
Everything else    README.md
Try it yourself    npm run demo -- --serve`);
  process.exitCode = wrong === 0 ? 0 : 1;
}

async function main() {
  const options = /** @type {const} */ ({ serve: { type: 'boolean' }, port: { type: 'string', default: '3000' } });
  const { values } = parseArgs({ options });
  await (values.serve ? serve(Number(values.port)) : run());
}

main().catch((error) => {
  console.error(`demo: ${error.message}`);
  process.exitCode = 1;
});
