import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { runtimes, toName } from './matrix.ts';
import { runOrThrow } from './support/run.ts';
import { type Installed, installRuntime } from './support/runtimes.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder outside the repository for everything that the run makes. */
    place: string;
    /** Path of the packed tarball. */
    tarball: string;
    /** What npm says it has packed. */
    packed: readonly string[];
    runtimes: Readonly<Record<string, Installed>>;
  }
}

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

const root: string = join(import.meta.dirname, '..');

/** `prepack` builds. */
async function pack(folder: string): Promise<Packed> {
  const printed = await runOrThrow('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root });
  const [packed] = JSON.parse(printed.slice(printed.indexOf('['))) as Packed[];
  if (packed === undefined) throw new Error('npm pack gave no tarball');
  return packed;
}

/** Packs once and installs each runtime once; both are large. */
async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'failwell-package-'));
  const { filename, files } = await pack(folder);
  const installed = await Promise.all(
    runtimes.map(async (runtime) => [toName(runtime), await installRuntime(folder, runtime)] as const),
  );
  project.provide('place', folder);
  project.provide('tarball', join(folder, filename));
  project.provide('packed', files.map(({ path }) => path).sort());
  project.provide('runtimes', Object.fromEntries(installed));
  return () => rmSync(folder, { recursive: true, force: true });
}

export default setup;
