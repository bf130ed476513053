import type { TestContext } from 'vitest';

/** Puts a test into the table that the run ends with; `exception` names what is let pass, and why. */
export function check({ task }: Pick<TestContext, 'task'>, client: string, column: string, exception?: string): void {
  task.meta.client = client;
  task.meta.check = column;
  if (exception !== undefined) task.meta.exception = exception;
}
