import { describe, it } from 'vitest';
import { hostNames } from './app/start-app.ts';
import { type ClientFacts, clients } from './clients/clients.ts';
import { check } from './support/check.ts';
import { useFleet } from './support/fleet.ts';

const fleet = useFleet();
// The S3 client has no POST of an object; its own requests are PUT, GET and HEAD.
const posting: readonly ClientFacts[] = clients.filter(({ isS3 }) => isS3 !== true);
const keys = [
  ['without a key', {}, false],
  ['with Idempotency-Key', { 'Idempotency-Key': '"8e03978e"' }, true],
] as const;

/** A transient failure of an upstream may have come after the order was taken: nobody is told to send it again. */
describe.each(hostNames)('%s, POST to a route that is 502 or 504, transient', (host) => {
  for (const facts of posting) {
    for (const status of [502, 504]) {
      for (const [words, headers, retryable] of keys) {
        const path = `/gone-${status}`;
        const job = { method: 'POST', headers, upload: 16 } as const;

        it.concurrent(`${facts.name} reads ${status} ${words}: no hint, and what the body says`, async (context) => {
          check(context, facts.name, 'post');
          const target = { origin: fleet.origin(host), path: `${path}/${fleet.newKey()}` };
          const outcome = await fleet.client(facts).send({ ...job, ...target });
          context.expect(outcome).toMatchObject({ kind: 'response', status, retryAfter: null });
          context.expect(outcome).toHaveProperty('body.error.retry.retryable', retryable);
          context.expect(outcome).not.toHaveProperty('body.error.retry.after');
        });

        if (facts.habits === undefined || facts.repeatsPost === true) continue;
        it.concurrent(`${facts.name} with retries on sends ${status} ${words} once`, async (context) => {
          check(context, facts.name, 'post');
          const key = fleet.newKey();
          const target = { origin: fleet.origin(host), path: `${path}/${key}` };
          const outcome = await fleet.client(facts).send({ ...job, ...target, retry: true });
          context.expect(outcome).toMatchObject({ status });
          context.expect(fleet.app(host).attempts.count(key)).toBe(1);
        });
      }
    }
  }
});
