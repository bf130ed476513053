// Cost against the size of what an app or an attacker controls. Alone: `node bench/growth.js [--quick]` (after a build).
import { pathToFileURL } from 'node:url';
import { dimensions } from './growth/dimensions.js';
import { readArguments } from './lib/arguments.js';
import { judge, toJudgementTable } from './lib/judge.js';
import { waitForQuiet } from './lib/machine.js';
import { figure, toTable, writeResults } from './lib/results.js';
import { estimate, growthExponent, median } from './lib/stats.js';

// A cache that overflows makes a linear walk look like 1.1 to 1.2; a quadratic one shows 2.
const limit = 1.25;

/**
 * Microseconds of one call: the median of `rounds` batches of at least a millisecond.
 * @param {() => unknown} work
 * @param {number} rounds
 */
function time(work, rounds) {
  let calls = 1;
  for (;;) {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) work();
    if (performance.now() - start >= 1 || calls >= 1e6) break;
    calls *= 2;
  }
  const measured = Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) work();
    return ((performance.now() - start) * 1000) / calls;
  });
  return median(measured);
}

/**
 * The steepest step between neighbouring sizes, in each of several passes: one pass alone can be unlucky.
 * @param {import('./growth/dimensions.js').Dimension} dimension
 * @param {{ readonly passes: number, readonly rounds: number }} plan
 */
function measure({ name, sizes, prepare }, { passes, rounds }) {
  const works = sizes.map(prepare);
  for (const work of works) time(work, rounds);
  const passCosts = Array.from({ length: passes }, () => works.map((work) => time(work, rounds)));
  const steepest = passCosts.map((costs) => {
    const points = sizes.map((size, index) => ({ size, cost: costs[index] ?? 0 }));
    return Math.max(...points.slice(1).map((point, index) => growthExponent(points[index] ?? point, point)));
  });
  const costs = sizes.map((size, index) => ({ size, micros: estimate(passCosts.map((pass) => pass[index] ?? 0)) }));
  return { name, costs, exponent: estimate(steepest) };
}

/**
 * @param {import('./lib/arguments.js').Arguments} options
 * @returns {Promise<readonly import('./lib/judge.js').Judgement[]>}
 */
export async function runGrowth({ quick, only, patienceMs }) {
  const loadBefore = await waitForQuiet({ below: 0.5, patienceMs });
  const plan = quick ? { passes: 3, rounds: 5 } : { passes: 11, rounds: 15 };
  const chosen = dimensions.filter(({ name }) => only.length === 0 || only.some((prefix) => name.startsWith(prefix)));
  const rows = chosen.map((dimension) => measure(dimension, plan));
  const judgements = rows.map(({ name, exponent }) => judge({ name: `growth: ${name}`, limit, unit: '' }, exponent));
  console.log(
    `\n${toTable(
      [{ title: 'what grows' }, { title: 'size: µs' }],
      rows.map(({ name, costs }) => [
        name,
        costs.map(({ size, micros }) => `${size}: ${figure(micros.median, 1)}`).join('   '),
      ]),
    )}\n\n${toJudgementTable(judgements)}`,
  );
  if (!quick && only.length === 0) writeResults('growth', { loadBefore, plan, rows, targets: judgements });
  return judgements;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runGrowth(readArguments());
