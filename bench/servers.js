// Whole servers: CPU microseconds of the server process per request, in interleaved rounds. Also runs alone:
// `node bench/servers.js [--quick] [--only express,node]` (after a build).
import { pathToFileURL } from 'node:url';
import { readArguments } from './lib/arguments.js';
import { judge, toJudgementTable } from './lib/judge.js';
import { waitForQuiet } from './lib/machine.js';
import { figure, interval, toTable, writeResults } from './lib/results.js';
import { estimate, pairedAddedRatio, pairedRatio, shuffle } from './lib/stats.js';
import { ServerProcess } from './servers/server-process.js';
import { variants } from './servers/variants.js';

/** @typedef {ReadonlyMap<string, readonly import('./servers/server-process.js').Round[]>} Rounds */

/**
 * The bounds of CPU a request, each a ratio of two variants in the same round. The last is what failwell's logging adds
 * against what the same record adds when it is written by hand.
 */
const targets = [
  { of: 'express-failwell', over: 'express-bare', limit: 1.15 },
  { of: 'express-failwell-none', over: 'express-bare', limit: 1.03 },
  { of: 'express-failwell', over: 'express-http-errors', limit: 0.66 },
  { of: 'express-failwell', over: 'express-default', limit: 0.75 },
  { of: 'express-failwell', over: 'express-strong', limit: 0.63 },
  { of: 'koa-failwell', over: 'koa-default', limit: 0.62 },
  { of: 'node-failwell', over: 'node-hand', limit: 1.15 },
  { of: 'fastify-failwell', over: 'fastify-own', limit: 1.1 },
  { of: 'express-failwell-pino', over: 'express-hand-pino', beyond: 'express-failwell', limit: 1.3 },
];

/** Measured besides, without a bound: the limit of what is possible, and what others cost. */
const comparisons = [
  { of: 'node-failwell', over: 'node-bare' },
  { of: 'node-failwell-none', over: 'node-bare' },
  { of: 'node-hand', over: 'node-bare' },
  { of: 'express-failwell', over: 'express-hand' },
  { of: 'express-failwell-none', over: 'express-hand-none' },
  { of: 'express-hand', over: 'express-bare' },
  { of: 'express-hand-none', over: 'express-bare' },
  { of: 'express-failwell', over: 'express-lean' },
  { of: 'express-failwell-on-error', over: 'express-failwell' },
  { of: 'express-failwell-pino', over: 'express-failwell' },
  { of: 'express-http-errors', over: 'express-bare' },
  { of: 'express-default', over: 'express-bare' },
  { of: 'express-strong', over: 'express-bare' },
  { of: 'koa-failwell', over: 'koa-bare' },
  { of: 'koa-failwell', over: 'koa-hand' },
  { of: 'koa-hand', over: 'koa-default' },
  { of: 'koa-hand', over: 'koa-bare' },
  { of: 'express-hand', over: 'express-http-errors' },
  { of: 'express-hand', over: 'express-default' },
  { of: 'express-hand', over: 'express-strong' },
  { of: 'koa-default', over: 'koa-bare' },
  { of: 'koa-onerror', over: 'koa-bare' },
  { of: 'koa-failwell', over: 'koa-onerror' },
];

// Enough requests for a round to last 0.1 to 0.5 s, enough rounds for an interval of 6th to 16th; a minor collection
// falls into every round, a major one into some.
const plans = {
  full: { rounds: 21, total: 3_000, warmUp: 30_000, connections: 32 },
  quick: { rounds: 7, total: 1_500, warmUp: 6_000, connections: 32 },
};

/**
 * @param {readonly ServerProcess[]} servers
 * @param {typeof plans.full} plan
 * @returns {Promise<Rounds>}
 */
async function runRounds(servers, plan) {
  /** @type {Map<string, import('./servers/server-process.js').Round[]>} */
  const rounds = new Map(servers.map(({ name }) => [name, []]));
  for (const server of servers) await server.measure({ total: plan.warmUp, connections: plan.connections });
  for (let round = 0; round < plan.rounds; round += 1) {
    // A new order each time: what follows a heavy variant starts on warm caches and a busy collector.
    for (const server of shuffle(servers)) rounds.get(server.name)?.push(await server.measure(plan));
  }
  return rounds;
}

