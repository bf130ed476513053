import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { createApplication } from './support/fresh-folder.ts';

/** Everything at the top of the package, and the formats below. What is new must be added here on purpose. */
const topLevel = ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'package.json', 'schemas', 'src'];
const kinds = /^(dist\/.+\.(js|d\.ts)(\.map)?|dist\/cjs\/package\.json|schemas\/[\w-]+\.schema\.json|src\/.+\.ts)$/;

describe('the tarball', () => {
  const packed = inject('packed');
  let folder = '';

  beforeAll(async () => {
    folder = join(await createApplication(), 'node_modules/failwell');
  });

  test('holds what a user needs and nothing else', () => {
    expect([...new Set(packed.map((path) => path.split('/')[0] ?? ''))].sort()).toEqual(topLevel);
    expect(packed.filter((path) => path.includes('/') && !kinds.test(path))).toEqual([]);
  });

  test('holds every file that package.json names, for both ways of loading', () => {
    const { exports, main, types } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      readonly exports: unknown;
      readonly main: string;
      readonly types: string;
    };
    const named = [...JSON.stringify([exports, main, types]).matchAll(/"\.\/([^"*]+)"/g)].map(([, path = '']) => path);
    expect(named.filter((path) => path.includes('.') && path.includes('/')).length).toBeGreaterThan(13 * 4);
    const targets = named.filter((path) => /\.\w+$/.test(path));
    expect(targets.filter((path) => !packed.includes(path))).toEqual([]);
  });

  test('holds the source that each map points to, and each source once', () => {
    const maps = packed.filter((path) => path.endsWith('.map'));
    expect(maps.length).toBeGreaterThan(100);
    for (const path of maps) {
      const map = JSON.parse(readFileSync(join(folder, path), 'utf8')) as {
        readonly sources: readonly string[];
        readonly sourcesContent?: readonly unknown[];
      };
      const sources = map.sources.map((source) => relative('.', join(dirname(path), source)));
      expect(
        sources.filter((source) => !packed.includes(source)),
        path,
      ).toEqual([]);
      expect(map.sourcesContent, path).toBeUndefined();
    }
  });

  test('has the licence of its manifest', () => {
    expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toMatch(/^MIT License\n/);
  });
});
