import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../examples/built-package.ts';

const root = join(import.meta.dirname, '../..');

/** An application that wants one class for `instanceof`. */
const app = {
  name: 'app',
  resolveId: (id: string) => (id === 'app' ? id : null),
  load: (id: string) =>
    id === 'app'
      ? `import { NotFound } from ${JSON.stringify(join(root, 'dist/index.js'))}; console.log(NotFound);`
      : null,
};

async function bundleForBrowser(input: string, minify: boolean): Promise<{ code: string; imports: readonly string[] }> {
  const build = await rolldown({ input, platform: 'browser', cwd: root, external: ['http-errors'], plugins: [app] });
  const { output } = await build.generate({ format: 'esm', minify, comments: false });
  await build.close();
  expect(output).toHaveLength(1);
  return { code: output[0].code, imports: output[0].imports };
}

const gzipped = (text: string): number => gzipSync(text, { level: 9 }).length;

describe('failwell/client for a browser', () => {
  beforeAll(ensureBuilt, 120_000);

  test('is one file of at most 6 kB gzipped, without an import', () => {
    const code = readFileSync(join(root, 'dist/client.js'), 'utf8');
    expect(gzipped(code)).toBeLessThanOrEqual(6_000);
    expect(code).not.toMatch(/\bimport\b|\brequire\(|node:/);
  });

  test('is as small from its sources, minified by the application', async () => {
    const { code, imports } = await bundleForBrowser(join(root, 'src/client.ts'), true);
    expect(gzipped(code)).toBeLessThanOrEqual(6_000);
    expect(imports).toEqual([]);
    // Not minified, for whoever debugs: the names are what is longer.
    expect(gzipped((await bundleForBrowser(join(root, 'src/client.ts'), false)).code)).toBeLessThanOrEqual(8_000);
  });

  test('asks for no global of Node', () => {
    const code = readFileSync(join(root, 'dist/client.js'), 'utf8');
    expect(code).not.toMatch(/\b(?:process|Buffer|global|__dirname|setImmediate)\b/);
  });
});

test('a class for instanceof, from failwell itself, brings neither http-errors nor the pipeline into a bundle', async () => {
  const { code, imports } = await bundleForBrowser('app', true);
  expect(imports).toEqual([]);
  expect(gzipped(code)).toBeLessThanOrEqual(5_000);
});
