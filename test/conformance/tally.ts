import { ruleGroups, type Vector } from './vector.ts';

export type Outcome = 'passed' | 'failed' | 'excepted';

interface Count {
  run: number;
  passed: number;
  excepted: number;
}

/** Counts outcomes by rule group and host, for the table at the end of the run. */
export class Tally {
  readonly #counts = new Map<string, Map<string, Count>>();
  readonly #hosts: readonly string[];

  constructor(hosts: readonly string[]) {
    this.#hosts = hosts;
  }

  add(host: string, vector: Vector, outcome: Outcome): void {
    for (const group of [...ruleGroups(vector), 'vectors']) {
      const row = this.#counts.get(group) ?? new Map<string, Count>();
      this.#counts.set(group, row);
      const count = row.get(host) ?? { run: 0, passed: 0, excepted: 0 };
      row.set(host, count);
      if (outcome === 'excepted') count.excepted += 1;
      else count.run += 1;
      if (outcome === 'passed') count.passed += 1;
    }
  }

  /** Run and listed exceptions of a host: must be all vectors. */
  total(host: string): number {
    const count = this.#counts.get('vectors')?.get(host);
    return (count?.run ?? 0) + (count?.excepted ?? 0);
  }

  /** One line a rule group, one column a host: passed/run, and exceptions in brackets. */
  render(): string {
    const groups = [...this.#counts.keys()].filter((group) => group !== 'vectors').sort();
    const lines = [...groups, 'vectors'].map((group) => [
      group,
      ...this.#hosts.map((host) => renderCount(this.#counts.get(group)?.get(host))),
    ]);
    return renderTable([['rules', ...this.#hosts], ...lines]);
  }
}

function renderCount(count: Count | undefined): string {
  if (count === undefined) return '–';
  const ran = `${count.passed}/${count.run}`;
  return count.excepted === 0 ? ran : `${ran} (${count.excepted})`;
}

function renderTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
    )
    .map((row) => row.join('  '))
    .join('\n');
}
