import { figure, interval, toTable } from './results.js';
import { verdict } from './stats.js';

/** @typedef {import('./stats.js').Estimate} Estimate */
/** @typedef {{ readonly name: string, readonly limit: number, readonly unit: string }} Target */
/** @typedef {Target & { readonly measured: Estimate, readonly verdict: import('./stats.js').Verdict }} Judgement */

/**
 * @param {Target} target
 * @param {Estimate} measured
 * @returns {Judgement}
 */
export function judge(target, measured) {
  return { ...target, measured, verdict: verdict(measured, target.limit) };
}

/** @param {number} value a single observation, such as a size in bytes */
export function exactly(value) {
  return { median: value, low: value, high: value };
}

/** @param {readonly Judgement[]} judgements */
export function toJudgementTable(judgements) {
  return toTable(
    [
      { title: 'target' },
      { title: 'limit', align: 'right' },
      { title: 'median', align: 'right' },
      { title: '95 % interval', align: 'right' },
      { title: 'verdict' },
    ],
    judgements.map(({ name, limit, unit, measured, verdict: outcome }) => [
      name,
      `${limit}${unit}`,
      `${figure(measured.median)}${unit}`,
      interval(measured),
      outcome,
    ]),
  );
}
