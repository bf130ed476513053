import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readExports } from '../../scripts/docs/declarations.ts';
import { listEntries } from '../../scripts/docs/entries.ts';
import { type Block, root } from './markdown.ts';
import { surroundings } from './surroundings.ts';

const compiler: string = join(root, 'node_modules/typescript/bin/tsc');

// JavaScript is read as a reader's editor does it; TypeScript has to hold in the strictest project.
const compilerOptions: Readonly<Record<'js' | 'ts', object>> = {
  js: { strict: false, exactOptionalPropertyTypes: false, allowJs: true, checkJs: true },
  ts: { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
};

const extensions: Readonly<Record<string, readonly [project: 'js' | 'ts', extension: string]>> = {
  js: ['js', 'mjs'],
  mjs: ['js', 'mjs'],
  cjs: ['js', 'cjs'],
  javascript: ['js', 'mjs'],
  ts: ['ts', 'mts'],
  typescript: ['ts', 'mts'],
};

/** Whether blocks of a language are code of ours to check. */
export function isChecked({ language }: Pick<Block, 'language'>): boolean {
  return Object.hasOwn(extensions, language);
}

function placeOf(block: Block): readonly [project: 'js' | 'ts', extension: string] {
  const [project, extension] = extensions[block.language] ?? (['ts', 'mts'] as const);
  const isCommonJs = project === 'js' && /\brequire\(/.test(block.code) && !/^import /m.test(block.code);
  return [project, isCommonJs ? 'cjs' : extension];
}

const nameOf = ({ page, line }: Block): string => `${page.replaceAll('/', '__')}.L${line}`;

/** An example on the page of an entry has the names of that entry; on the page of the errors those of the root. */
function importsOf({ page, code }: Block): string {
  const entry = listEntries().find(({ name }) =>
    name === 'index' ? /^docs\/(?:errors|api\/index)\.md$/.test(page) : page === `docs/api/${name}.md`,
  );
  if (entry === undefined || /from 'failwell/.test(code)) return '';
  const names = readExports(entry.source)
    .filter(({ typeOnly }) => !typeOnly)
    .map(({ name }) => name);
  return `import { ${names.join(', ')} } from '${entry.specifier}';`;
}

/** Lines keep their numbers, so that the compiler's complaints name those of the page. */
function writeBlock(directory: string, block: Block): void {
  const [project, extension] = placeOf(block);
  const end = extension === 'cjs' ? '' : 'export {};\n';
  // In a block, so that an example may declare what the page's surroundings have.
  const isModule = /^(?:import|export) /m.test(block.code);
  const [open, close] = isModule || extension === 'cjs' ? ['', ''] : ['{', '}'];
  const file = join(directory, project, `${nameOf(block)}.${extension}`);
  writeFileSync(
    file,
    `${importsOf(block)}${surroundings[block.page] ?? ''}${open}${'\n'.repeat(block.line)}${block.code}${close}\n${end}`,
  );
}

function compile(directory: string, project: 'js' | 'ts'): string {
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      ...compilerOptions[project],
      noEmit: true,
      isolatedDeclarations: false,
      declaration: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
      noPropertyAccessFromIndexSignature: false,
      erasableSyntaxOnly: false,
      noImplicitReturns: false,
    },
    include: ['*'],
    exclude: [],
  };
  const folder = join(directory, project);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

/** What the compiler says of each block, in a folder inside the built package: there its imports are those of a reader. */
export function checkTypes(blocks: readonly Block[]): (block: Block) => readonly string[] {
  const directory = mkdtempSync(join(root, '.docs-blocks-'));
  try {
    for (const project of ['js', 'ts'] as const) {
      mkdirSync(join(directory, project));
      copyFileSync(join(import.meta.dirname, 'reader.d.ts'), join(directory, project, 'reader.d.ts'));
    }
    for (const block of blocks) writeBlock(directory, block);
    const lines = [compile(directory, 'js'), compile(directory, 'ts')].join('\n').split('\n');
    const complaints = lines.filter((line) => /error TS/.test(line));
    const stray = complaints.filter((line) => !blocks.some((block) => line.includes(`${nameOf(block)}.`)));
    if (stray.length > 0) throw new Error(`the blocks could not be compiled:\n${stray.join('\n')}`);
    return (block) => complaints.filter((line) => line.includes(`${nameOf(block)}.`));
  } finally {
    rmSync(directory, { recursive: true });
  }
}
