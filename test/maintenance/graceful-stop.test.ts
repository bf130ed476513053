import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Agent, request as sendRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../../scripts/real-parts/private-server.ts';
import { blockUnder } from '../docs/markdown.ts';
import { ensureBuilt } from '../examples/built-package.ts';

const root = join(import.meta.dirname, '../..');

const marker = '// your routes';
const routes: Readonly<Record<string, string>> = {
  Express: `app.get('/orders', (req, res) => res.send('order'));
app.get('/slow', (req, res) => setTimeout(() => res.send('slow'), Number(req.query.ms)));
app.get('/broken', () => { throw new Error('broken'); });`,
  Koa: `app.use(async (ctx) => {
  if (ctx.path === '/broken') throw new Error('broken');
  if (ctx.path === '/slow') await sleep(Number(ctx.query.ms));
  if (ctx.path === '/slow') ctx.body = 'slow';
  if (ctx.path === '/orders') ctx.body = 'order';
});`,
};

interface Answer {
  readonly status: number;
  readonly connection: string | undefined;
  readonly text: string;
}

interface Service {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  /** On a kept connection, as a balancer asks. */
  ask(path: string): Promise<Answer>;
}

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

/** A folder in which the page's imports mean what they mean to a user. */
function installInto(directory: string, name: string): void {
  const modules = join(directory, 'node_modules');
  mkdirSync(modules);
  for (const framework of ['express', 'koa'])
    symlinkSync(join(root, 'node_modules', framework), join(modules, framework));
  symlinkSync(root, join(modules, 'failwell'));
  const code = blockUnder('docs/graceful-stop.md', name);
  expect(code.split(marker)).toHaveLength(2);
  writeFileSync(
    join(directory, 'service.mjs'),
    code.replace(marker, () => routes[name] ?? ''),
  );
}

function askOn(agent: Agent, port: number, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = sendRequest({ host: '127.0.0.1', port, path, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, text });
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

async function start(name: string, graceMs: number, limitMs: number): Promise<Service> {
  const directory = mkdtempSync(join(tmpdir(), 'graceful-stop-'));
  cleanups.push(() => rmSync(directory, { recursive: true, force: true }));
  installInto(directory, name);
  const port = await findFreePort();
  const child = spawn(process.execPath, ['service.mjs'], {
    cwd: directory,
    env: { PORT: String(port), GRACE_MS: String(graceMs), LIMIT_MS: String(limitMs), NODE_ENV: 'test' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const agent = new Agent({ keepAlive: true });
  cleanups.push(() => {
    child.kill('SIGKILL');
    agent.destroy();
  });
  const ended = new Promise<number | null>((resolve) => void child.once('exit', (code) => resolve(code)));
  const ask = (path: string): Promise<Answer> => askOn(agent, port, path);
  await expect
    .poll(
      () =>
        ask('/livez').then(
          (answer) => answer.status,
          () => 0,
        ),
      { timeout: 8_000 },
    )
    .toBe(200);
  return { child, ended, ask };
}

beforeAll(ensureBuilt, 60_000);

describe.each(['Express', 'Koa'])('the recipe of docs/graceful-stop.md, %s', (name) => {
  it('fails readiness first, then ends connections, then closes; requests under way finish', async () => {
    const { child, ended, ask } = await start(name, 1_500, 5_000);
    expect(await ask('/readyz')).toMatchObject({ status: 200, connection: 'keep-alive' });
    expect(await ask('/orders')).toMatchObject({ status: 200, connection: 'keep-alive', text: 'order' });
    const slow = ask('/slow?ms=2500');
    await sleep(50);
    child.kill('SIGTERM');
    await expect.poll(() => ask('/readyz')).toMatchObject({ status: 503, connection: 'close' });

    expect(await ask('/livez')).toMatchObject({ status: 200 });
    expect(await ask('/orders')).toMatchObject({ status: 200, connection: 'close', text: 'order' });
    // CO-2: also where the answer is an error.
    expect(await ask('/broken')).toMatchObject({ status: 500, connection: 'close' });
    expect(await ask('/nowhere')).toMatchObject({ status: 404, connection: 'close' });

    const refused = (): Promise<unknown> => ask('/orders').catch((error: NodeJS.ErrnoException) => error.code);
    await expect.poll(refused, { timeout: 5_000 }).toBe('ECONNREFUSED');
    expect(await slow).toMatchObject({ status: 200, text: 'slow' });
    const finished = performance.now();
    expect(await ended).toBe(0);
    // The slow answer kept its connection, which must not hold the process for keepAliveTimeout.
    expect(performance.now() - finished).toBeLessThan(1_000);
  });

  it('loses no request of a balancer that leaves when readiness fails', async () => {
    const { child, ended, ask } = await start(name, 500, 2_000);
    const statuses: number[] = [];
    setTimeout(() => child.kill('SIGTERM'), 100);
    // Every tenth request is a probe; when one has failed, the balancer still sends a few.
    let isReady = true;
    for (let left = 20; left > 0; left -= isReady ? 0 : 1) {
      if (statuses.length % 10 === 0 && (await ask('/readyz')).status === 503) isReady = false;
      statuses.push((await ask('/orders')).status);
      await sleep(5);
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await ended).toBe(0);
  });

  it('cuts what hangs when the limit is over', async () => {
    const { child, ended, ask } = await start(name, 50, 300);
    const hanging = ask('/slow?ms=60000').catch((error: NodeJS.ErrnoException) => error.code);
    await sleep(50);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(await hanging).toBe('ECONNRESET');
  });
});
