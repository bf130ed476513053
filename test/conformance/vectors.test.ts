import { afterAll, describe, expect, it } from 'vitest';
import { watchProcess } from '../support/process-watch.ts';
import { type Exception, exceptions, findException } from './exceptions.ts';
import type { Host } from './host.ts';
import { hosts } from './hosts.ts';
import { findProblems, renderFailure } from './matchers.ts';
import { type Observation, runVector, ServerPool } from './run-vector.ts';
import { Tally } from './tally.ts';
import { type Vector, vectors, vectorTitle } from './vector.ts';

const watch = watchProcess();
const tally = new Tally(hosts.map((host) => host.name));

async function runOnHost(vector: Vector, host: Host, pool: ServerPool): Promise<void> {
  const observation: Observation = await runVector(vector, host, pool, watch);
  const problems = findProblems(observation);
  tally.add(host.name, vector, problems.length === 0 ? 'passed' : 'failed');
  if (problems.length > 0) expect.fail(renderFailure(problems, observation));
}

/** An exception that would pass is no exception: it must leave the list. */
async function confirmException(vector: Vector, host: Host, pool: ServerPool, exception: Exception): Promise<void> {
  if (exception.untried !== undefined) return;
  const observation = await runVector(vector, host, pool, watch);
  if (findProblems(observation).length === 0) {
    expect.fail(`listed as an exception (${exception.reason}), but it holds\n\n${renderFailure([], observation)}`);
  }
}

afterAll(() => {
  watch.stop();
  console.log(`Conformance: passed/run of ${vectors.length} vectors (listed exceptions)\n\n${tally.render()}\n`);
});

for (const host of hosts) {
  describe(host.name, () => {
    const pool = new ServerPool(host);
    afterAll(() => pool.stop());

    for (const vector of vectors) {
      const exception = findException(vector.id, host.name);
      if (exception === undefined) {
        it(vectorTitle(vector), () => runOnHost(vector, host, pool));
      } else {
        it(`${vectorTitle(vector)} – excepted: ${exception.reason}`, async () => {
          tally.add(host.name, vector, 'excepted');
          await confirmException(vector, host, pool, exception);
        });
      }
    }
  });
}

describe('completeness', () => {
  it.each(hosts.map((host) => host.name))('%s: what was run and what is listed are all vectors', (name) => {
    expect(tally.total(name)).toBe(vectors.length);
  });

  it('every exception names known vectors and hosts, and each pair once', () => {
    const pairs = exceptions.flatMap(({ ids, hosts: names }) =>
      ids.flatMap((id) => names.map((name) => `${id} ${name}`)),
    );
    const known = new Set(vectors.flatMap(({ id }) => hosts.map((host) => `${id} ${host.name}`)));
    expect(pairs.filter((pair) => !known.has(pair))).toEqual([]);
    expect(new Set(pairs).size).toBe(pairs.length);
  });
});
