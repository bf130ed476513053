import { inject, test } from 'vitest';
import { ownNode, type Runtime, toName } from '../matrix.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Row and column of the table that the run prints. */
    row?: string;
    column?: string;
    notRun?: string;
  }
}

/** One cell of the table on the Node that runs the tests. */
export function ownCell(row: string, check: () => Promise<void>): void {
  test(`${row} on ${ownNode}`, async ({ task }) => {
    Object.assign(task.meta, { row, column: ownNode });
    await check();
  });
}

/**
 * One cell of the table. A runtime that cannot be installed is a failure. Bun and Deno are listed as not run where they
 * have no package for this machine.
 */
export function cell(row: string, runtime: Runtime, check: (command: string) => Promise<void>): void {
  const column = toName(runtime);
  test(`${row} on ${column}`, async ({ task, skip }) => {
    Object.assign(task.meta, { row, column });
    const installed = inject('runtimes')[column];
    if (installed === undefined) throw new Error(`${column} was not prepared`);
    if ('command' in installed) return check(installed.command);
    if ('failed' in installed) throw new Error(`${column} cannot be installed: ${installed.failed}`);
    if (runtime.kind === 'Node') throw new Error(`${column} cannot be installed: ${installed.notRun}`);
    task.meta.notRun = installed.notRun;
    return skip(installed.notRun);
  });
}
