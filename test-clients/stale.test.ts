import { describe, expect, it } from 'vitest';
import { hostNames } from './app/start-app.ts';
import { clients, findClient } from './clients/clients.ts';
import { startNodeClient } from './clients/worker.ts';
import { check } from './support/check.ts';
import { useFleet } from './support/fleet.ts';
import { useProxies, ways } from './support/proxies.ts';

const fleet = useFleet();
const originOf = useProxies(fleet);

const phrases: Readonly<Record<number, string>> = {
  404: 'Not Found',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};
const statuses = [404, 502, 503];

describe.each(hostNames)('%s: fields of the answer that was given up (ST-1)', (host) => {
  for (const facts of clients) {
    for (const way of ways) {
      it.concurrent(`${facts.name} reads the error, ${way}`, async (context) => {
        check(context, facts.name, 'stale fields');
        for (const status of statuses) {
          const origin = originOf(host, way);
          const outcome = await fleet.client(facts).send({ origin, path: `/stale-${status}/${fleet.newKey()}` });
          const body = { error: { code: status, message: phrases[status] } };
          context.expect(outcome).toMatchObject({ kind: 'response', status, ...(facts.isS3 ? {} : { body }) });
        }
      });
    }
  }

  for (const status of statuses) {
    it(`nginx stores no ${status}`, async (context) => {
      check(context, 'nginx', 'not stored');
      const key = fleet.newKey();
      const job = { origin: originOf(host, 'nginx'), path: `/stale-${status}/${key}` };
      for (let times = 0; times < 3; times += 1) await fleet.client(findClient('fetch')).send(job);
      expect(fleet.app(host).attempts.count(key)).toBe(3);
    });
  }

  for (const [name, script] of [
    ['undici cache', 'undici-cache'],
    ['got cache', 'got-cache'],
  ] as const) {
    it(`${name} stores nothing`, async (context) => {
      check(context, name, 'not stored');
      const client = startNodeClient(script);
      for (const status of statuses) {
        const key = fleet.newKey();
        const job = { origin: fleet.origin(host), path: `/stale-${status}/${key}` };
        const outcomes = [await client.send(job), await client.send(job)];
        expect(outcomes).toMatchObject([{ status }, { status }]);
        expect(fleet.app(host).attempts.count(key)).toBe(2);
      }
      await client.stop();
    });
  }
});
