// Builds dist/ (ESM) and dist/cjs/ (CommonJS for Jest and tools) with two passes of tsc.
import { spawnSync } from 'node:child_process';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const tsc = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc');

// Beside dist and renamed at the end: whoever imports dist meanwhile finds the old build or the new one.
const next = `dist.${process.pid}`;

function compile(project, outDir) {
  const { status } = spawnSync(process.execPath, [tsc, '-p', project, '--outDir', outDir], { stdio: 'inherit' });
  if (status === 0) return;
  rmSync(next, { recursive: true, force: true });
  process.exit(status ?? 1);
}

compile('tsconfig.build.json', next);
compile('tsconfig.cjs.json', `${next}/cjs`);
writeFileSync(`${next}/cjs/package.json`, '{ "type": "commonjs" }\n');
rmSync('dist', { recursive: true, force: true });
renameSync(next, 'dist');
