import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runtimes } from '../../test-package/matrix.ts';
import { root } from '../docs/markdown.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;

test('what npm packs is listed, not excluded; README and LICENSE come by themselves', () => {
  expect(manifest['files']).toEqual(['dist', 'src', 'schemas', 'CHANGELOG.md']);
});

test('`engines` lets in the lowest Node that the tarball is run on', () => {
  const [lowest] = runtimes.filter(({ kind }) => kind === 'Node');
  expect(manifest['engines']).toEqual({ node: `>=${lowest?.version}` });
});

test('nothing runs on the machine of whoever installs it', () => {
  const { scripts } = manifest as { readonly scripts: Readonly<Record<string, string>> };
  const onInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
  expect(Object.keys(scripts).filter((name) => onInstall.includes(name))).toEqual([]);
  // Nothing is packed or published that was not built from these sources.
  expect(scripts['prepack']).toBe(scripts['build']);
});

test('http-errors is the one dependency, every peer is optional', () => {
  expect(Object.keys(manifest['dependencies'] as object)).toEqual(['http-errors']);
  const peers = Object.keys(manifest['peerDependencies'] as object);
  expect(manifest['peerDependenciesMeta']).toEqual(Object.fromEntries(peers.map((name) => [name, { optional: true }])));
});

test('licence and modules are what LICENSE and the sources are', () => {
  expect(manifest).toMatchObject({ license: 'MIT', type: 'module', sideEffects: false });
  expect(readFileSync(join(root, 'LICENSE'), 'utf8')).toMatch(/^MIT License\n/);
});
