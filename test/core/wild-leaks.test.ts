import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { resolveOptions } from '../../src/core/options.ts';
import { createResponder } from '../../src/core/responder.ts';
import { rebuild } from '../normalize/wild/rebuild.ts';
import { readRecords, secret } from '../normalize/wild/record.ts';

const records = readRecords();
const request = { method: 'GET', url: '/', headers: {} };

/** Everything that leaves: the response in each format, and what a logger and a hook are given. */
function everythingThatLeaves(thrown: unknown, format: 'envelope' | 'problem'): string {
  const lines: unknown[] = [];
  const keep = (...given: unknown[]): void => {
    lines.push(given);
  };
  const logger = { error: keep, warn: keep, info: keep, debug: keep };
  const settings = resolveOptions({ format, logger, onError: (report) => keep(report), include: ['retry'] });
  const responder = createResponder(settings);
  const incident = responder.examine(thrown, request);
  const plan = responder.plan(incident, []);
  responder.report(incident, { outcome: 'sent', plan });
  const logged = responder.toSafeError(thrown);
  return [
    plan.body,
    JSON.stringify(plan.headers),
    JSON.stringify(lines),
    inspect(lines, { depth: 9 }),
    inspect(logged),
  ].join('\n');
}

/** What no shape can tell from a message that an operator needs; `redact` is for these. */
const accepted: Readonly<Record<string, string>> = {
  'request/sendfile-missing/express4': 'the name of a file; redact: { absolutePaths: true } shortens such paths',
  'framework/trpc-wraps/trpc': 'the bare word after "db" in a text that the application wrote',
};

describe('no planted secret of a captured error leaves, in the response or in the record (SE-7)', () => {
  test.each(['envelope', 'problem'] as const)('%s', (format) => {
    const leaking = records.filter((record) => everythingThatLeaves(rebuild(record), format).includes(secret));
    expect(leaking.map(({ id }) => id)).toEqual(Object.keys(accepted));
  });

  test('the records do hold the secret: a test that finds nothing there would find nothing anywhere', () => {
    const lines = readFileSync('test/fixtures/errors-in-the-wild.jsonl', 'utf8').split('\n');
    const holding = lines
      .filter((line) => line.includes(secret))
      .map((line) => (JSON.parse(line) as { id: string }).id);
    expect(holding.length).toBeGreaterThan(20);
    expect(holding).toEqual(expect.arrayContaining(Object.keys(accepted)));
  });
});
