import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

const script = join(import.meta.dirname, '../../.ci/run');
const steps = readFileSync(script, 'utf8').match(/^step npm /gm)?.length ?? 0;

/** .ci/run with an npm that prints `summary` in every step and ends with `code`. */
function runWith(summary: string, code = 0) {
  const folder = mkdtempSync(join(tmpdir(), 'failwell-ci-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const npm = join(folder, 'npm');
  writeFileSync(npm, `#!/bin/sh\necho 'a line that says 7 passed, 7 failed'\necho '${summary}'\nexit ${code}\n`);
  chmodSync(npm, 0o755);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH']}` };
  const { status, stdout } = spawnSync(script, { env, encoding: 'utf8' });
  return { status, last: stdout.trimEnd().split('\n').at(-1) };
}

describe('the last line of .ci/run', () => {
  test('is the sum of all steps', () => {
    expect(steps).toBeGreaterThan(8);
    expect(runWith('2 passed, 0 failed')).toEqual({ status: 0, last: `${2 * steps} passed, 0 failed` });
    expect(runWith('2 passed, 0 failed, 0 skipped')).toEqual({ status: 0, last: `${2 * steps} passed, 0 failed` });
  });

  test('tells what was skipped', () => {
    const last = `${2 * steps} passed, 0 failed, ${3 * steps} skipped`;
    expect(runWith('2 passed, 0 failed, 3 skipped')).toEqual({ status: 0, last });
  });

  test('is no success where a step fails, whatever it prints, or where nothing was run', () => {
    expect(runWith('2 passed, 1 failed', 1)).toEqual({ status: 1, last: `${2 * steps} passed, ${steps} failed` });
    expect(runWith('2 passed, 0 failed', 1)).toEqual({ status: 1, last: `${2 * steps} passed, ${steps} failed` });
    expect(runWith('nothing')).toEqual({ status: 1, last: '0 passed, 0 failed' });
  });
});
