import { parseArgs } from 'node:util';

/**
 * @typedef {object} Arguments
 * @property {boolean} quick a smoke run: few rounds, nothing is written to results/
 * @property {boolean} check exit with 1 where a target is missed
 * @property {readonly string[]} only prefixes of names
 * @property {number} patienceMs how long to wait for a quiet machine
 */

/** @returns {Arguments} */
export function readArguments() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      patience: { type: 'string', default: '120' },
    },
  });
  return {
    quick: values.quick,
    check: values.check,
    only: values.only.split(',').filter((prefix) => prefix !== ''),
    patienceMs: values.quick ? 0 : Number(values.patience) * 1000,
  };
}
