// npm run demo -- --serve: both gateways and the playground, kept listening until Ctrl-C.
import { once } from 'node:events';
import { createServer } from 'node:http';
import pino from 'pino';
import { toCurl } from './curl.js';
import { createGateways } from './playground/gateways.js';
import { createPlayground } from './playground/playground.js';
import { createRecords } from './playground/records.js';
import { print } from './print.js';
import { scenarios } from './scenarios.js';
import { startUpstreams } from './upstreams.js';

/**
 * Listens on the wanted port, or on a free one when it is taken.
 * @param {import('node:http').Server} server
 * @param {number} wanted
 * @returns {Promise<number>} the port
 */
async function listen(server, wanted) {
  try {
    await once(server.listen(wanted, '127.0.0.1'), 'listening');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    await once(server.listen(0, '127.0.0.1'), 'listening');
  }
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  if (wanted !== 0 && port !== wanted) print(`Port ${wanted} is taken; using ${port}. Choose another with --port.`);
  return port;
}

/** @param {number} port */
const toOrigin = (port) => `http://127.0.0.1:${port}`;

/** @param {number} port of Express; Koa and the playground take the next two; 0 takes free ones */
export async function serve(port) {
  if (!Number.isInteger(port) || port < 0 || port > 65_533)
    throw new RangeError('--port takes a number from 0 to 65533');
  const upstreams = await startUpstreams();
  const logger = pino();
  const records = createRecords();
  const wanted = { Express: port, Koa: port && port + 1 };
  const gateways = createGateways({
    upstreams: upstreams.urls,
    logger,
    onError: records.keep,
    // What the playground starts later, with other options, takes any port.
    listen: (server, host, isFirst) => listen(server, isFirst ? wanted[host] : 0),
  });
  const first = /** @type {const} */ ({ format: 'envelope', include: [] });
  const express = toOrigin(await gateways.port('Express', first));
  const koa = toOrigin(await gateways.port('Koa', first));
  const server = createServer(createPlayground({ gateways, records, logger }));
  const playground = toOrigin(await listen(server, port && port + 2));

  print(`Express ${express}\nKoa     ${koa}\n\nPlayground, for a browser: ${playground}\n`);
  for (const { request, title } of scenarios) {
    const [method = '', path = ''] = request.split(' ');
    print(`${toCurl(method, `${express}${path}`).padEnd(60)} # ${title}`);
  }
  print('\nThe log records appear below. Ctrl-C stops.');

  const stop = () => {
    server.close().closeAllConnections();
    gateways.close();
    upstreams.close();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
}
