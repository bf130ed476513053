import { Redis, type RedisOptions } from 'ioredis';
import { afterAll, beforeAll, describe, onTestFinished, test } from 'vitest';
import { findFreePort, type PrivateServer } from '../scripts/real-parts/private-server.ts';
import { startRedis } from '../scripts/real-parts/redis.ts';
import { dependency } from '../src/upstream.ts';
import { type Expected, expectAnswer, secret } from './support/expect-answer.ts';
import { answerOf, gateways } from './support/gateways.ts';

let plain: PrivateServer;
let guarded: PrivateServer;
let crowded: PrivateServer;

beforeAll(async () => {
  plain = await startRedis(['--busy-reply-threshold', '50']);
  guarded = await startRedis(['--requirepass', 'swordfish']);
  crowded = await startRedis(['--maxclients', '1']);
});

afterAll(async () => {
  for (const server of [plain, guarded, crowded]) await server?.stop();
});

/** A client for one test, that gives up at once. */
function open(port: number, more: RedisOptions = {}): Redis {
  const settings = { host: '127.0.0.1', port, maxRetriesPerRequest: 0, retryStrategy: () => null, ...more };
  // ioredis's own types refuse what its own documentation shows, under exactOptionalPropertyTypes.
  const redis = new Redis(settings as never);
  // ioredis prints what nobody listens to.
  redis.on('error', () => undefined);
  onTestFinished(() => redis.disconnect());
  return redis;
}

async function paused(): Promise<unknown> {
  const redis = open(plain.port, { commandTimeout: 60 });
  await redis.call('CLIENT', 'PAUSE', '300');
  return redis.get(secret);
}

async function replica(): Promise<unknown> {
  const redis = open(plain.port);
  await redis.call('REPLICAOF', '127.0.0.1', String(await findFreePort()));
  try {
    return await redis.set('key', secret);
  } finally {
    await redis.call('REPLICAOF', 'NO', 'ONE');
  }
}

async function masterDown(): Promise<unknown> {
  const redis = open(plain.port);
  await redis.config('SET', 'replica-serve-stale-data', 'no');
  await redis.call('REPLICAOF', '127.0.0.1', String(await findFreePort()));
  try {
    return await redis.get('key');
  } finally {
    await redis.call('REPLICAOF', 'NO', 'ONE');
    await redis.config('SET', 'replica-serve-stale-data', 'yes');
  }
}

async function outOfMemory(): Promise<unknown> {
  const redis = open(plain.port);
  await redis.config('SET', 'maxmemory', '1');
  try {
    return await redis.set('key', secret);
  } finally {
    await redis.config('SET', 'maxmemory', '0');
  }
}

async function busyScript(): Promise<unknown> {
  const busy = open(plain.port);
  busy.eval('while true do end', 0).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 150));
  const redis = open(plain.port, { enableReadyCheck: false });
  try {
    return await redis.get('key');
  } finally {
    await redis.script('KILL');
  }
}

async function wrongType(): Promise<unknown> {
  const redis = open(plain.port);
  await redis.set('text', secret);
  return redis.lpush('text', secret);
}

async function killed(): Promise<unknown> {
  const redis = open(plain.port);
  const id = await redis.client('ID');
  const waiting = redis.blpop(secret, 5);
  waiting.catch(() => undefined);
  await open(plain.port).call('CLIENT', 'KILL', 'ID', String(id));
  return waiting;
}

async function tooMany(): Promise<unknown> {
  await open(crowded.port).ping();
  return open(crowded.port, { enableReadyCheck: false }).get('key');
}

const refused = async (): Promise<unknown> => open(await findFreePort()).get(secret);

const down: Expected = { status: 503, retryAfter: 'policy' };
const late: Expected = { status: 504, retryAfter: 'policy' };
const ours: Expected = { status: 500 };

const provocations: readonly {
  readonly title: string;
  readonly work: () => Promise<unknown>;
  readonly expected: Expected;
}[] = [
  { title: 'down', work: refused, expected: down },
  { title: 'down, marked with dependency()', work: () => dependency('cache', refused), expected: down },
  {
    title: 'down, without a queue',
    work: async () => open(await findFreePort(), { enableOfflineQueue: false }).get(secret),
    expected: down,
  },
  { title: 'connection killed', work: killed, expected: down },
  { title: 'no answer in time', work: paused, expected: late },
  { title: 'no answer in time, marked with dependency()', work: () => dependency('cache', paused), expected: late },
  { title: 'READONLY replica', work: replica, expected: down },
  { title: 'MASTERDOWN', work: masterDown, expected: down },
  { title: 'OOM', work: outOfMemory, expected: down },
  { title: 'BUSY with a script', work: busyScript, expected: down },
  { title: 'too many clients', work: tooMany, expected: down },
  { title: 'WRONGTYPE', work: wrongType, expected: ours },
  {
    title: 'password missing',
    work: () => open(guarded.port, { enableReadyCheck: false }).get(secret),
    expected: ours,
  },
  {
    title: 'wrong password',
    work: () => open(guarded.port, { password: secret, enableReadyCheck: false }).get('key'),
    expected: ours,
  },
  { title: 'our own wrong command', work: () => open(plain.port).call('NOSUCH', secret), expected: ours },
];

describe.each(gateways)('$name', (gateway) => {
  test.each(provocations)('$title: $expected.status', async ({ work, expected }) => {
    expectAnswer(await answerOf(gateway, work), expected);
  });
});
