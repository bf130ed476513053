import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createError, type ErrorHandlerOptions } from '../../src/index.ts';
import { watchProcess } from '../support/process-watch.ts';
import { createNodeClient, type HostileClient } from './clients.ts';
import { judge } from './judge.ts';
import { type HostileServer, startServers } from './servers.ts';
import { secret } from './texts.ts';

// Size as an attack: the work of one failure is bounded, however large the value (docs/bounds.md).

/** Of one exchange with record and log. Unbounded walks of these values take many seconds, or end the process. */
const boundMs = 1_000;
/** No answer is larger; a problem holds extensions beside details. */
const boundOctets: Readonly<Record<string, number>> = { envelope: 655_360, problem: 1_310_720, html: 655_360 };

const million = 1_000_000;
const text = (unit: string): string => unit.repeat((10 * million) / unit.length);

function chain(depth: number): unknown {
  let error = new Error(secret);
  for (let level = 0; level < depth; level += 1) error = new Error(secret, { cause: error });
  return error;
}

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

function withKeys(count: number): object {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-key-${index}`, 'v']));
}

const values: Readonly<Record<string, unknown>> = {
  'a chain of 50 000 causes': chain(50_000),
  'an aggregate of 200 000 members': new AggregateError(
    Array.from({ length: 200_000 }, () => new Error(secret)),
    secret,
  ),
  'an aggregate of 200 000 times itself': (() => {
    const members: unknown[] = [];
    const error = new AggregateError([], secret);
    members.length = 200_000;
    members.fill(error);
    return Object.assign(error, { errors: members });
  })(),
  'aggregates of aggregates': (() => {
    let error: unknown = new Error(secret);
    for (let level = 0; level < 2_000; level += 1) error = new AggregateError([error, error, error], secret);
    return error;
  })(),
  'a message of 10 MB': new Error(text(secret)),
  'a message of 10 MB of spaces': new Error(text(' ')),
  'a message of 10 MB that looks like credentials': new Error(text('postgres://a:b')),
  'a message of 10 MB that looks like paths': new Error(text('/a.b:1:1\n    at ')),
  'a stack of 10 MB': Object.assign(new Error(secret), { stack: text('    at f (file.js:1:1)\n') }),
  'a name of 10 MB': Object.assign(new Error(secret), { name: text('N'), code: text('C') }),
  'a string of 10 MB': text(secret),
  'an own message of 10 MB, shown': createError(400, text('<b>')),
  'details of 10 MB': createError(400, { details: { text: text('\u0001') } }),
  // JavaScript has no way to some of the keys: listing a million takes V8 half a second (docs/bounds.md).
  'details of 100 000 keys': createError(400, { details: withKeys(100_000) }),
  'details of a million items': createError(400, { details: Array.from({ length: million }, (_, index) => index) }),
  'details 100 000 deep': createError(400, { details: nested(100_000) }),
  'extensions of 100 000 keys': createError(400, { extensions: withKeys(100_000) as never }),
  'details and extensions of 10 MB each': createError(400, {
    details: { text: text('\u0001') },
    extensions: { text: text('\u0001') },
  }),
  'details of a million long numbers': createError(400, {
    details: Array.from({ length: million }, () => -1.797e-308 / 3),
  }),
  'headers of 100 000 fields': createError(400, { headers: withKeys(100_000) as never }),
  'a field value of 10 MB': createError(400, { headers: { 'X-Long': text('v') } }),
  'a million challenges': createError(401, { challenges: Array.from({ length: million }, () => 'Bearer') }),
  'a million methods': createError(405, { allow: Array.from({ length: million }, (_, index) => `M${index}`) }),
  'a million validation issues': Object.assign(new Error(secret), {
    name: 'ZodError',
    issues: Array.from({ length: million }, () => ({ code: 'custom', path: ['a'], message: 'no' })),
  }),
  'an array of ten million holes': Object.assign(new Error(secret), { errors: new Array(10 * million) }),
};

const watch = watchProcess();
const logged: unknown[] = [];
const note = (...line: unknown[]): void => void logged.push(line);
const options: Readonly<Record<string, ErrorHandlerOptions>> = {
  envelope: { logger: { error: note, warn: note, info: note, debug: note } },
  problem: { logger: false, format: 'problem', onError: note },
  html: { logger: false, format: 'negotiate', onError: note },
};
let servers: readonly HostileServer[] = [];
let clients: ReadonlyMap<HostileServer, HostileClient> = new Map();

beforeAll(async () => {
  servers = await startServers();
  clients = new Map(servers.map((one) => [one, createNodeClient(one.port)]));
});
afterAll(async () => {
  for (const client of clients.values()) client.close();
  await Promise.all(servers.map((server) => server.stop()));
  watch.stop();
});

describe.each(['node:http', 'Express 5', 'Koa 3'])('SE-6: %s', (name) => {
  it.each(Object.entries(values))('%s', async (kind, value) => {
    const server = servers.find((one) => one.name === name) as HostileServer;
    const client = clients.get(server) as HostileClient;
    const request = { method: 'GET', path: '/', headers: { accept: 'text/html' } };
    const shown = kind.includes('shown');
    server.scene = { throwable: { kind, build: () => value, shown }, prior: [] };
    for (const [format, given] of Object.entries(options)) {
      server.mount(given);
      const begun = performance.now();
      const seen = await client.ask(request);
      const took = performance.now() - begun;
      expect(judge(seen, { request, shown, ownPage: true, status: undefined }), format).toEqual([]);
      expect(took, `${format}, milliseconds`).toBeLessThan(boundMs);
      expect(seen.bytes?.length, `${format}, octets`).toBeLessThan(boundOctets[format] ?? 0);
    }
    expect(server.escaped).toEqual([]);
    expect((await watch.collect()).crashes).toEqual([]);
  });
});

it('what is logged of each is bounded too', () => {
  const sizes = logged.map((line) => JSON.stringify(line)?.length ?? 0);
  expect(sizes.length).toBeGreaterThan(0);
  expect(Math.max(...sizes)).toBeLessThan(65_536);
});
