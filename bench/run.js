// Everything: `npm run bench`; with --check a missed target ends in exit code 1 (`npm run bench:check`).
import { runGrowth } from './growth.js';
import { readArguments } from './lib/arguments.js';
import { toJudgementTable } from './lib/judge.js';
import { runMemory } from './memory.js';
import { runMicro } from './micro.js';
import { runServers } from './servers.js';
import { runStartup } from './startup.js';

const suites = { servers: runServers, micro: runMicro, startup: runStartup, growth: runGrowth, memory: runMemory };

const options = readArguments();
const judgements = [];
for (const run of Object.values(suites)) judgements.push(...(await run({ ...options, only: [] })));

const missed = judgements.filter(({ verdict }) => verdict === 'missed');
console.log(`\nAll targets\n\n${toJudgementTable(judgements)}\n`);
console.log(`${judgements.length - missed.length} of ${judgements.length} targets met`);
if (options.check && missed.length > 0) process.exitCode = 1;
