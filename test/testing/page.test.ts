import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { blockUnder, root } from '../docs/markdown.ts';
import { ensureBuilt } from '../examples/built-package.ts';

beforeAll(ensureBuilt, 120_000);

/** Vitest as a user starts it, in a process of its own. */
function runVitest(folder: string): string {
  const { VITEST, VITEST_POOL_ID, VITEST_WORKER_ID, ...env } = process.env;
  const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder, '--reporter', 'verbose'];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  });
  return stdout + stderr;
}

test('examples/testing: the service passes its own tests', { timeout: 60_000 }, () => {
  const output = runVitest(join(root, 'examples/testing'));
  expect(output).toMatch(/Tests {2}\d{2} passed/);
  expect(output).not.toMatch(/failed/);
});

test('docs/testing.md: the test, as printed, passes, and fails where the status is another one', {
  timeout: 60_000,
}, () => {
  const folder = mkdtempSync(join(root, '.docs-run-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'vitest.config.js'), 'export default {};\n');
  const code = blockUnder('docs/testing.md', 'A test');
  writeFileSync(join(folder, 'right.test.js'), code);
  writeFileSync(join(folder, 'wrong.test.js'), code.replace('toBeErrorResponse(409,', 'toBeErrorResponse(410,'));
  const output = runVitest(folder);
  expect(output).toMatch(/Tests {2}1 failed \| \d+ passed/);
  expect(output).toContain('- status: 410');
  expect(output).toContain('+ status: 409');
});
