import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { runOrThrow } from './run.ts';

const root: string = join(import.meta.dirname, '../..');

/** No install scripts: what the packages here need of native code comes as optional dependencies. */
export const installFlags: readonly string[] = [
  ...['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'],
];

/** An empty folder outside the repository, where no node_modules of ours can be found. Removed after the file's tests. */
export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'failwell-package-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Copies files or folders of the repository, each to the top of the folder. */
export function copyInto(folder: string, ...paths: readonly string[]): void {
  for (const path of paths) cpSync(join(root, path), join(folder, basename(path)), { recursive: true });
}

/** Installs the tarball and other packages from the registry, as an application does. */
export async function install(folder: string, packages: readonly string[] = []): Promise<void> {
  await runOrThrow('npm', ['install', ...installFlags, inject('tarball'), ...packages], { cwd: folder });
}

/** A fresh application: its manifest, the tarball and what else it depends on. */
export async function createApplication(
  packages: readonly string[] = [],
  type: 'module' | 'commonjs' = 'module',
): Promise<string> {
  const folder = createFolder();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'application', private: true, type }));
  await install(folder, packages);
  return folder;
}
