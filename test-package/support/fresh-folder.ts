import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inject } from 'vitest';
import { installFlags, runOrThrow } from './run.ts';

const root: string = join(import.meta.dirname, '../..');

/** An empty folder outside the repository, where no node_modules of ours can be found. Removed when the run ends. */
export function createFolder(): string {
  return mkdtempSync(join(inject('place'), 'application-'));
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
