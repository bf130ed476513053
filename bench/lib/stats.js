// Pure statistics of the benchmarks. Medians and order statistics throughout: the noise of a shared machine is one-sided
// and has a long tail, so a mean and a standard deviation describe the neighbours rather than the code.

/** @typedef {{ readonly median: number, readonly low: number, readonly high: number }} Estimate */
/** @typedef {'met' | 'met within the noise' | 'missed'} Verdict */

/**
 * @param {readonly number[]} values at least one
 * @returns {number}
 */
export function median(values) {
  if (values.length === 0) throw new RangeError('the median of nothing');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * How many observations lie outside each end of the 95 % interval of a median of `count` independent observations: the
 * largest k with P(Binomial(count, 1/2) < k) <= 2.5 %. No distribution is assumed.
 * @param {number} count
 * @returns {number} 0 where there are too few (fewer than 6) for an interval narrower than the whole range
 */
export function excludedRanks(count) {
  let probability = 0.5 ** count;
  let below = 0;
  let rank = 0;
  while (below + probability <= 0.025) {
    below += probability;
    probability *= (count - rank) / (rank + 1);
    rank += 1;
  }
  return rank;
}

/**
 * Median with its 95 % interval by order statistics.
 * @param {readonly number[]} values
 * @returns {Estimate}
 */
export function estimate(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const excluded = Math.max(excludedRanks(sorted.length) - 1, 0);
  return {
    median: median(sorted),
    low: /** @type {number} */ (sorted[excluded]),
    high: /** @type {number} */ (sorted[sorted.length - 1 - excluded]),
  };
}

/**
 * One ratio a round: what disturbs a round disturbs both of its halves.
 * @param {readonly number[]} numerators
 * @param {readonly number[]} denominators of the same rounds
 * @returns {Estimate}
 */
export function pairedRatio(numerators, denominators) {
  if (numerators.length !== denominators.length) throw new RangeError('paired rounds must be of one number');
  return estimate(numerators.map((value, round) => value / /** @type {number} */ (denominators[round])));
}

/**
 * What a feature adds to a base, as a multiple of what another one adds to it. A reference that added nothing in a round
 * was lost in the noise there; that round counts against the feature.
 * @param {readonly number[]} feature
 * @param {readonly number[]} reference
 * @param {readonly number[]} base
 * @returns {Estimate}
 */
export function pairedAddedRatio(feature, reference, base) {
  /** @type {(values: readonly number[]) => number[]} */
  const added = (values) => values.map((value, round) => value - /** @type {number} */ (base[round]));
  const references = added(reference);
  return estimate(
    added(feature).map((value, round) => {
      const other = /** @type {number} */ (references[round]);
      return other > 0 ? value / other : Number.POSITIVE_INFINITY;
    }),
  );
}

/**
 * A target is an upper bound. It is met when the lower end of the interval meets it; where only that end does, it says so.
 * @param {Estimate} measured
 * @param {number} limit
 * @returns {Verdict}
 */
export function verdict(measured, limit) {
  if (measured.median <= limit) return 'met';
  return measured.low <= limit ? 'met within the noise' : 'missed';
}

/**
 * Exponent of growth between two sizes: 0 is flat, 1 linear, 2 quadratic.
 * @param {{ readonly size: number, readonly cost: number }} small
 * @param {{ readonly size: number, readonly cost: number }} large
 * @returns {number}
 */
export function growthExponent(small, large) {
  return Math.log(large.cost / small.cost) / Math.log(large.size / small.size);
}

/**
 * Fisher-Yates.
 * @template T
 * @param {readonly T[]} items
 * @param {() => number} random
 * @returns {T[]}
 */
export function shuffle(items, random = Math.random) {
  const shuffled = [...items];
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [shuffled[index], shuffled[other]] = [/** @type {T} */ (shuffled[other]), /** @type {T} */ (shuffled[index])];
  }
  return shuffled;
}
