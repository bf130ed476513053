// What an application pays when it starts: import time of each entry above an empty module, files and bytes loaded, peak
// memory. Every measurement is a process of its own. Alone: `node bench/startup.js [--quick]` (after a build).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readArguments } from './lib/arguments.js';
import { exactly, judge, toJudgementTable } from './lib/judge.js';
import { waitForQuiet } from './lib/machine.js';
import { figure, interval, toTable, writeResults } from './lib/results.js';
import { estimate, shuffle } from './lib/stats.js';
import { readClosure } from './startup/closure.js';

const path = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, import.meta.url));
const probe = path('./startup-probe.js');
const manifest = JSON.parse(readFileSync(path('../package.json'), 'utf8'));
/** Modules with nothing in them, outside the package: its manifest is read for none of them. */
const emptyFolder = mkdtempSync(join(tmpdir(), 'bench-empty-'));
const limits = { milliseconds: 15, kilobytes: 25 };

/** @typedef {{ readonly name: string, readonly mode: 'esm' | 'cjs', readonly target: string, readonly empty: string }} Load */

/** Entries with code behind them, by their file in dist/. @returns {ReadonlyMap<string, string>} */
function readEntries() {
  const entries = Object.entries(manifest.exports).filter(([, conditions]) => typeof conditions === 'object');
  return new Map(
    entries.map(([key, conditions]) => [key.replace('.', manifest.name), path(`../${conditions.import.default}`)]),
  );
}

/** @param {ReadonlyMap<string, string>} entries @returns {readonly Load[]} */
function toLoads(entries) {
  return [...entries].flatMap(([name, file]) => [
    { name, mode: 'esm', target: name, empty: join(emptyFolder, 'empty.mjs') },
    { name, mode: 'cjs', target: file.replace('/dist/', '/dist/cjs/'), empty: join(emptyFolder, 'empty.cjs') },
  ]);
}

for (const name of ['empty.mjs', 'empty.cjs']) writeFileSync(join(emptyFolder, name), '');

/** @param {string} mode @param {string} target @returns {{ milliseconds: number, peakKiB: number, commonJs: string[] }} */
function load(mode, target) {
  return JSON.parse(execFileSync(process.execPath, [probe, mode, target], { encoding: 'utf8', cwd: path('.') }));
}

/**
 * One process for the entry and one for the empty module, in either order.
 * @param {Load} one
 */
function loadPair({ mode, target, empty }) {
  const [first, second] = shuffle([target, empty]).map((what) => ({ what, measured: load(mode, what) }));
  const [own, base] = first?.what === target ? [first, second] : [second, first];
  if (own === undefined || base === undefined) throw new Error('a pair has two halves');
  return {
    milliseconds: own.measured.milliseconds - base.measured.milliseconds,
    peakKiB: own.measured.peakKiB - base.measured.peakKiB,
  };
}

/** @param {readonly Load[]} loads @param {number} rounds */
function runRounds(loads, rounds) {
  /** @type {Map<Load, ReturnType<typeof loadPair>[]>} */
  const measured = new Map(loads.map((one) => [one, []]));
  for (const one of loads) loadPair(one);
  for (let round = 0; round < rounds; round += 1) {
    for (const one of shuffle(loads)) measured.get(one)?.push(loadPair(one));
  }
  return measured;
}

/** @param {ReadonlyMap<string, string>} entries @param {number} rounds */
function measureEntries(entries, rounds) {
  const measured = runRounds(toLoads(entries), rounds);
  return [...measured].map(([{ name, mode }, pairs]) => {
    const closure = readClosure(entries.get(name) ?? '');
    return {
      name,
      mode,
      milliseconds: estimate(pairs.map(({ milliseconds }) => milliseconds)),
      peakMiB: estimate(pairs.map(({ peakKiB }) => peakKiB / 1024)),
      files: closure.files.length,
      packages: closure.packages,
      gzipKilobytes: closure.gzipBytes / 1000,
    };
  });
}

/** @param {ReturnType<typeof measureEntries>} rows */
function judgeExpress(rows) {
  const express = rows.filter(({ name }) => name === `${manifest.name}/express`);
  const known = new Set(Object.keys(manifest.dependencies));
  const timed = express.map(({ name, mode, milliseconds }) =>
    judge(
      { name: `${name} imports above an empty module, ${mode}`, limit: limits.milliseconds, unit: ' ms' },
      milliseconds,
    ),
  );
  const sized = express
    .slice(0, 1)
    .flatMap(({ name, gzipKilobytes, packages }) => [
      judge({ name: `${name}: import closure, gzipped`, limit: limits.kilobytes, unit: ' kB' }, exactly(gzipKilobytes)),
      judge(
        { name: `${name}: packages loaded that are no dependency`, limit: 0, unit: '' },
        exactly(packages.filter((one) => !known.has(one)).length),
      ),
    ]);
  return [...timed, ...sized];
}

/**
 * @param {import('./lib/arguments.js').Arguments} options
 * @returns {Promise<readonly import('./lib/judge.js').Judgement[]>}
 */
export async function runStartup({ quick, patienceMs }) {
  const loadBefore = await waitForQuiet({ below: 0.5, patienceMs });
  const rows = measureEntries(readEntries(), quick ? 3 : 15);
  const judgements = judgeExpress(rows);
  console.log(
    `\n${toTable(
      [
        { title: 'entry' },
        { title: 'build' },
        { title: 'ms', align: 'right' },
        { title: '95 % interval', align: 'right' },
        { title: 'peak MiB', align: 'right' },
        { title: 'files', align: 'right' },
        { title: 'gzip kB', align: 'right' },
        { title: 'packages' },
      ],
      rows.map(({ name, mode, milliseconds, peakMiB, files, gzipKilobytes, packages }) => [
        name,
        mode,
        figure(milliseconds.median, 1),
        interval(milliseconds, 1),
        figure(peakMiB.median, 1),
        String(files),
        figure(gzipKilobytes, 1),
        packages.join(', '),
      ]),
    )}\n\n${toJudgementTable(judgements)}`,
  );
  if (!quick) writeResults('startup', { loadBefore, rows, targets: judgements });
  return judgements;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runStartup(readArguments());
