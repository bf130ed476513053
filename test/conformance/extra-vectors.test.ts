import { afterAll, describe, expect, it } from 'vitest';
import { watchProcess } from '../support/process-watch.ts';
import { type ExtraVector, extraVectors } from './extra-vectors.ts';
import { chooseVersion, type Host } from './host.ts';
import { hosts } from './hosts.ts';
import { findProblems, renderFailure } from './matchers.ts';
import { runVector, ServerPool } from './run-vector.ts';
import { vectorTitle } from './vector.ts';

const watch = watchProcess();
afterAll(() => watch.stop());

/** By declared data alone: family, version, ability. */
function concerns(host: Host, vector: ExtraVector): boolean {
  const version = chooseVersion(host, vector.given.httpVersion);
  return (
    version !== undefined &&
    vector.versions.includes(version) &&
    (vector.applies?.includes(host.family) ?? true) &&
    (vector.needs === undefined || host.can[vector.needs])
  );
}

for (const host of hosts) {
  describe(host.name, () => {
    const pool = new ServerPool(host);
    afterAll(() => pool.stop());

    for (const vector of extraVectors.filter((one) => concerns(host, one))) {
      it(vectorTitle(vector), async () => {
        const observation = await runVector(vector, host, pool, watch);
        const problems = findProblems(observation);
        if (problems.length > 0) expect.fail(renderFailure(problems, observation));
      });
    }
  });
}

it('every extra vector concerns at least one host', () => {
  expect(extraVectors.filter((vector) => !hosts.some((host) => concerns(host, vector)))).toEqual([]);
});
