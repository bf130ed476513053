import { do_not_optimize, measure } from 'mitata';
import { shuffle } from '../lib/stats.js';

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {() => unknown} run
 * @property {() => void} [before] for settings of the process
 * @property {() => void} [after]
 */

/** A bound on the ratio to another case, or without `over` on the nanoseconds themselves.
 * @typedef {{ readonly of: string, readonly over?: string, readonly limit: number }} MicroTarget */

/** @typedef {Readonly<Record<string, readonly number[]>>} Timings nanoseconds of each round by case */

/**
 * Nanoseconds of one call, by mitata: it times batches, because a clock takes as long as the shorter cases.
 * @param {Case} one
 * @param {number} milliseconds
 */
async function time(one, milliseconds) {
  one.before?.();
  const timed = await measure(() => do_not_optimize(one.run()), {
    min_cpu_time: milliseconds * 1e6,
    min_samples: 5,
    samples_threshold: 5,
    batch_samples: 512,
    batch_threshold: 1e6,
  });
  one.after?.();
  return timed.p50;
}

/**
 * Interleaved rounds in a new order each time.
 * @param {readonly Case[]} cases
 * @param {{ readonly rounds: number, readonly milliseconds: number }} plan
 * @returns {Promise<Timings>}
 */
export async function timeCases(cases, { rounds, milliseconds }) {
  /** @type {Record<string, number[]>} */
  const timings = Object.fromEntries(cases.map(({ name }) => [name, []]));
  for (const one of cases) await time(one, milliseconds * 4);
  for (let round = 0; round < rounds; round += 1) {
    for (const one of shuffle(cases)) timings[one.name]?.push(await time(one, milliseconds));
  }
  return timings;
}
