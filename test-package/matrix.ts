import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// What the tarball is run on. The tests are made from these lists, and so is the table of docs/runtimes.md.

type Versions = Readonly<Record<string, string>>;

function readManifest(path: string): { readonly dependencies: Versions; readonly devDependencies: Versions } {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', path), 'utf8')) as ReturnType<typeof readManifest>;
}

const { devDependencies } = readManifest('package.json');

/** The version that the rest of the tests use, so that nothing has to be raised in two places. */
export function versionOf(dependency: string): string {
  const version = devDependencies[dependency];
  if (version === undefined) throw new Error(`package.json has no devDependency "${dependency}"`);
  return version.replace(/^npm:.*@/, '');
}

export interface Runtime {
  readonly kind: 'Node' | 'Bun' | 'Deno';
  readonly version: string;
}

export const runtimes: readonly Runtime[] = [
  { kind: 'Node', version: '20.19.0' }, // the lowest that `engines` lets in
  { kind: 'Node', version: '22.23.3' },
  { kind: 'Node', version: '24.21.0' },
  { kind: 'Node', version: '26.10.0' },
  { kind: 'Bun', version: '1.4.5' },
  { kind: 'Deno', version: '2.9.6' },
];

export const toName = ({ kind, version }: Runtime): string => `${kind} ${version}`;

/** The Node that runs the tests, whatever it is: compilers and test runners run on it. */
export const ownNode: string = `Node ${process.versions.node}`;

/** A script of consumers/plain: asserts for itself, prints `ok` at its end. */
export interface Consumer {
  readonly name: string;
  readonly script: string;
  readonly withPeers?: boolean;
}

/** The optional peers, in the versions that the rest of the tests use. */
export const peers: readonly string[] = ['@opentelemetry/api', 'prom-client', 'ajv'].map(
  (name) => `${name}@${versionOf(name)}`,
);

export const consumers: readonly Consumer[] = [
  { name: 'ES modules', script: 'esm.mjs' },
  { name: 'CommonJS', script: 'cjs.cjs' },
  { name: '`import` and `require` in one process: one class', script: 'one-class.mjs' },
  { name: 'every `exports` key, both ways, without optional peers', script: 'every-entry.mjs' },
  { name: 'every `exports` key, both ways, with them', script: 'every-entry.mjs', withPeers: true },
];

export interface Host {
  readonly name: string;
  /** Installed beside failwell, and nothing else. */
  readonly packages: readonly string[];
  /** A file of examples/, started as it is. */
  readonly example: string;
  /** Whether names and order of the fields are on the wire as the README prints them; some hosts sort or lower them. */
  readonly keepsFields: boolean;
  readonly http2?: boolean;
  readonly kinds?: readonly Runtime['kind'][];
}

function npmHost(title: string, dependency: string, example: string, more: Partial<Host> = {}): Host {
  const name = dependency.replace(/\d$/, '');
  const version = versionOf(dependency);
  return { name: `${title} ${version}`, packages: [`${name}@${version}`], example, keepsFields: true, ...more };
}

export const hosts: readonly Host[] = [
  npmHost('Express', 'express4', 'express4.js'),
  npmHost('Express', 'express', 'express.js'),
  npmHost('Koa', 'koa2', 'koa.js'),
  npmHost('Koa', 'koa', 'koa.js'),
  npmHost('Fastify', 'fastify', 'fastify.js', { keepsFields: false }),
  npmHost('Hono', 'hono', 'hono.js', {
    packages: [`hono@${versionOf('hono')}`, `@hono/node-server@${versionOf('@hono/node-server')}`],
    keepsFields: false,
  }),
  { name: 'node:http', packages: [], example: 'node-http.js', keepsFields: true },
  { name: 'node:http2', packages: [], example: 'node-http2.js', keepsFields: false, http2: true },
  { name: 'Web fetch', packages: [], example: 'fetch.js', keepsFields: false, kinds: ['Bun', 'Deno'] },
];

/** A project of its own, in TypeScript, on Express. */
export const nest: Host = {
  name: `Nest ${readManifest('examples/nest/package.json').dependencies['@nestjs/core']}`,
  packages: [],
  example: 'nest',
  keepsFields: true,
};

export const runsOn = ({ kinds }: Host, { kind }: Runtime): boolean => kinds?.includes(kind) ?? true;

export const compilers: readonly string[] = ['5.9.3', '6.0.3', versionOf('typescript')];
export const jestVersions: Versions = {
  jest: '30.5.2',
  'ts-jest': '29.4.15',
  '@types/jest': '30.0.0',
  '@jest/globals': '30.5.2',
};
