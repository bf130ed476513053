import type { Reporter, TestModule } from 'vitest/node';
import { alignTable } from '../../test/support/text-table.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Row and column of the table; set by `check()`. */
    client?: string;
    check?: string;
    /** What is let pass here, and why. */
    exception?: string;
  }
}

interface Cell {
  passed: number;
  failed: number;
  readonly exceptions: Set<string>;
}

type Table = Map<string, Map<string, Cell>>;

function getOrSet<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}

function collect(modules: readonly TestModule[]): Table {
  const table: Table = new Map();
  for (const test of modules.flatMap((module) => [...module.children.allTests()])) {
    const { client, check, exception } = test.meta();
    const { state } = test.result();
    if (client === undefined || check === undefined || (state !== 'passed' && state !== 'failed')) continue;
    const row = getOrSet(table, client, () => new Map<string, Cell>());
    const cell = getOrSet(row, check, () => ({ passed: 0, failed: 0, exceptions: new Set<string>() }));
    cell[state] += 1;
    if (exception !== undefined) cell.exceptions.add(exception);
  }
  return table;
}

function show(cell: Cell | undefined): string {
  if (cell === undefined) return '–';
  if (cell.failed > 0) return `FAILED ${cell.failed} of ${cell.passed + cell.failed}`;
  return `ok ${cell.passed}${cell.exceptions.size > 0 ? ' *' : ''}`;
}

/** Prints clients × checks when the run ends: each cell tells how many checks passed, on both hosts together. */
class TableReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const table = collect(modules);
    const cells = [...table.values()];
    const columns = [...new Set(cells.flatMap((row) => [...row.keys()]))].sort();
    const rows = [...table]
      .sort(([left], [right]) => left.localeCompare(right))
      .map(([client, row]) => [client, ...columns.map((check) => show(row.get(check)))]);
    const exceptions = new Set(cells.flatMap((row) => [...row.values()]).flatMap((cell) => [...cell.exceptions]));
    const notes = [...exceptions].map((exception) => `* ${exception}`);
    process.stdout.write(`\n${[...alignTable([['client', ...columns], ...rows]), ...notes].join('\n')}\n`);
  }
}

export default TableReporter;
