import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { currentLoad, describeMachine } from './machine.js';

const folder = fileURLToPath(new URL('../results/', import.meta.url));

/**
 * Writes what a suite measured.
 * @param {string} suite
 * @param {{ readonly loadBefore: number, readonly [member: string]: unknown }} results
 */
export function writeResults(suite, { loadBefore, ...results }) {
  mkdirSync(folder, { recursive: true });
  const file = `${folder}${suite}.json`;
  const whole = {
    suite,
    date: new Date().toISOString(),
    machine: describeMachine(),
    load: { before: loadBefore, after: currentLoad() },
    ...results,
  };
  // Figures to four digits: more is noise, and makes every run a different file.
  const text = JSON.stringify(whole, (_, value) => (typeof value === 'number' ? round(value) : value), 2);
  writeFileSync(file, `${text}\n`);
}

/** @param {number} value */
function round(value) {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

/** @typedef {{ readonly title: string, readonly align?: 'left' | 'right' }} Column */

/**
 * A table for a terminal.
 * @param {readonly Column[]} columns
 * @param {readonly (readonly string[])[]} rows
 * @returns {string}
 */
export function toTable(columns, rows) {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  /** @type {(cells: readonly string[]) => string} */
  const line = (cells) =>
    cells
      .map((cell, index) =>
        columns[index]?.align === 'right' ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [
    line(columns.map(({ title }) => title)),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
  ].join('\n');
}

/** @type {(value: number, digits?: number) => string} */
export const figure = (value, digits = 2) => value.toFixed(digits);

/** @type {(measured: import('./stats.js').Estimate, digits?: number) => string} */
export const interval = (measured, digits = 2) => `${figure(measured.low, digits)} to ${figure(measured.high, digits)}`;
