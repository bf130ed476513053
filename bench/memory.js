// A million errors: the heap after a collection, at half-time and at the end. Alone: `node bench/memory.js [--quick]`.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readArguments } from './lib/arguments.js';
import { exactly, judge, toJudgementTable } from './lib/judge.js';
import { currentLoad } from './lib/machine.js';
import { writeResults } from './lib/results.js';
import { ServerProcess } from './servers/server-process.js';

const probe = fileURLToPath(new URL('./memory-probe.js', import.meta.url));

/** @typedef {{ readonly name: string, readonly heapBytes: readonly number[] }} Samples heap after each quarter */

/** @param {number} total @returns {Promise<Samples>} */
async function planErrors(total) {
  const child = fork(probe, [String(total)], { execArgv: ['--expose-gc'] });
  const [heapBytes] = await once(child, 'message');
  return { name: `planErrorResponse, ${total} errors`, heapBytes };
}

/** @param {string} variant @param {number} total @returns {Promise<Samples>} */
async function answerErrors(variant, total) {
  const server = await ServerProcess.start(variant, ['--expose-gc']);
  const heapBytes = [];
  for (let quarter = 0; quarter < 4; quarter += 1) {
    await server.measure({ total: total / 4, connections: 32 });
    heapBytes.push(await server.ask('heap'));
  }
  await server.stop();
  return { name: `${variant}, ${total} requests`, heapBytes };
}

/** @param {Samples} samples */
function judgeGrowth({ name, heapBytes }) {
  const [, half = 0, , end = 0] = heapBytes;
  return judge(
    { name: `heap growth of the last half: ${name}`, limit: 1, unit: ' %' },
    exactly((end / half - 1) * 100),
  );
}

/**
 * @param {import('./lib/arguments.js').Arguments} options
 * @returns {Promise<readonly import('./lib/judge.js').Judgement[]>}
 */
export async function runMemory({ quick }) {
  const loadBefore = currentLoad();
  const total = quick ? 20_000 : 1_000_000;
  const rows = [
    await planErrors(total),
    await answerErrors('node-failwell', total),
    await answerErrors('express-failwell', total / 2),
  ];
  const judgements = rows.map(judgeGrowth);
  for (const { name, heapBytes } of rows)
    console.log(`\n${name}: ${heapBytes.map((bytes) => `${(bytes / 1e6).toFixed(2)} MB`).join(', ')}`);
  console.log(`\n${toJudgementTable(judgements)}`);
  if (!quick) writeResults('memory', { loadBefore, rows, targets: judgements });
  return judgements;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runMemory(readArguments());
