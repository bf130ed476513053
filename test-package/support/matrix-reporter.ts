import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { alignTable } from '../../test/support/text-table.ts';
import { ownNode, runtimes, toName } from '../matrix.ts';

type Cells = Map<string, string>;

function show(test: TestCase): string {
  if (test.meta().notRun !== undefined) return 'not run';
  // A test that a failed hook kept from running is no better than a failed one.
  return test.result().state === 'passed' ? 'ok' : 'FAILED';
}

function collect(tests: readonly TestCase[]): Map<string, Cells> {
  const table = new Map<string, Cells>();
  for (const test of tests) {
    const { row, column } = test.meta();
    if (row === undefined || column === undefined) continue;
    const cells = table.get(row) ?? new Map<string, string>();
    table.set(row, cells.set(column, show(test)));
  }
  return table;
}

/** Prints what was run where when the run ends; what could not be run is named with the reason. */
class MatrixReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const names = [...new Set([...runtimes.map(toName), ownNode])];
    const rows = [...collect(tests)].map(([row, cells]) => [row, ...names.map((name) => cells.get(name) ?? '–')]);
    const reasons = tests.map((test) => test.meta()).filter(({ notRun }) => notRun !== undefined);
    const notes = new Set(reasons.map(({ column, notRun }) => `not run on ${column}: ${notRun}`));
    process.stdout.write(`\n${[...alignTable([['', ...names], ...rows]), ...notes].join('\n')}\n`);
  }
}

export default MatrixReporter;
