import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { hostNames } from './app/start-app.ts';
import { clients } from './clients/clients.ts';
import { check } from './support/check.ts';
import { useFleet } from './support/fleet.ts';
import { useProxies, ways } from './support/proxies.ts';

const fleet = useFleet();
const originOf = useProxies(fleet);

const sizes = [
  ['64 KB', 2 ** 16],
  ['1 MB', 2 ** 20],
  ['16 MB', 2 ** 24],
] as const;
/** Some of what this finds happens now and then. */
const rounds = 3;

describe.each(hostNames)('%s, 413 before the upload is read: every client reads it (CO-3)', (host) => {
  for (const facts of clients) {
    for (const way of ways) {
      for (const [words, upload] of sizes) {
        it(`${facts.name}, ${way}, ${words}`, async (context) => {
          check(context, facts.name, '413');
          const client = fleet.client(facts);
          const origin = originOf(host, way);
          const body = { error: { code: 413, message: 'at most 1 KB' } };
          for (let round = 0; round < rounds; round += 1) {
            const method = facts.isS3 ? 'PUT' : 'POST';
            const outcome = await client.send({ origin, path: `/upload/${fleet.newKey()}`, method, upload });
            expect(outcome).toMatchObject({ kind: 'response', status: 413, ...(facts.isS3 ? {} : { body }) });
            // A pooled connection that was closed under the client shows at the next request.
            expect(await client.send({ origin, path: `/ok/${fleet.newKey()}` })).toMatchObject({ status: 200 });
          }
          await sleep(20);
          expect(client.isAlive()).toBe(true);
        });
      }
    }
  }
});
