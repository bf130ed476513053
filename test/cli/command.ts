import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root: string = join(import.meta.dirname, '../..');

export interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Launch {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end. Its output goes to pipes, as in CI. */
export function launch(
  program: string,
  args: readonly string[],
  { cwd = root, env = {} }: Launch = {},
): Promise<Result> {
  const { NODE_ENV, VITEST, FORCE_COLOR, NO_COLOR, NODE_OPTIONS, ...shell } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...shell, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      printed.err += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...printed }));
  });
}

/** The built command. */
export function failwell(args: readonly string[], options?: Launch): Promise<Result> {
  return launch(process.execPath, [join(root, 'dist/cli.js'), ...args], options);
}
