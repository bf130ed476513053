import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { blockUnder } from '../test/docs/markdown.ts';
import { compilers, jestVersions, versionOf } from './matrix.ts';
import { ownCell } from './support/cell.ts';
import { copyInto, createApplication } from './support/fresh-folder.ts';
import { run } from './support/run.ts';

/** Runs a package's executable and gives all that it printed; its exit code must be 0. */
async function runTool(cwd: string, script: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(process.execPath, [join('node_modules', script), ...args], { cwd });
  expect(code, stdout + stderr).toBe(0);
  return stdout + stderr;
}

describe('Jest in CommonJS, with and without ts-jest', () => {
  let folder = '';

  beforeAll(async () => {
    const jest = Object.entries(jestVersions).map(([name, version]) => `${name}@${version}`);
    const others = [
      `typescript@${compilers[0]}`,
      `express@${versionOf('express')}`,
      `@types/node@${versionOf('@types/node')}`,
    ];
    folder = await createApplication([...jest, ...others], 'commonjs');
    copyInto(folder, 'test-package/consumers/jest');
    // What docs/testing.md tells users of @jest/globals to add.
    writeFileSync(join(folder, 'jest/augmentation.ts'), blockUnder('docs/testing.md', 'Types', 'ts'));
    // What ts-jest's own guide sets up; `isolatedModules` off, so that the types are checked too.
    writeFileSync(join(folder, 'ts-jest.json'), JSON.stringify({ preset: 'ts-jest', testMatch: ['**/*.test.ts'] }));
    const compilerOptions = { module: 'commonjs', esModuleInterop: true, strict: true, types: ['node', 'jest'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  });

  ownCell(`Jest ${jestVersions['jest']} in CommonJS`, async () => {
    expect(await runTool(folder, 'jest/bin/jest.js', '--ci', '--runInBand', 'common-js')).toMatch(
      /^Tests: +5 passed, 5 total$/m,
    );
  });

  ownCell(`ts-jest ${jestVersions['ts-jest']}`, async () => {
    const printed = await runTool(folder, 'jest/bin/jest.js', '--ci', '--runInBand', '--config', 'ts-jest.json');
    expect(printed).toMatch(/^Tests: +4 passed, 4 total$/m);
  });
});

describe('Vitest', () => {
  const version = versionOf('vitest');

  ownCell(`Vitest ${version}`, async () => {
    const folder = await createApplication([`vitest@${version}`]);
    copyInto(folder, 'test-package/consumers/vitest');
    expect(await runTool(folder, 'vitest/vitest.mjs', 'run')).toMatch(/Tests +3 passed \(3\)/);
  });
});
