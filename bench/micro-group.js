// One group of micro-benchmarks in a process of its own, so that no group finds the code warmed for another.
import { timeCases } from './micro/micro.js';

const groups = {
  construction: () => import('./micro/construction.js'),
  plan: () => import('./micro/plan.js'),
  normalize: () => import('./micro/normalize.js'),
};

const [group, plan] = process.argv.slice(2);
const { cases, targets } = await groups[/** @type {keyof typeof groups} */ (group)]();
process.send?.({ timings: await timeCases(cases, JSON.parse(plan ?? '{}')), targets });
process.disconnect?.();
