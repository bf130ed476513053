import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startChromium } from '../scripts/real-parts/chromium.ts';
import { type NaiveServer, startNaiveServer } from './app/naive.ts';
import { findClient } from './clients/clients.ts';
import { startNodeClient } from './clients/worker.ts';
import { useFleet } from './support/fleet.ts';
import { type Proxies, startProxies } from './support/proxies.ts';

const fleet = useFleet();
let naive: NaiveServer;
let proxies: Proxies;

beforeAll(async () => {
  naive = await startNaiveServer();
  proxies = await startProxies(naive.port);
});
afterAll(async () => {
  await proxies?.stop();
  await naive?.stop();
});

function direct(route: string, key: string): { origin: string; path: string } {
  return { origin: `http://127.0.0.1:${naive.port}`, path: `/${route}/${key}` };
}

describe('without the library the same checks find', () => {
  it('a fraction as hint: requests throws, and the 503 is lost', async () => {
    const outcome = await fleet.client(findClient('requests')).send({ ...direct('hint-1.5', 'a'), retry: true });
    expect(outcome).toMatchObject({ kind: 'error', name: 'InvalidHeader' });
  });

  it('a gigantic hint: got comes back in a loop', async () => {
    await fleet.client(findClient('got')).send({ ...direct('hint-overflow', 'b'), retry: true }, 15_000);
    expect(naive.attempts.count('b')).toBeGreaterThan(1);
    expect(naive.attempts.firstWait('b')).toBeLessThan(500);
  });

  it('a date in the past: curl hangs', async () => {
    const outcome = await fleet.client(findClient('curl')).send({ ...direct('hint-past', 'c'), retry: true }, 8_000);
    expect(outcome).toEqual({ kind: 'waiting' });
  });

  it.each(['fetch', 'got', 'requests', 'curl'])('a stale coding: %s cannot read the error', async (name) => {
    const outcome = await fleet.client(findClient(name)).send(direct('stale-coding', 'd'));
    expect(outcome).toMatchObject({ kind: 'error' });
  });

  it('stale freshness: nginx stores the error', async () => {
    const job = { origin: proxies.origin('nginx'), path: '/stale-503/e' };
    for (let times = 0; times < 2; times += 1) await fleet.client(findClient('fetch')).send(job);
    expect(naive.attempts.count('e')).toBe(1);
  });

  it.each(['undici-cache', 'got-cache'])('stale freshness: %s stores the error', async (script) => {
    const client = startNodeClient(script);
    for (let times = 0; times < 2; times += 1) await client.send(direct('stale-503', script));
    await client.stop();
    expect(naive.attempts.count(script)).toBe(1);
  });

  it('a stale Content-Disposition: Chromium downloads the error in place of showing it', async () => {
    const browser = await startChromium();
    const page = await browser.newPage();
    const { origin, path } = direct('stale-503', 'h');
    await expect(page.goto(origin + path)).rejects.toThrow('Download is starting');
    await browser.close();
  });

  it('a destroyed response behind nginx: curl takes 1000 bytes for complete, and nginx stores them', async () => {
    const job = { origin: proxies.origin('nginx'), path: '/cut-destroy/f' };
    const outcomes = [
      await fleet.client(findClient('curl')).send(job),
      await fleet.client(findClient('curl')).send(job),
    ];
    expect(outcomes).toMatchObject([{ status: 200, body: { partial: true } }, { status: 200 }]);
    expect(naive.attempts.count('f')).toBe(1);
  });

  it('a 413 that closes with the upload unread: now and then nginx makes a 502 of it', async () => {
    const job = { origin: proxies.origin('nginx'), path: '/upload/g', method: 'POST', upload: 2 ** 24 } as const;
    const client = fleet.client(findClient('curl'));
    const statuses = new Set<unknown>();
    for (let round = 0; round < 40 && !statuses.has(502); round += 1) {
      statuses.add(Reflect.get(await client.send(job), 'status'));
    }
    expect(statuses).toContain(502);
  });
});
