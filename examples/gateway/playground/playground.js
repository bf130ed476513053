// The playground's own server. It answers its own failures with failwell too.
import { readFile } from 'node:fs/promises';
import { Forbidden, MethodNotAllowed, NotFound, ServiceUnavailable } from 'failwell';
import { errorHandler } from 'failwell/node';
import { readChoice } from './choice.js';
import { hosts } from './gateways.js';
import { renderPage } from './page.js';
import { trigger } from './trigger.js';

/** @type {Record<string, string>} */
const assets = { '/playground.css': 'text/css', '/playground.js': 'text/javascript' };

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Scenarios that run at the same time: some of them hold a connection for a second. */
const maxRunning = 8;

/**
 * A page of somebody else's can have a name of its own that leads here (DNS rebinding), and would read what we answer.
 * @param {import('node:http').IncomingMessage} request
 */
function refuseStrangers({ headers: { host = '' }, method = '' }) {
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(host)) throw new Forbidden('only for this machine');
  if (!['GET', 'HEAD'].includes(method)) throw new MethodNotAllowed({ allow: ['GET', 'HEAD'] });
}

/**
 * @param {object} parts
 * @param {ReturnType<typeof import('./gateways.js').createGateways>} parts.gateways
 * @param {ReturnType<typeof import('./records.js').createRecords>} parts.records
 * @param {import('pino').Logger} parts.logger
 * @returns {import('node:http').RequestListener}
 */
export function createPlayground({ gateways, records, logger }) {
  const fail = errorHandler({ format: 'negotiate', logger });
  let running = 0;

  /** @param {import('./choice.js').Choice} choice */
  async function run(choice) {
    const { scenario } = choice;
    if (scenario === undefined) return [];
    if (running >= maxRunning) throw new ServiceUnavailable({ retryAfter: 1 });
    running += 1;
    try {
      const one = /** @param {import('./gateways.js').Host} host */ async (host) =>
        trigger(host, await gateways.port(host, choice), { ...choice, scenario }, records);
      return await Promise.all(hosts.map(one));
    } finally {
      running -= 1;
    }
  }

  /** @param {URL} url @returns {Promise<{ type: string, content: string | Buffer }>} */
  async function answer({ pathname, searchParams }) {
    const type = assets[pathname];
    if (type !== undefined) return { type, content: await readFile(new URL(`assets${pathname}`, import.meta.url)) };
    if (pathname !== '/') throw new NotFound();
    const choice = readChoice(searchParams);
    return { type: 'text/html', content: renderPage(choice, await run(choice)) };
  }

  return async (request, response) => {
    try {
      refuseStrangers(request);
      const { type, content } = await answer(new URL(request.url ?? '/', 'http://127.0.0.1'));
      response.setHeader('Content-Type', `${type}; charset=utf-8`);
      response.setHeader('Content-Security-Policy', policy);
      response.setHeader('X-Content-Type-Options', 'nosniff');
      response.setHeader('Referrer-Policy', 'no-referrer');
      response.setHeader('Cache-Control', 'no-store');
      response.setHeader('Content-Length', Buffer.byteLength(content));
      response.end(content);
    } catch (error) {
      fail(error, request, response);
    }
  };
}
