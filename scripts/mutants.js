// Proves that the tests bite: each defect of test/mutants/mutants.js is put into a copy of the sources, and the test named
// beside it must fail there; without any defect the same tests must pass. The checkout itself is never touched.
// `npm run test:mutants`, or `npm run test:mutants -- part of a name` for some of them.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutants } from '../test/mutants/mutants.js';

const root = new URL('..', import.meta.url).pathname;
const copied = ['src', 'test', 'schemas', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
const timeoutMs = 90_000;

function createCopy() {
  const copy = mkdtempSync(join(tmpdir(), 'failwell-mutants-'));
  for (const name of copied) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Runs tests of a copy; `failed` is true where a test failed, and false where nothing ran. */
function runTests(copy, files, title) {
  const escaped = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const flags = title === '' ? [] : ['-t', escaped];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vitest, 'run', ...files, ...flags, '--bail=1', '--reporter=json'], {
      cwd: copy,
      // A mutant that the properties see at all is seen within a few hundred runs.
      env: { ...process.env, FAST_CHECK_RUNS: '400' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', () => undefined);
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.on('close', () => {
      clearTimeout(timer);
      const start = output.indexOf('{"numTotalTestSuites"');
      resolve(start === -1 ? { passed: 0, failed: 1, ended: false } : readResult(output.slice(start)));
    });
  });
}

function readResult(json) {
  const end = json.lastIndexOf('}');
  const { numPassedTests, numFailedTests, success } = JSON.parse(json.slice(0, end + 1));
  return { passed: numPassedTests, failed: success ? numFailedTests : Math.max(numFailedTests, 1), ended: true };
}

function applyMutant(copy, { file, find, replace, name }) {
  const path = join(copy, 'src', file);
  const source = readFileSync(path, 'utf8');
  const parts = source.split(find);
  if (parts.length !== 2)
    throw new Error(`"${name}": the code that it changes is ${parts.length - 1} times in ${file}`);
  writeFileSync(path, parts.join(replace));
  return () => writeFileSync(path, source);
}

async function judge(copy, mutant) {
  const restore = applyMutant(copy, mutant);
  try {
    const { failed } = await runTests(copy, [mutant.killer.file], mutant.killer.title);
    return failed > 0;
  } finally {
    restore();
  }
}

/** The killers without a defect: each must run something and pass, or a kill would mean nothing. */
async function checkKiller(copy, { file, title }) {
  const { passed, failed } = await runTests(copy, [file], title);
  return passed > 0 && failed === 0;
}

async function work(queue, results) {
  const copy = createCopy();
  try {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      const begun = Date.now();
      const good = await job.run(copy);
      results.push(good);
      console.log(`${good ? '  ok  ' : '  FAIL'} ${job.label} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const wanted = process.argv.slice(2).join(' ');
const chosen = mutants.filter(({ name }) => name.includes(wanted));
const killers = new Map(chosen.map(({ killer }) => [`${killer.file} ${killer.title}`, killer]));
const queue = [
  ...[...killers].map(([label, killer]) => ({
    label: `passes without a defect: ${label}`,
    run: (copy) => checkKiller(copy, killer),
  })),
  ...chosen.map((mutant) => ({ label: `killed: ${mutant.name}`, run: (copy) => judge(copy, mutant) })),
];
const results = [];
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, () => work(queue, results)));
const passed = results.filter((good) => good).length;
console.log(`\n${passed} passed, ${results.length - passed} failed, 0 skipped`);
if (passed !== results.length || results.length === 0) process.exitCode = 1;
