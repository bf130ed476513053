import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { root } from '../docs/markdown.ts';

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  readonly bin?: Readonly<Record<string, string>>;
}

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
}

/** One entry is one file at the top of src/. */
export function listEntries(): readonly string[] {
  const files = readdirSync(join(root, 'src')).filter((name) => name.endsWith('.ts'));
  return files.map((name) => name.slice(0, -'.ts'.length)).toSorted();
}

type Node = Readonly<Record<string, unknown>>;

const nameOf = (node: unknown): string => String((node as Node)['name'] ?? (node as Node)['value']);

/** `export const a = …, b = …`, `export function f() {}`, `export type T = …`. */
function toDeclaredNames(declaration: Node): readonly string[] {
  const isType = declaration['type'] === 'TSInterfaceDeclaration' || declaration['type'] === 'TSTypeAliasDeclaration';
  const declared = (declaration['declarations'] as readonly Node[] | undefined) ?? [declaration];
  return declared.map((one) => `${isType ? 'type ' : ''}${nameOf(one['id'])}`);
}

function toNames(statement: Node): readonly string[] {
  if (statement['type'] === 'ExportAllDeclaration') throw new Error('an entry names what it exports');
  if (statement['type'] !== 'ExportNamedDeclaration') return [];
  if (statement['declaration'] != null) return toDeclaredNames(statement['declaration'] as Node);
  return (statement['specifiers'] as readonly Node[]).map((specifier) => {
    const isType = statement['exportKind'] === 'type' || specifier['exportKind'] === 'type';
    return `${isType ? 'type ' : ''}${nameOf(specifier['exported'])}`;
  });
}

/** What an entry exports, values and types, read from its source: nothing need be built. */
export function readExports(entry: string): readonly string[] {
  const source = readFileSync(join(root, `src/${entry}.ts`), 'utf8');
  const { body } = parseAst(source, { lang: 'ts' });
  return [...new Set((body as unknown as readonly Node[]).flatMap(toNames))].toSorted();
}
