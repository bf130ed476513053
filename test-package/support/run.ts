import { type ChildProcess, spawn } from 'node:child_process';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the process is killed. */
  readonly timeout?: number;
}

/** Nothing of the runner's own environment: a stranger has neither Vitest nor our npm settings. */
export function strangerEnvironment(own: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const foreign = /^(NODE_ENV|NODE_OPTIONS|VITEST.*|FORCE_COLOR|npm_(package|lifecycle|config_local)_.*|INIT_CWD)$/;
  const shell = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(shell), NO_COLOR: '1', ...own };
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const printed = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed.stderr += text;
  });
  return printed;
}

/** Runs a command to its end, whatever its exit code. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
  const { cwd, env, timeout = 120_000 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: strangerEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout,
    });
    const printed = collect(child);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...printed }));
  });
}

/** Runs a command that must succeed. Gives what it printed. */
export async function runOrThrow(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}

/** No install scripts: what the packages here need of native code comes as optional dependencies. */
export const installFlags: readonly string[] = [
  ...['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'],
];
