import { describe, test } from 'vitest';
import { expectAnswer } from './support/expect-answer.ts';
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

describe.each(gateways)('$name', (gateway) => {
  describe.each(httpClients)('$name', ({ call, isTolerant = false, losesTimeout = false }) => {
    test.each(failures)('$scenario: $status', async ({ scenario, status, transient }) => {
      const url = await urlOf(scenario);
      const isLate = scenario === 'silence';
      const answer = await answerOf(gateway, () => call(url, isLate ? 150 : 5_000));
      const isHinted = transient && !(isLate && losesTimeout);
      expectAnswer(answer, { status, ...(isHinted ? { retryAfter: 'policy' } : {}) });
    });

    if (isTolerant) return;
    test.each(statuses)('the upstream answers $theirs: $ours.status', async ({ theirs, ours }) => {
      const url = await urlReplying(theirs, { 'Retry-After': '7' });
      expectAnswer(await answerOf(gateway, () => call(url, 5_000)), ours);
    });
  });
});
