import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { compilers, peers, versionOf } from './matrix.ts';
import { ownCell } from './support/cell.ts';
import { createApplication } from './support/fresh-folder.ts';
import { run } from './support/run.ts';

const sources: string = join(import.meta.dirname, 'consumers/types');

interface Mode {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** `.mts` is an ES module, `.cts` CommonJS, `.ts` what the mode makes of it. */
  readonly extensions: readonly string[];
  /** Versions of TypeScript that know the mode. */
  readonly in: (version: string) => boolean;
}

const everywhere = (): boolean => true;
const inFive = (version: string): boolean => version.startsWith('5.');
/** The compiler that takes a tenth of the others' time; the older modes of Node resolve as nodenext does. */
const inSeven = (version: string): boolean => version.startsWith('7.');
const both = ['.mts', '.cts'];

const modes: readonly Mode[] = [
  { name: 'nodenext', options: { module: 'nodenext' }, extensions: both, in: everywhere },
  { name: 'node20', options: { module: 'node20' }, extensions: both, in: inSeven },
  { name: 'node16', options: { module: 'node16' }, extensions: both, in: inSeven },
  {
    name: 'preserve, resolved as bundlers do',
    options: { module: 'preserve', moduleResolution: 'bundler' },
    extensions: [...both, '.ts'],
    in: everywhere,
  },
  {
    name: 'commonjs, resolved as node10 does',
    options: { module: 'commonjs', moduleResolution: 'node10' },
    extensions: ['.ts'],
    in: inFive,
  },
];

const own = (name: string): string => `${name}@${versionOf(name)}`;

interface Surroundings {
  readonly title: string;
  /** The packages whose types meet ours. */
  readonly packages: readonly string[];
  readonly modes: readonly Mode[];
  /** Diagnostics that are other packages' own, whoever imports them: asserted, so that a new one is seen. */
  readonly foreign: readonly RegExp[];
}

const others = ['@koa/router', 'fastify', 'hono', 'zod', '@types/node'].map(own);

const surroundings: readonly Surroundings[] = [
  {
    title: '',
    // In the versions that the rest of the tests use.
    packages: ['express', '@types/express', 'koa', '@types/koa'].map(own),
    modes,
    foreign: [/^node_modules\/@types\/koa\/index\.d\.ts\(\d+,\d+\): error TS2694: .* no exported member 'Options'/],
  },
  {
    title: ', Express 4 and Koa 2',
    packages: [
      ...[`express@${versionOf('express4')}`, '@types/express@4.17.25'],
      ...[`koa@${versionOf('koa2')}`, '@types/koa@2.15.2'],
    ],
    modes: modes.filter(({ name }) => name === 'nodenext'),
    foreign: [],
  },
];

function writeProject(folder: string, { options, extensions }: Mode, name: string): string {
  const files = extensions.flatMap((extension) =>
    readdirSync(sources).map((file) => ({
      file: `${extension.slice(1)}-${file.replace(/\.ts$/, extension)}`,
      from: file,
    })),
  );
  const project = join(folder, name.replaceAll(/\W+/g, '-'));
  mkdirSync(project, { recursive: true });
  for (const { file, from } of files) writeFileSync(join(project, file), readFileSync(join(sources, from)));
  const compilerOptions = {
    ...options,
    ...{ target: 'es2022', types: ['node'], strict: true, exactOptionalPropertyTypes: true },
    ...{ noPropertyAccessFromIndexSignature: true, esModuleInterop: true, skipLibCheck: false, noEmit: true },
  };
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: files.map(({ file }) => file) }),
  );
  return project;
}

test('every entry has a consumer of its types', () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, unknown>>;
  };
  const keys = Object.keys(manifest.exports).filter((key) => !key.endsWith('.json'));
  const names = keys.map((key) => (key === '.' ? 'index.ts' : `${key.slice(2)}.ts`));
  expect(readdirSync(sources).sort()).toEqual(names.sort());
});

describe.each(surroundings)('types, with skipLibCheck off$title', ({ title, packages, foreign, ...settings }) => {
  let folder = '';

  beforeAll(async () => {
    const aliases = compilers.map((version) => `typescript-${version}@npm:typescript@${version}`);
    folder = await createApplication([...packages, ...others, ...peers, ...aliases]);
  });

  for (const version of compilers) {
    for (const mode of settings.modes.filter((one) => one.in(version))) {
      ownCell(`TypeScript ${version}, ${mode.name}${title}`, async () => {
        const project = writeProject(folder, mode, `${version} ${mode.name}`);
        const tsc = join(folder, `node_modules/typescript-${version}/bin/tsc`);
        const { stdout, stderr } = await run(process.execPath, [tsc, '--pretty', 'false', '-p', project], {
          cwd: folder,
        });
        const lines = `${stdout}${stderr}`.split('\n').filter((line) => line !== '' && !line.startsWith(' '));
        expect(lines.filter((line) => !foreign.some((pattern) => pattern.test(line)))).toEqual([]);
        for (const pattern of foreign) expect(lines.filter((line) => pattern.test(line))).toHaveLength(1);
      });
    }
  }
});
