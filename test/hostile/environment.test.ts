import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BadGateway, NotFound } from '../../src/index.ts';
import { createNodeClient, type HostileClient } from './clients.ts';
import { type HostileServer, startServers } from './servers.ts';
import { secret } from './texts.ts';

// What is around the process, and not in the value: a polluted Object.prototype, environment variables.

let servers: readonly HostileServer[] = [];
let clients: ReadonlyMap<HostileServer, HostileClient> = new Map();
beforeAll(async () => {
  servers = await startServers();
  clients = new Map(servers.map((one) => [one, createNodeClient(one.port)]));
});
afterAll(async () => {
  for (const client of clients.values()) client.close();
  await Promise.all(servers.map((server) => server.stop()));
});

const throwables: Readonly<Record<string, () => unknown>> = {
  'a plain Error': () => new Error(secret),
  'a plain object': () => ({ message: secret }),
  'our 502': () => new BadGateway(secret),
  'our 404': () => new NotFound('no such order'),
  'a proxy': () => new Proxy(new Error(secret), {}),
};

async function answer(server: HostileServer, build: () => unknown): Promise<string> {
  server.scene = { throwable: { kind: 'environment', build, shown: false }, prior: [] };
  const seen = await clients.get(server)?.ask({ method: 'GET', path: '/', headers: {} });
  return String(seen?.bytes).replace(/^Date: .*$/im, '');
}

/** What a merge of a request body leaves on every object of the process. */
const pollution: Readonly<Record<string, unknown>> = {
  status: 404,
  statusCode: 404,
  expose: true,
  reason: 'POLLUTED',
  details: { polluted: true },
  extensions: { polluted: true },
  retryAfter: 1,
  cacheControl: 'public',
  challenges: ['Basic realm="polluted"'],
  isHttpError: true,
  cause: { status: 404 },
  errors: [{ status: 404 }],
  debug: true,
  polluted: true,
};

async function whilePolluted<T>(name: string, run: () => Promise<T>): Promise<T> {
  Object.defineProperty(Object.prototype, name, { value: pollution[name], configurable: true, writable: true });
  try {
    return await run();
  } finally {
    Reflect.deleteProperty(Object.prototype, name);
  }
}

describe.each(['node:http', 'Express 5', 'Koa 3'])(
  'SE-5: %s answers the same with a polluted Object.prototype',
  (name) => {
    it.each(Object.keys(pollution))('%s', async (polluted) => {
      const server = servers.find((one) => one.name === name) as HostileServer;
      for (const [kind, build] of Object.entries(throwables)) {
        server.mount({ logger: false });
        const clean = await answer(server, build);
        const seen = await whilePolluted(polluted, async () => {
          server.mount({ logger: false });
          return answer(server, build);
        });
        expect(seen, kind).toBe(clean);
      }
    });
  },
);

/** Everything that debug modes elsewhere listen to, and what one would guess of ours. */
const switches = [
  'NODE_ENV',
  'DEBUG',
  'FAILWELL_DEBUG',
  'FAILWELL',
  'NODE_DEBUG',
  'NODE_OPTIONS',
  'EXPRESS_ENV',
  'APP_ENV',
  'KOA_ENV',
  'VERBOSE',
];

describe('LE-2: no environment variable switches debug on', () => {
  it.each(['development', '1', 'true', '*', 'failwell', 'failwell:*', 'debug'])('set to %s', async (value) => {
    const before = { ...process.env };
    for (const server of servers) {
      server.mount({ logger: false });
      const clean = await answer(server, () => new Error(secret));
      try {
        for (const name of switches) process.env[name] = value;
        server.mount({ logger: false });
        expect(await answer(server, () => new Error(secret)), server.name).toBe(clean);
        server.mount({ logger: false, debug: false });
        expect(await answer(server, () => new Error(secret)), server.name).toBe(clean);
      } finally {
        for (const name of switches) {
          if (before[name] === undefined) delete process.env[name];
          else process.env[name] = before[name];
        }
      }
    }
  });

  it('only the option does: the same answer with debug: true shows the stack', async () => {
    for (const server of servers) {
      server.mount({ logger: false, debug: true });
      expect(await answer(server, () => new Error(secret)), server.name).toContain(secret);
    }
  });
});