/** @param {Rounds} rounds @param {string} name */
function cpuOf(rounds, name) {
  return (rounds.get(name) ?? []).map(({ cpuMicros }) => cpuMicros);
}

/** @param {{ readonly of: string, readonly over: string, readonly beyond?: string }} comparison */
function toName({ of, over, beyond }) {
  return beyond === undefined ? `${of} / ${over}` : `(${of} - ${beyond}) / (${over} - ${beyond})`;
}

/** @param {Rounds} rounds @param {{ readonly of: string, readonly over: string, readonly beyond?: string }} comparison */
function compare(rounds, { of, over, beyond }) {
  return beyond === undefined
    ? pairedRatio(cpuOf(rounds, of), cpuOf(rounds, over))
    : pairedAddedRatio(cpuOf(rounds, of), cpuOf(rounds, over), cpuOf(rounds, beyond));
}

/** @param {Rounds} rounds */
function toRows(rounds) {
  return variants
    .filter(({ name }) => rounds.has(name))
    .map(({ name, label }) => {
      const measured = rounds.get(name) ?? [];
      return {
        name,
        label,
        cpuMicros: estimate(measured.map(({ cpuMicros }) => cpuMicros)),
        requestsPerSecond: estimate(measured.map(({ requestsPerSecond }) => requestsPerSecond)),
      };
    });
}

/** @param {ReturnType<typeof toRows>} rows */
function toRowTable(rows) {
  return toTable(
    [
      { title: 'server' },
      { title: 'CPU µs/request', align: 'right' },
      { title: '95 % interval', align: 'right' },
      { title: 'requests/s', align: 'right' },
    ],
    rows.map(({ label, cpuMicros, requestsPerSecond }) => [
      label,
      figure(cpuMicros.median, 1),
      interval(cpuMicros, 1),
      figure(requestsPerSecond.median, 0),
    ]),
  );
}

/**
 * @param {import('./lib/arguments.js').Arguments} options
 * @returns {Promise<readonly import('./lib/judge.js').Judgement[]>}
 */
export async function runServers({ quick, only, patienceMs }) {
  const plan = quick ? plans.quick : plans.full;
  const chosen = variants.filter(({ name }) => only.length === 0 || only.some((prefix) => name.startsWith(prefix)));
  const loadBefore = await waitForQuiet({ below: 0.5, patienceMs });
  const servers = await Promise.all(chosen.map(({ name }) => ServerProcess.start(name)));
  const rounds = await runRounds(servers, plan);
  await Promise.all(servers.map((server) => server.stop()));
  /** @type {(one: { readonly of: string, readonly over: string, readonly beyond?: string }) => boolean} */
  const isMeasured = ({ of, over, beyond = of }) => [of, over, beyond].every((name) => rounds.has(name));
  const judgements = targets
    .filter(isMeasured)
    .map((target) => judge({ name: toName(target), limit: target.limit, unit: '' }, compare(rounds, target)));
  const ratios = comparisons.filter(isMeasured).map((one) => ({ name: toName(one), measured: compare(rounds, one) }));
  const rows = toRows(rounds);
  console.log(`\nServers: ${plan.rounds} rounds of ${plan.total} requests, load ${loadBefore} before\n`);
  console.log(`${toRowTable(rows)}\n`);
  console.log(
    `${toTable(
      [{ title: 'also measured' }, { title: 'median', align: 'right' }, { title: '95 % interval', align: 'right' }],
      ratios.map(({ name, measured }) => [name, figure(measured.median), interval(measured)]),
    )}\n`,
  );
  console.log(toJudgementTable(judgements));
  if (!quick && only.length === 0)
    writeResults('servers', { loadBefore, plan, rows, targets: judgements, comparisons: ratios });
  return judgements;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runServers(readArguments());
