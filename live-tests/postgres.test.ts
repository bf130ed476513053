import { createServer } from 'node:net';
import { Client, Pool, type PoolConfig } from 'pg';
import { afterAll, beforeAll, describe, onTestFinished, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../scripts/real-parts/postgres.ts';
import { findFreePort } from '../scripts/real-parts/private-server.ts';
import { dependency } from '../src/upstream.ts';
import { type Expected, expectAnswer, secret } from './support/expect-answer.ts';
import { answerOf, gateways } from './support/gateways.ts';

let server: PostgresServer;
let pool: Pool;

const tables = `
  create table owner (id int primary key);
  create table thing (
    id serial primary key, email text unique, owner int references owner (id),
    amount int check (amount > 0), code varchar(5), name text not null default 'x');
  insert into thing (id, email, amount) values (1001, '${secret}', 1), (1002, 'b', 1);
  create role guest login password '${secret}';`;

function settings(): PoolConfig {
  const { port, user, password, database } = server;
  return { host: '127.0.0.1', port, user, password, database };
}

function openPool(more: PoolConfig = {}): Pool {
  const opened = new Pool({ ...settings(), ...more });
  // Without a listener a connection that is lost while it is idle ends the process.
  opened.on('error', () => undefined);
  return opened;
}

beforeAll(async () => {
  server = await startPostgres({ max_connections: '12', superuser_reserved_connections: '3' });
  pool = openPool({ max: 4 });
  for (let attempt = 0; ; attempt += 1) {
    // Connections are taken before the server is ready: 57P03.
    const refusal = await pool.query(tables).catch((error: Error) => error);
    if (!(refusal instanceof Error)) return;
    if (attempt === 50) throw refusal;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
});

afterAll(async () => {
  await pool?.end();
  await server?.stop();
});

async function inTransaction(work: (client: Client) => Promise<unknown>): Promise<unknown> {
  const client = new Client(settings());
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.query('rollback').catch(() => undefined);
    await client.end().catch(() => undefined);
  }
}

/** Two transactions that each hold what the other wants; PostgreSQL ends one of them. */
async function deadlock(): Promise<unknown> {
  return inTransaction((one) =>
    inTransaction(async (other) => {
      await one.query("begin; set local deadlock_timeout = '50ms'; update thing set amount = 2 where id = 1001");
      await other.query("begin; set local deadlock_timeout = '50ms'; update thing set amount = 2 where id = 1002");
      const first = one.query('update thing set amount = 3 where id = 1002');
      const second = other.query('update thing set amount = 3 where id = 1001');
      const outcomes = await Promise.allSettled([first, second.finally(() => other.query('rollback'))]);
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      throw failed?.reason ?? new Error('there was no deadlock');
    }),
  );
}

async function serializationFailure(): Promise<unknown> {
  return inTransaction((one) =>
    inTransaction(async (other) => {
      for (const client of [one, other]) await client.query('begin isolation level serializable');
      for (const client of [one, other]) await client.query('select sum(amount) from thing');
      for (const client of [one, other]) await client.query("insert into thing (name, amount) values ('y', 5)");
      await one.query('commit');
      await other.query('commit');
    }),
  );
}

async function lockTimeout(): Promise<unknown> {
  return inTransaction((one) =>
    inTransaction(async (other) => {
      await one.query('begin; lock table thing');
      await other.query("set lock_timeout = '50ms'; select * from thing");
    }),
  );
}

async function exhaustedPool(): Promise<unknown> {
  const small = openPool({ max: 1, connectionTimeoutMillis: 60 });
  const held = await small.connect();
  onTestFinished(() => {
    held.release();
    return small.end();
  });
  return small.query('select 1');
}

/** Guests cannot use the connections that are kept for superusers. */
async function tooManyConnections(): Promise<unknown> {
  const guests: Client[] = [];
  onTestFinished(() => Promise.all(guests.map((guest) => guest.end())).then(() => undefined));
  for (let count = 0; count < 20; count += 1) {
    const guest = new Client({ ...settings(), user: 'guest', password: secret });
    guest.on('error', () => undefined);
    await guest.connect();
    guests.push(guest);
  }
  throw new Error('there were enough connections');
}

async function terminated(): Promise<unknown> {
  return inTransaction(async (client) => {
    const { rows } = await client.query('select pg_backend_pid() as pid');
    const running = client.query('select pg_sleep(10)');
    running.catch(() => undefined);
    await pool.query('select pg_terminate_backend($1)', [rows[0].pid]);
    return running;
  });
}

async function silentServer(): Promise<unknown> {
  const silent = createServer((socket) => void socket.on('error', () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as { port: number };
  return new Client({ ...settings(), port, connectionTimeoutMillis: 80 }).connect();
}

async function refused(): Promise<unknown> {
  return new Client({ ...settings(), port: await findFreePort() }).connect();
}

const down: Expected = { status: 503, retryAfter: 'policy' };
const late: Expected = { status: 504, retryAfter: 'policy' };

interface Provocation {
  readonly title: string;
  readonly work: () => Promise<unknown>;
  readonly expected: Expected;
}

const query =
  (text: string, values: readonly unknown[] = []): (() => Promise<unknown>) =>
  () =>
    pool.query(text, [...values]);

const provocations: readonly Provocation[] = [
  {
    title: 'unique violation',
    work: query('insert into thing (email) values ($1)', [secret]),
    expected: { status: 409 },
  },
  {
    title: 'foreign key violation',
    work: query('insert into thing (owner) values ($1)', [77]),
    expected: { status: 409 },
  },
  {
    title: 'not null',
    work: query('insert into thing (name, email) values (null, $1)', [`${secret}1`]),
    expected: { status: 500 },
  },
  { title: 'check', work: query('insert into thing (amount) values (-1)'), expected: { status: 500 } },
  { title: 'too long', work: query('insert into thing (code) values ($1)', [secret]), expected: { status: 500 } },
  { title: 'not a number', work: query('select * from thing where id = $1', [secret]), expected: { status: 500 } },
  { title: 'our own wrong SQL', work: query(`selec '${secret}'`), expected: { status: 500 } },
  { title: 'no such table', work: query('select * from nowhere'), expected: { status: 500 } },
  {
    title: 'raised by a function',
    work: query("do $$ begin raise exception 'x' using errcode = '404AA'; end $$"),
    expected: { status: 500 },
  },
  { title: 'deadlock', work: deadlock, expected: down },
  { title: 'serialization failure', work: serializationFailure, expected: down },
  { title: 'lock timeout', work: lockTimeout, expected: down },
  {
    title: 'read-only transaction',
    work: () => inTransaction((client) => client.query("begin read only; insert into thing (name) values ('z')")),
    expected: down,
  },
  {
    title: 'statement timeout',
    work: () => inTransaction((client) => client.query("set statement_timeout = '50ms'; select pg_sleep(5)")),
    expected: late,
  },
  {
    title: 'query timeout of the driver',
    work: () => pool.query({ text: 'select pg_sleep(1)', query_timeout: 50 } as never),
    expected: late,
  },
  { title: 'pool exhausted', work: exhaustedPool, expected: down },
  { title: 'too many connections', work: tooManyConnections, expected: down },
  { title: 'connection terminated by an administrator', work: terminated, expected: down },
  { title: 'server that says nothing', work: silentServer, expected: down },
  {
    title: 'wrong password',
    work: () => new Client({ ...settings(), password: secret }).connect(),
    expected: { status: 500 },
  },
  {
    title: 'no such database',
    work: () => new Client({ ...settings(), database: 'nowhere' }).connect(),
    expected: { status: 500 },
  },
  { title: 'refused, marked with dependency()', work: () => dependency('orders-db', refused), expected: down },
  { title: 'deadlock, marked with dependency()', work: () => dependency('orders-db', deadlock), expected: down },
  {
    title: 'unique violation, marked with dependency()',
    work: () => dependency('orders-db', query('insert into thing (email) values ($1)', [secret])),
    expected: { status: 409 },
  },
  // The bytes of an HTTP upstream's refusal, on a port that is nobody's: without a mark it is taken for one.
  { title: 'refused, not marked', work: refused, expected: { status: 502, retryAfter: 'policy' } },
];

describe.each(gateways)('$name', (gateway) => {
  test.each(provocations)('$title: $expected.status', async ({ work, expected }) => {
    expectAnswer(await answerOf(gateway, work), expected);
  });
});
