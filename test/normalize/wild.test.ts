import { describe, expect, test } from 'vitest';
import type { HttpError } from '../../src/error/http-error.ts';
import { type Normalized, normalize } from '../../src/normalize/normalize.ts';
import { disagreements, reasons } from './wild/disagreements.ts';
import { rebuild } from './wild/rebuild.ts';
import { groupOf, readRecords, secret, type WildRecord } from './wild/record.ts';
import { withPollution } from './wild/specials.ts';

const settings = { role: 'gateway', validationStatus: 422, map: [] } as const;

interface Outcome {
  readonly record: WildRecord;
  readonly thrown: unknown;
  readonly normalized: Normalized;
}

function judge(record: WildRecord): Outcome {
  const thrown = rebuild(record);
  const act = (): Normalized => normalize(thrown, settings);
  return { record, thrown, normalized: record.id === 'odd/polluted-prototype' ? withPollution(act) : act() };
}

const outcomes = readRecords().map(judge);
const decidable = outcomes.filter(({ record }) => record.undecidable === undefined);

function agrees({ record, normalized }: Outcome): boolean {
  return normalized.error.status === record.recommendedStatus;
}

function share(part: readonly unknown[], whole: readonly unknown[]): number {
  return whole.length === 0 ? 1 : part.length / whole.length;
}

function byGroup(): string {
  const groups = [...new Set(outcomes.map(({ record }) => groupOf(record)))];
  return groups
    .map((group) => {
      const all = decidable.filter(({ record }) => groupOf(record) === group);
      const agreed = all.filter(agrees);
      const left = outcomes.filter(({ record }) => groupOf(record) === group).length - all.length;
      return `${group}: ${agreed.length} of ${all.length} (${(share(agreed, all) * 100).toFixed(1)} %), ${left} undecidable`;
    })
    .join('\n');
}

function shown(error: HttpError): string {
  return error.toJSON().error.message;
}

function messageOf(thrown: unknown): unknown {
  try {
    return (thrown as { message?: unknown } | null | undefined)?.message;
  } catch {
    return undefined;
  }
}

describe('678 errors that real libraries threw', () => {
  test('the statuses of at least 95 % of the decidable records are the recommended ones', () => {
    console.log(byGroup());
    expect(share(decidable.filter(agrees), decidable)).toBeGreaterThanOrEqual(0.95);
  });

  test('every disagreement is listed with its argument, and no listed record agrees', () => {
    const found = decidable.filter((outcome) => !agrees(outcome));
    const ours = Object.fromEntries(found.map(({ record, normalized }) => [record.id, normalized.error.status]));
    expect(ours).toEqual(
      Object.fromEntries(Object.entries(disagreements).map(([id, { ours: status }]) => [id, status])),
    );
    for (const { because } of Object.values(disagreements)) expect(reasons[because]).not.toBe('');
  });

  test('a cancellation is a 504 that says so', () => {
    for (const { record, normalized } of outcomes) {
      if (disagreements[record.id]?.because !== 'cancelled') continue;
      expect([record.id, normalized.error.status, normalized.cancelled]).toEqual([record.id, 504, true]);
    }
  });

  test('what was thrown stays as the cause', () => {
    for (const { record, thrown, normalized } of outcomes)
      expect([record.id, normalized.error.cause === thrown]).toEqual([record.id, !Number.isNaN(thrown)]);
  });

  test('no planted secret can be read in what a client may see (SE-7)', () => {
    const planted = outcomes.filter(({ record }) => record.leak !== undefined);
    expect(planted.length).toBeGreaterThan(100);
    for (const { record, normalized } of outcomes) {
      expect([record.id, JSON.stringify(normalized.error.toJSON()).includes(secret)]).toEqual([record.id, false]);
    }
  });

  test('a message that the record hides is not shown', () => {
    for (const { record, thrown, normalized } of decidable.filter(agrees)) {
      const message = messageOf(thrown);
      if (record.recommendedExpose || typeof message !== 'string' || message === '' || !normalized.error.expose)
        continue;
      expect([record.id, shown(normalized.error)]).not.toEqual([record.id, message]);
    }
  });

  test('no field of an upstream is taken but Retry-After', () => {
    const upstream = outcomes.filter(({ record }) => record.recommendedStatus >= 502 && groupOf(record) === 'upstream');
    for (const { record, normalized } of upstream)
      expect([record.id, normalized.error.headers]).toEqual([record.id, undefined]);
    const limited = upstream.filter(({ record }) => record.recommendedHeaders?.['retry-after'] !== undefined);
    expect(limited.length).toBeGreaterThan(3);
    for (const { record, normalized } of limited)
      expect([record.id, normalized.error.retryAfter]).toEqual([record.id, 7]);
  });

  test('a token error brings the challenge of RFC 6750', () => {
    const challenged = outcomes.filter(
      ({ record }) => record.recommendedHeaders?.['www-authenticate']?.startsWith('Bearer') === true,
    );
    const written = (error: HttpError): unknown => {
      const [challenge] = error.challenges ?? [];
      if (challenge === undefined) return (error.headers as Record<string, string> | undefined)?.['WWW-Authenticate'];
      return typeof challenge === 'string' ? challenge : `${challenge.scheme} error="${challenge.params?.['error']}"`;
    };
    expect(challenged.length).toBeGreaterThan(8);
    for (const { record, normalized } of challenged) {
      expect([record.id, written(normalized.error)]).toEqual([
        record.id,
        record.recommendedHeaders?.['www-authenticate'],
      ]);
    }
  });

  test('at least 90 % of the proxy error types are the recorded ones (RFC 9209 section 2.3)', () => {
    const typed = decidable.filter(
      ({ record }) => record.recommendedStatus >= 502 && record.proxyErrorType !== undefined,
    );
    const same = typed.filter(({ record, normalized }) => normalized.error.proxy?.error === record.proxyErrorType);
    expect(share(same, typed)).toBeGreaterThanOrEqual(0.9);
  });

  test('at least 95 % of the 502 and 504 know whether they pass by themselves', () => {
    const gateway = decidable.filter(
      (outcome) => agrees(outcome) && [502, 504].includes(outcome.record.recommendedStatus),
    );
    const same = gateway.filter(
      ({ record, normalized }) => (record.recommendedRetryable !== false) === (normalized.error.transient === true),
    );
    expect(share(same, gateway)).toBeGreaterThanOrEqual(0.95);
  });
});

describe('the same errors for an origin server', () => {
  test('failed HTTP upstreams are 500, databases stay what they are', () => {
    for (const { record, thrown, normalized } of decidable) {
      const { error } = normalize(thrown, { ...settings, role: 'origin' });
      const isUpstream =
        groupOf(record) === 'upstream' && [502, 504].includes(normalized.error.status) && !normalized.cancelled;
      if (isUpstream) expect([record.id, error.status, error.proxy]).toEqual([record.id, 500, undefined]);
      if (groupOf(record) === 'data') expect([record.id, error.status]).toEqual([record.id, normalized.error.status]);
    }
  });
});
