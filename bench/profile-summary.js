// Where the time of a .cpuprofile goes: `node bench/profile-summary.js <file> [rows]`.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { figure, toTable } from './lib/results.js';

/** @typedef {{ readonly functionName: string, readonly url: string, readonly lineNumber: number }} Frame */
/** @typedef {{ readonly nodes: readonly { readonly id: number, readonly callFrame: Frame }[], readonly samples: readonly number[], readonly timeDeltas: readonly number[] }} CpuProfile */

/** Files by what they belong to. @type {readonly (readonly [RegExp, string])[]} */
const owners = [
  [/\/dist\/cjs\/|\/dist\//, 'failwell'],
  [/\/node_modules\/((?:@[^/]+\/)?[^/]+)\//, ''],
  [/\/bench\//, 'bench'],
  [/^node:/, 'node'],
];

/** @param {Frame} frame */
function ownerOf({ url, functionName }) {
  const found = owners.find(([pattern]) => pattern.test(url));
  if (found === undefined) return functionName.startsWith('(') ? functionName : 'native';
  return found[1] === '' ? (found[0].exec(url)?.[1] ?? 'package') : found[1];
}

/** @param {Frame} frame */
function nameOf({ functionName, url, lineNumber }) {
  const place =
    url === '' ? '' : ` ${url.replace(/^.*\/(dist|node_modules)\//, '').replace(/^file:.*\//, '')}:${lineNumber + 1}`;
  return `${functionName === '' ? '(anonymous)' : functionName}${place}`;
}

/**
 * Self time by a key of the frame, without the time in which the process had nothing to do.
 * @param {CpuProfile} profile
 * @param {(frame: Frame) => string} key
 * @returns {readonly { readonly name: string, readonly milliseconds: number, readonly share: number }[]}
 */
export function summarise({ nodes, samples, timeDeltas }, key) {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  /** @type {Map<string, number>} */
  const totals = new Map();
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    if (frame === undefined || frame.functionName === '(idle)') continue;
    const name = key(frame);
    totals.set(name, (totals.get(name) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  }
  const all = [...totals.values()].reduce((sum, one) => sum + one, 0);
  return [...totals]
    .map(([name, milliseconds]) => ({ name, milliseconds, share: milliseconds / all }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}

/**
 * @param {string} file
 * @param {number} rows
 * @param {number} [requests] divides, where it is known
 */
export function printSummary(file, rows, requests) {
  /** @type {CpuProfile} */
  const profile = JSON.parse(readFileSync(file, 'utf8'));
  for (const [title, key] of /** @type {const} */ ([
    ['owner', ownerOf],
    ['function', nameOf],
  ])) {
    const lines = summarise(profile, key).slice(0, rows);
    console.log(
      `\n${toTable(
        [
          { title: requests === undefined ? 'ms' : 'µs/request', align: 'right' },
          { title: 'share', align: 'right' },
          { title },
        ],
        lines.map(({ name, milliseconds, share }) => [
          figure(requests === undefined ? milliseconds : (milliseconds * 1000) / requests),
          `${figure(share * 100, 1)} %`,
          name,
        ]),
      )}`,
    );
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  printSummary(process.argv[2] ?? '', Number(process.argv[3] ?? 30));
