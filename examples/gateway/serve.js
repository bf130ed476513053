// npm run demo -- --serve: both gateways, kept listening until Ctrl-C.
import { once } from 'node:events';
import { createServer } from 'node:http';
import pino from 'pino';
import { createExpressGateway } from './express-gateway.js';
import { createKoaGateway } from './koa-gateway.js';
import { print } from './print.js';
import { scenarios } from './scenarios.js';
import { startUpstreams } from './upstreams.js';

/**
 * Listens on the wanted port, or on a free one when it is taken.
 * @param {import('node:http').RequestListener} gateway
 * @param {number} wanted
 */
async function listen(gateway, wanted) {
  const server = createServer(gateway);
  try {
    await once(server.listen(wanted, '127.0.0.1'), 'listening');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    await once(server.listen(0, '127.0.0.1'), 'listening');
  }
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  if (wanted !== 0 && port !== wanted) print(`Port ${wanted} is taken; using ${port}. Choose another with --port.`);
  return { server, origin: `http://127.0.0.1:${port}` };
}

/** @param {string} request method and path */
function toCurl(request, origin = '') {
  const [method = '', path = ''] = request.split(' ');
  const flags = { GET: '-i', HEAD: '-I' }[method] ?? `-i -X ${method}`;
  return `curl ${flags} ${origin}${path}`;
}

/** @param {number} port of Express; Koa takes the next one; 0 takes two free ones */
export async function serve(port) {
  if (!Number.isInteger(port) || port < 0 || port > 65_534)
    throw new RangeError('--port takes a number from 0 to 65534');
  const upstreams = await startUpstreams();
  const settings = { upstreams: upstreams.urls, logger: pino() };
  const express = await listen(createExpressGateway(settings), port);
  const koa = await listen(createKoaGateway(settings).callback(), port === 0 ? 0 : port + 1);
  print(`Express ${express.origin}\nKoa     ${koa.origin}\n`);
  for (const { request, title } of scenarios) print(`${toCurl(request, express.origin).padEnd(60)} # ${title}`);
  print('\nThe log records appear below. Ctrl-C stops.');

  const stop = () => {
    upstreams.close();
    for (const { server } of [express, koa]) server.close().closeAllConnections();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
}
