// Construction, plan and normalize, in nanoseconds. Alone: `node bench/micro.js [--quick] [--only plan]`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readArguments } from './lib/arguments.js';
import { judge, toJudgementTable } from './lib/judge.js';
import { waitForQuiet } from './lib/machine.js';
import { figure, interval, toTable, writeResults } from './lib/results.js';
import { estimate, pairedRatio } from './lib/stats.js';

const script = fileURLToPath(new URL('./micro-group.js', import.meta.url));
const groups = ['construction', 'plan', 'normalize'];
const plans = { full: { rounds: 21, milliseconds: 25 }, quick: { rounds: 7, milliseconds: 5 } };

/**
 * @param {string} group
 * @param {typeof plans.full} plan
 * @returns {Promise<{ timings: import('./micro/micro.js').Timings, targets: readonly import('./micro/micro.js').MicroTarget[] }>}
 */
async function runGroup(group, plan) {
  const child = fork(script, [group, JSON.stringify(plan)], { execArgv: ['--expose-gc'] });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`the group ${group} ended with code ${code}`);
  });
  const [answer] = await Promise.race([once(child, 'message'), died]);
  return answer;
}

/**
 * @param {import('./micro/micro.js').MicroTarget} target
 * @param {import('./micro/micro.js').Timings} timings
 */
function judgeOne({ of, over, limit }, timings) {
  const own = timings[of] ?? [];
  return over === undefined
    ? judge({ name: `plan: ${of}`, limit, unit: ' ns' }, estimate(own))
    : judge({ name: `${of} / ${over}`, limit, unit: '' }, pairedRatio(own, timings[over] ?? []));
}

/**
 * @param {import('./lib/arguments.js').Arguments} options
 * @returns {Promise<readonly import('./lib/judge.js').Judgement[]>}
 */
export async function runMicro({ quick, only, patienceMs }) {
  const plan = quick ? plans.quick : plans.full;
  const chosen = groups.filter((group) => only.length === 0 || only.includes(group));
  const loadBefore = await waitForQuiet({ below: 0.5, patienceMs });
  const rows = [];
  const judgements = [];
  for (const group of chosen) {
    const { timings, targets } = await runGroup(group, plan);
    const measured = Object.entries(timings).map(([name, values]) => ({ group, name, nanoseconds: estimate(values) }));
    rows.push(...measured);
    judgements.push(...targets.map((target) => judgeOne(target, timings)));
    console.log(
      `\n${toTable(
        [{ title: group }, { title: 'ns', align: 'right' }, { title: '95 % interval', align: 'right' }],
        measured.map(({ name, nanoseconds }) => [name, figure(nanoseconds.median, 0), interval(nanoseconds, 0)]),
      )}`,
    );
  }
  console.log(`\n${toJudgementTable(judgements)}`);
  if (!quick && only.length === 0) writeResults('micro', { loadBefore, plan, rows, targets: judgements });
  return judgements;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runMicro(readArguments());
