import { describe, it } from 'vitest';
import { garbageHints, type HintCarrier, hintCarriers } from './app/garbage-hints.ts';
import { hostNames } from './app/start-app.ts';
import { type ClientFacts, findClient } from './clients/clients.ts';
import { check } from './support/check.ts';
import { retryingClients, useFleet } from './support/fleet.ts';

const fleet = useFleet();
const carriers = Object.keys(hintCarriers) as HintCarrier[];

describe.each(hostNames)('%s: what goes out for a hint that is none', (host) => {
  for (const carrier of carriers) {
    for (const { name, sent } of garbageHints) {
      it.concurrent(`${name} as ${carrier}: ${sent ?? 'no field, or the policy’s'}`, async ({ expect }) => {
        const job = { origin: fleet.origin(host), path: `/garbage-${carrier}-${name}/${fleet.newKey()}` };
        const outcome = await fleet.client(findClient('fetch')).send(job);
        // A field that the handler left behind is no word of the error's: without it the policy decides.
        const expected = sent ?? (carrier === 'prior' ? '2' : null);
        expect(outcome).toMatchObject({ kind: 'response', status: 503, retryAfter: expected });
      });
    }
  }
});

/** Clients that come only where a header calls them. */
const calledByHeader = (facts: ClientFacts): boolean => facts.habits?.[502] === 'does not retry';

describe('Express 5: no client loops, hangs or throws', () => {
  for (const facts of retryingClients) {
    for (const { name, sent } of garbageHints.filter((hint) => hint.sent !== '86400')) {
      it.concurrent(`${facts.name}, ${name}: comes back once, or reads the 503`, async (context) => {
        check(context, facts.name, 'garbage hints');
        const key = fleet.newKey();
        const job = { origin: fleet.origin('Express 5'), path: `/garbage-option-${name}/${key}`, retry: true };
        const outcome = await fleet.client(facts).send(job, 15_000);
        const isCalled = sent !== undefined || !calledByHeader(facts);
        context.expect(outcome).toMatchObject({ kind: 'response', status: isCalled ? 200 : 503 });
        context.expect(fleet.app('Express 5').attempts.count(key)).toBe(isCalled ? 2 : 1);
      });
    }

    it.concurrent(`${facts.name}, gigantic: waits, and does not come at once`, async (context) => {
      check(context, facts.name, 'garbage hints');
      const key = fleet.newKey();
      const job = { origin: fleet.origin('Express 5'), path: `/garbage-option-gigantic/${key}`, retry: true };
      const client = fleet.client(facts);
      // On a busy machine the process of a client may take seconds to start.
      await client.send({ origin: fleet.origin('Express 5'), path: `/ok/${fleet.newKey()}` });
      const outcome = await client.send(job, 3_000);
      context.expect(outcome).toEqual({ kind: 'waiting' });
      context.expect(client.isAlive()).toBe(true);
      context.expect(fleet.app('Express 5').attempts.count(key)).toBe(1);
    });
  }
});
