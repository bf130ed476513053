import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const root: string = join(import.meta.dirname, '../..');

/** A script of examples/ that runs in a process of its own. Killed when the test ends. */
export interface Script {
  /** Waits for a match in what was printed. Rejects where the script ends without one. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Everything printed so far, standard error last. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** As a user starts it: not under NODE_ENV=test, where nothing is logged, and not in colour. */
function userEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NODE_ENV, VITEST, FORCE_COLOR, NO_COLOR, NODE_OPTIONS, ...shell } = process.env;
  return { ...shell, ...own };
}

/** Where a script runs; by default on this Node, in the repository. */
export interface ScriptPlace {
  readonly command?: string;
  readonly cwd?: string;
}

export function startScript(args: readonly string[], env: NodeJS.ProcessEnv = {}, place: ScriptPlace = {}): Script {
  const { command = process.execPath, cwd = root } = place;
  const child = spawn(command, args, {
    cwd,
    env: userEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { out: '', err: '' };
  const looks = new Set<() => void>();
  const look = (): void => {
    for (const one of [...looks]) one();
  };
  let isOver = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.out += text;
    look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.err += text;
    look();
  });
  const ended: Script['ended'] = new Promise((resolve) => {
    child.once('close', (code, signal) => {
      isOver = true;
      look();
      resolve({ code, signal });
    });
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = (): string => printed.out + printed.err;
  return {
    output,
    ended,
    signal: (name) => void child.kill(name),
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const tryNow = (): void => {
          const match = pattern.exec(output());
          if (match === null && !isOver) return;
          looks.delete(tryNow);
          if (match === null) reject(new Error(`the script ended without ${pattern}:\n${output()}`));
          else resolve(match);
        };
        looks.add(tryNow);
        tryNow();
      }),
  };
}
