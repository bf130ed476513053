// One gateway for each way to set its error handler, made when it is first asked for: options are checked once, at creation.
import { createServer } from 'node:http';
import { handleServerErrors } from 'failwell/node';
import { createExpressGateway } from '../express-gateway.js';
import { createKoaGateway } from '../koa-gateway.js';
import { addExpressRoutes } from './express-routes.js';
import { addKoaRoutes } from './koa-routes.js';

/** @typedef {'Express' | 'Koa'} Host */
/** @type {readonly Host[]} */
export const hosts = ['Express', 'Koa'];

/**
 * @param {object} parts
 * @param {Record<string, string>} parts.upstreams
 * @param {import('pino').Logger} parts.logger
 * @param {(report: import('failwell').ErrorReport) => void} parts.onError
 * @param {(server: import('node:http').Server, host: Host, isFirst: boolean) => Promise<number>} parts.listen gives the port
 */
export function createGateways({ upstreams, logger, onError, listen }) {
  /** @typedef {Omit<Parameters<typeof createExpressGateway>[0], 'addRoutes'>} Settings */
  /** @type {Record<Host, (settings: Settings) => import('node:http').RequestListener>} */
  const create = {
    Express: (settings) => createExpressGateway({ ...settings, addRoutes: (app) => addExpressRoutes(app, upstreams) }),
    Koa: (settings) => createKoaGateway({ ...settings, addRoutes: (app) => addKoaRoutes(app, upstreams) }).callback(),
  };
  /** At most two hosts, three formats and sixteen sets of members: 96. @type {Map<string, Promise<number>>} */
  const ports = new Map();
  /** @type {import('node:http').Server[]} */
  const servers = [];
  return {
    /**
     * The port of the gateway with these options.
     * @param {Host} host
     * @param {Pick<import('./choice.js').Choice, 'format' | 'include'>} options
     */
    port(host, { format, include }) {
      const key = [host, format, ...include].join(' ');
      const known = ports.get(key);
      if (known !== undefined) return known;
      const server = createServer(create[host]({ upstreams, logger, options: { format, include, onError } }));
      // What Node refuses itself, such as malformed requests, is answered and recorded in the same way.
      handleServerErrors(server, { server: 'httperrors.com', logger, format, include, onError });
      servers.push(server);
      const port = listen(server, host, key === `${host} envelope`);
      ports.set(key, port);
      return port;
    },
    close() {
      for (const server of servers) server.close().closeAllConnections();
    },
  };
}
