// Builds dist/ (ESM) and dist/cjs/ (CommonJS for Jest and tools): JavaScript by rolldown, one file for each entry and what
// entries share in chunks; declarations by tsc, which also checks the types. docs/decisions/005 says why not by tsc alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { rolldown } from 'rolldown';

const tsc = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc');
const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const packages = Object.keys({ ...dependencies, ...peerDependencies });

// Beside dist and renamed at the end: whoever imports dist meanwhile finds the old build or the new one.
const next = `dist.${process.pid}`;

function declare(project, outDir) {
  const options = ['-p', project, '--outDir', outDir, '--emitDeclarationOnly'];
  const { status } = spawnSync(process.execPath, [tsc, ...options], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`tsc -p ${project} failed`);
}

/** One `exports` key is one file at the top of src/. */
function findEntries() {
  const names = readdirSync('src').filter((name) => name.endsWith('.ts'));
  return Object.fromEntries(names.map((name) => [name.slice(0, -3), `src/${name}`]));
}

const isExternal = (id) => id.startsWith('node:') || packages.some((name) => id === name || id.startsWith(`${name}/`));

/** The package carries src/: a second copy in the maps made it half as large again. */
const maps = { sourcemap: true, sourcemapExcludeSources: true };

/** Entries for browsers: one small file each, which a page can load as it is. They share no class with the others, only brands. */
const standalone = ['client'];

async function bundleEntry(name, source, format, dir) {
  const build = await rolldown({ input: { [name]: source }, platform: 'browser' });
  await build.write({ dir, format, comments: false, ...maps, minify: true, exports: 'named' });
  await build.close();
}

async function bundle(format, dir) {
  const entries = findEntries();
  for (const name of standalone) {
    await bundleEntry(name, entries[name], format, dir);
    delete entries[name];
  }
  // The command is started, not imported: it is there once, as ESM.
  if (format === 'cjs') delete entries.cli;
  const build = await rolldown({ input: entries, platform: 'node', external: isExternal });
  await build.write({
    dir,
    format,
    comments: false,
    ...maps,
    chunkFileNames: 'chunks/[name].js',
    exports: 'named',
  });
  await build.close();
}

/** By renaming: emptying a folder in which somebody else is writing fails half way. */
function replaceDist() {
  const old = `${next}.old`;
  if (existsSync('dist')) renameSync('dist', old);
  renameSync(next, 'dist');
  rmSync(old, { recursive: true, force: true });
}

try {
  declare('tsconfig.build.json', next);
  declare('tsconfig.cjs.json', `${next}/cjs`);
  await bundle('esm', next);
  await bundle('cjs', `${next}/cjs`);
  writeFileSync(`${next}/cjs/package.json`, '{ "type": "commonjs" }\n');
  replaceDist();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(next, { recursive: true, force: true });
}
