import { describe, it } from 'vitest';
import { hostNames } from './app/start-app.ts';
import type { RetryableStatus } from './clients/clients.ts';
import { check } from './support/check.ts';
import { retryingClients, useFleet } from './support/fleet.ts';

const fleet = useFleet();
const statuses: readonly RetryableStatus[] = [429, 502, 503, 504];
// A timer of Node may fire a millisecond early.
const hint = 1_995;

describe.each(hostNames)('%s, a route that fails once with a hint of 2 s', (host) => {
  for (const facts of retryingClients) {
    it.concurrent(`${facts.name} obeys an explicit hint on 503 and succeeds`, async (context) => {
      check(context, facts.name, 'retry');
      const key = fleet.newKey();
      const job = { origin: fleet.origin(host), path: `/explicit-503/${key}`, retry: true };
      const outcome = await fleet.client(facts).send(job);
      context.expect(outcome).toMatchObject({ kind: 'response', status: 200, body: { ok: true } });
      context.expect(fleet.app(host).attempts.count(key)).toBe(2);
      context.expect(fleet.app(host).attempts.firstWait(key)).toBeGreaterThanOrEqual(hint);
    });

    for (const status of statuses) {
      const habit = facts.habits?.[status] ?? 'does not retry';
      it.concurrent(`${facts.name} ${habit}: a generated hint on ${status}`, async (context) => {
        check(context, facts.name, 'retry');
        const key = fleet.newKey();
        const job = { origin: fleet.origin(host), path: `/policy-${status}/${key}`, retry: true };
        const outcome = await fleet.client(facts).send(job);
        const expected = habit === 'does not retry' ? { status } : { status: 200, body: { ok: true } };
        context.expect(outcome).toMatchObject({ kind: 'response', ...expected });
        const { attempts } = fleet.app(host);
        context.expect(attempts.count(key)).toBe(habit === 'does not retry' ? 1 : 2);
        if (habit === 'waits') context.expect(attempts.firstWait(key)).toBeGreaterThanOrEqual(hint);
      });
    }
  }
});
