import { describe, expect, test } from 'vitest';
import { upstream } from '../src/upstream.ts';
import { expectAnswer, peerRequestId } from './support/expect-answer.ts';
import { answerOf, gateways } from './support/gateways.ts';
import { httpClients } from './support/http-clients.ts';
import { urlOf, urlReplying } from './support/upstreams.ts';

/** Failures of an upstream, with the recommended answer. A hint goes out only where a repeat may help. */
const failures = [
  { scenario: 'refused', status: 502, transient: true },
  { scenario: 'reset', status: 502, transient: true },
  { scenario: 'closed without an answer', status: 502, transient: true },
  { scenario: 'malformed', status: 502, transient: false },
  { scenario: 'header overflow', status: 502, transient: false },
  { scenario: 'cut body', status: 502, transient: true },
  { scenario: 'silence', status: 504, transient: true },
  { scenario: 'TLS, wrong name', status: 502, transient: false },
  { scenario: 'unknown name', status: 502, transient: false },
] as const;

const statuses = [
  { theirs: 401, ours: { status: 502 } },
  { theirs: 404, ours: { status: 502 } },
  { theirs: 429, ours: { status: 503, retryAfter: 7 } },
  { theirs: 503, ours: { status: 503, retryAfter: 7 } },
] as const;

/** Without a mark nobody can tell the parser's error from one of our own. */
const unmarkedJson = { labelled: 502, bare: 500 } as const;

describe.each(gateways)('$name', (gateway) => {
  describe.each(httpClients)('$name', ({ call, badJson, isTolerant = false, isRaw = false, losesTimeout = false }) => {
    test.each(failures)('$scenario: $status', async ({ scenario, status, transient }) => {
      const url = await urlOf(scenario);
      const isLate = scenario === 'silence';
      const answer = await answerOf(gateway, () => call(url, isLate ? 150 : 5_000));
      const isHinted = transient && !(isLate && losesTimeout);
      expectAnswer(answer, { status, ...(isHinted ? { retryAfter: 'policy' } : {}) });
    });

    test.each(failures)('$scenario, marked with upstream(): $status', async ({ scenario, status, transient }) => {
      const url = await urlOf(scenario);
      const timeout = scenario === 'silence' ? 150 : 5_000;
      const answer = await answerOf(gateway, () => upstream('orders', () => call(url, 6_000), { timeout }));
      expectAnswer(answer, { status, ...(transient ? { retryAfter: 'policy' } : {}) });
    });

    test('wrong coding: 502; where the client hands it on as it came, only with the mark', async () => {
      const url = await urlOf('wrong coding');
      expectAnswer(await answerOf(gateway, () => call(url, 5_000)), { status: isRaw ? 500 : 502 });
      const marked = await answerOf(gateway, () => upstream('orders', () => call(url, 5_000)));
      expectAnswer(marked, { status: 502 });
    });

    test('no JSON: 502 where the client says so, or with the mark', async () => {
      const url = await urlOf('no JSON');
      const unmarked = await answerOf(gateway, () => call(url, 5_000));
      if (badJson !== 'text') expectAnswer(unmarked, { status: unmarkedJson[badJson] });
      const schema = { type: 'object' };
      expectAnswer(await answerOf(gateway, () => upstream('orders', () => call(url, 5_000), { schema })), {
        status: 502,
      });
    });

    if (isTolerant) return;
    test.each(statuses)('the upstream answers $theirs: $ours.status', async ({ theirs, ours }) => {
      const url = await urlReplying(theirs, { 'Retry-After': '7' });
      expectAnswer(await answerOf(gateway, () => call(url, 5_000)), ours);
      expectAnswer(await answerOf(gateway, () => upstream('orders', () => call(url, 5_000))), ours);
    });
  });

  // fetch throws nothing for a status: upstream() looks at it.
  test.each(statuses)('fetch, marked: the upstream answers $theirs: $ours.status', async ({ theirs, ours }) => {
    const url = await urlReplying(theirs, { 'Retry-After': '7' });
    const answer = await answerOf(gateway, () => upstream('orders', (signal) => fetch(url, { signal })));
    expectAnswer(answer, ours);
    expect(answer.operatorSide).toContain(peerRequestId);
  });
});
